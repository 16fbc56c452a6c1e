namespace NlSql.Query.Sql.Parsing;

/// <summary>The codes of what the parser refuses.</summary>
public static class ParsingIssues
{
    /// <summary>The text has too many characters.</summary>
    public const string TooLong = "sql.too-long";

    /// <summary>The text has too many tokens.</summary>
    public const string TooManyTokens = "sql.too-many-tokens";

    /// <summary>Things stand too deep inside each other.</summary>
    public const string TooDeep = "sql.too-deep";

    /// <summary>The tree has too many nodes.</summary>
    public const string TooManyNodes = "sql.too-many-nodes";

    /// <summary>A character that has no place in a query.</summary>
    public const string Character = "sql.character";

    /// <summary>A quote or comment that does not end.</summary>
    public const string Unterminated = "sql.unterminated";

    /// <summary>A literal of a form that is not accepted.</summary>
    public const string Literal = "sql.literal";

    /// <summary>A number that is not one, or is out of range.</summary>
    public const string Number = "sql.number";

    /// <summary>A name that is not accepted.</summary>
    public const string Identifier = "sql.identifier";

    /// <summary>An operator that is not accepted.</summary>
    public const string Operator = "sql.operator";

    /// <summary>A placeholder such as <c>$1</c> or <c>:name</c>.</summary>
    public const string Placeholder = "sql.placeholder";

    /// <summary>There is no query.</summary>
    public const string Empty = "sql.empty";

    /// <summary>The statement is not a SELECT.</summary>
    public const string NotASelect = "sql.not-a-select";

    /// <summary>There is more than one statement.</summary>
    public const string SeveralStatements = "sql.several-statements";

    /// <summary>Something else was expected here.</summary>
    public const string Unexpected = "sql.unexpected";

    /// <summary>SQL that Postgres knows and this product leaves out.</summary>
    public const string Unsupported = "sql.unsupported";
}
