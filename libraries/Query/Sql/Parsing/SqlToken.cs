using NlSql.Query.Issues;

namespace NlSql.Query.Sql.Parsing;

/// <summary>What a token is.</summary>
internal enum SqlTokenKind
{
    /// <summary>An unquoted name or keyword, folded to lower case as Postgres does (ASCII only).</summary>
    Word,

    /// <summary>A name in double quotes.</summary>
    QuotedName,

    /// <summary>A quoted literal.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>An operator.</summary>
    Operator,

    /// <summary>One of <c>( ) [ ] , . ; ::</c>, and NULLS before FIRST or LAST.</summary>
    Punctuation,

    /// <summary>Behind the last token.</summary>
    End,
}

/// <summary>A token with its decoded value and its place.</summary>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Value, TextSpan Span);
