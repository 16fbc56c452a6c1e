namespace NlSql.Query.Sql.Tree;

/// <summary>Something that FROM reads.</summary>
public abstract record TableSource : SqlNode
{
    private protected TableSource()
    {
    }
}

/// <summary>A table of the scope or a common table, by its logical name: <c>sales s</c>.</summary>
/// <param name="Name">The name; never qualified by a schema.</param>
/// <param name="Alias">The alias; null to use the name.</param>
public sealed record NamedTable(string Name, TableAlias? Alias = null) : TableSource;

/// <summary>A sub-select in FROM.</summary>
/// <param name="Query">Its rows.</param>
/// <param name="Alias">Its name.</param>
public sealed record DerivedTable(SqlQuery Query, TableAlias Alias) : TableSource;

/// <summary>Two sources joined.</summary>
/// <param name="Kind">Which unmatched rows stay.</param>
/// <param name="Left">The left source.</param>
/// <param name="Right">The right source.</param>
/// <param name="Condition">ON or USING; null only for <see cref="JoinKind.Cross"/>.</param>
public sealed record JoinedTable(JoinKind Kind, TableSource Left, TableSource Right, JoinCondition? Condition) : TableSource;

/// <summary>
/// A table of the scope after rewriting: a sub-select of the visible columns, masked where a rule says so, with the predicates of
/// dataset, parts and rule inside. Only the scope rewriter makes one.
/// </summary>
public sealed record ScopedTable : TableSource
{
    internal ScopedTable(
        string logicalName,
        string schema,
        string physicalName,
        ValueList<Guid> parts,
        ValueList<ExpressionItem> columns,
        SqlExpression? filter,
        TableAlias alias,
        bool barrier)
    {
        Parts = parts;
        LogicalName = logicalName;
        Schema = schema;
        PhysicalName = physicalName;
        Columns = columns;
        Filter = filter;
        Alias = alias;
        Barrier = barrier;
    }

    /// <summary>The table's name in the scope.</summary>
    public string LogicalName { get; }

    /// <summary>The schema of the physical table.</summary>
    public string Schema { get; }

    /// <summary>The physical table.</summary>
    public string PhysicalName { get; }

    /// <summary>The parts to read.</summary>
    public ValueList<Guid> Parts { get; }

    /// <summary>The columns that can be seen, in the scope's order: the column itself, or what stands for it.</summary>
    public ValueList<ExpressionItem> Columns { get; }

    /// <summary>The condition on the rows that can be seen, over the physical table's own columns; null for all.</summary>
    public SqlExpression? Filter { get; }

    /// <summary>The name under which the rest of the query knows it.</summary>
    public TableAlias Alias { get; }

    /// <summary>Whether OFFSET 0 keeps Postgres from evaluating outer expressions before the scope is applied.</summary>
    public bool Barrier { get; }
}

/// <summary>A reference to a common table after rewriting. Only the scope rewriter makes one.</summary>
public sealed record CommonTableReference : TableSource
{
    internal CommonTableReference(string name, TableAlias? alias)
    {
        Name = name;
        Alias = alias;
    }

    /// <summary>The common table's name.</summary>
    public string Name { get; }

    /// <summary>The alias; null to use the name.</summary>
    public TableAlias? Alias { get; }
}

/// <summary>A source's alias, with new names for its first columns if any are given: <c>t (a, b)</c>.</summary>
/// <param name="Name">The alias.</param>
public sealed record TableAlias(string Name) : SqlNode
{
    /// <summary>New names of the first columns; empty to keep them.</summary>
    public ValueList<string> Columns { get; init; } = [];
}

/// <summary>Kinds of joins.</summary>
public enum JoinKind
{
    /// <summary>Matched rows only.</summary>
    Inner,

    /// <summary>Unmatched rows of the left source stay.</summary>
    Left,

    /// <summary>Unmatched rows of the right source stay.</summary>
    Right,

    /// <summary>Unmatched rows of both sources stay.</summary>
    Full,

    /// <summary>Every row with every row.</summary>
    Cross,
}

/// <summary>How rows of two sources belong together.</summary>
public abstract record JoinCondition : SqlNode
{
    private protected JoinCondition()
    {
    }
}

/// <summary>ON.</summary>
/// <param name="Predicate">The condition.</param>
public sealed record JoinOn(SqlExpression Predicate) : JoinCondition;

/// <summary>USING: equal columns of the same name, given once.</summary>
/// <param name="Columns">The columns, at least one.</param>
public sealed record JoinUsing(ValueList<string> Columns) : JoinCondition;

/// <summary>NATURAL: USING with every column name that both sides have.</summary>
public sealed record JoinNatural : JoinCondition;
