namespace NlSql.Query.Sql;

/// <summary>
/// How large a query may be. These are the real bound on time and memory: a statement timeout only contains what they let through.
/// A query at a limit is accepted, one beyond it is refused.
/// </summary>
public sealed record SqlLimits
{
    /// <summary>The limits that hold unless configured otherwise.</summary>
    public static SqlLimits Default { get; } = new();

    /// <summary>
    /// The limits of statements that the planner wrote: several metrics, each compared and filtered, read more tables than a person would
    /// join, but each read is one grouped pass.
    /// </summary>
    public static SqlLimits Planned { get; } = new() { TableReferences = 64, Joins = 48 };

    /// <summary>UTF-16 characters of a text. Default 20,000.</summary>
    public int Characters { get; init; } = 20_000;

    /// <summary>Tokens of a text. Default 5,000.</summary>
    public int Tokens { get; init; } = 5_000;

    /// <summary>Nodes of a tree. Default 5,000.</summary>
    public int Nodes { get; init; } = 5_000;

    /// <summary>Levels of parentheses, calls, sub-selects and prefixes inside each other. Default 64.</summary>
    public int Depth { get; init; } = 64;

    /// <summary>Levels of the tree; more than <see cref="Depth"/>, because a chain such as <c>a + b + c</c> grows one per operator. Default 256.</summary>
    public int Height { get; init; } = 256;

    /// <summary>References to tables of the scope. Default 16.</summary>
    public int TableReferences { get; init; } = 16;

    /// <summary>Joins, commas in FROM included. Default 12.</summary>
    public int Joins { get; init; } = 12;

    /// <summary>Common tables. Default 32.</summary>
    public int CommonTables { get; init; } = 32;

    /// <summary>Arms of set operations, counted per chain. Default 16.</summary>
    public int SetOperationArms { get; init; } = 16;

    /// <summary>Items of an IN list, an array or VALUES. Default 1,000.</summary>
    public int ListItems { get; init; } = 1_000;

    /// <summary>Terms of AND and OR in one condition. Default 200.</summary>
    public int LogicalTerms { get; init; } = 200;

    /// <summary>Arms of a CASE. Default 100.</summary>
    public int CaseArms { get; init; } = 100;

    /// <summary>Items of a SELECT list. Default 200.</summary>
    public int SelectItems { get; init; } = 200;

    /// <summary>Grouping sets of one GROUP BY after ROLLUP and CUBE are multiplied out. Default 64.</summary>
    public int GroupingSets { get; init; } = 64;

    /// <summary>The largest number in the outermost LIMIT, and in OFFSET anywhere. Default 10,000.</summary>
    public long LimitRows { get; init; } = 10_000;

    /// <summary>Characters of a LIKE pattern or regular expression. Default 200.</summary>
    public int PatternCharacters { get; init; } = 200;
}
