using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Planning;

/// <summary>What a query reads besides rows: the database's clock, in any of its spellings, and chance.</summary>
internal static class Volatility
{
    // Postgres reads these words inside of a text as times when it becomes a date.
    private static readonly string[] ClockWords = ["now", "today", "yesterday", "tomorrow"];

    /// <summary>Whether the same rows may give another result later.</summary>
    public static bool In(SqlNode node) => IsVolatile(node) || SqlChildren.Of(node).Any(In);

    private static bool IsVolatile(SqlNode node) => node switch
    {
        CurrentTimeExpression => true,
        FunctionCall { Name: "now" or "random" } => true,
        FunctionCall { Name: "age", Arguments.Count: 1 } => true,
        TextLiteral text => ClockWords.Any(word => text.Value.Contains(word, StringComparison.OrdinalIgnoreCase)),
        _ => false,
    };
}
