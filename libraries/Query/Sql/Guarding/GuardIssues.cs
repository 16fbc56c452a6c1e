namespace NlSql.Query.Sql.Guarding;

/// <summary>The codes of what the guard refuses.</summary>
public static class GuardIssues
{
    /// <summary>A table outside of the scope.</summary>
    public const string UnknownTable = "guard.unknown-table";

    /// <summary>A column or source that does not exist where it is named.</summary>
    public const string UnknownColumn = "guard.unknown-column";

    /// <summary>A column that exists in several sources.</summary>
    public const string AmbiguousColumn = "guard.ambiguous-column";

    /// <summary>A column that may not be read.</summary>
    public const string HiddenColumn = "guard.hidden-column";

    /// <summary>One of Postgres' own columns.</summary>
    public const string SystemColumn = "guard.system-column";

    /// <summary>A whole row as one value.</summary>
    public const string WholeRow = "guard.whole-row";

    /// <summary>Two sources or common tables of the same name.</summary>
    public const string DuplicateName = "guard.duplicate-name";

    /// <summary>More column names than columns, or arms of different width.</summary>
    public const string ColumnCount = "guard.column-count";

    /// <summary>ORDER BY, GROUP BY or LIMIT in a form that is not accepted.</summary>
    public const string Clause = "guard.clause";

    /// <summary>A function that is not on the list.</summary>
    public const string Function = "guard.function";

    /// <summary>A function called in a way that it does not have.</summary>
    public const string FunctionCall = "guard.function-call";

    /// <summary>A type that is not on the list.</summary>
    public const string Type = "guard.type";

    /// <summary>A literal that Postgres could not take.</summary>
    public const string Literal = "guard.literal";

    /// <summary>A pattern that is not a short literal, or that could be slow.</summary>
    public const string Pattern = "guard.pattern";

    /// <summary>A window frame that is too wide, or a window that does not exist.</summary>
    public const string Window = "guard.window";

    /// <summary>Sources that are not connected by an equality.</summary>
    public const string Join = "guard.join";

    /// <summary>Tables joined otherwise than the model says, where only its relationships are allowed.</summary>
    public const string JoinPath = "guard.join-path";

    /// <summary>Values that grow beyond reason.</summary>
    public const string Growth = "guard.growth";

    /// <summary>LIMIT or OFFSET that is not a small whole number.</summary>
    public const string Limit = "guard.limit";

    /// <summary>Too many nodes.</summary>
    public const string TooManyNodes = "guard.too-many-nodes";

    /// <summary>Too many levels.</summary>
    public const string TooDeep = "guard.too-deep";

    /// <summary>Too many tables, joins, common tables or set-operation arms.</summary>
    public const string TooManyTables = "guard.too-many-tables";

    /// <summary>A list that is too long.</summary>
    public const string TooManyItems = "guard.too-many-items";

    /// <summary>Too many grouping sets.</summary>
    public const string TooManyGroupings = "guard.too-many-groupings";
}
