using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Planning;

/// <summary>The values that are written in a query.</summary>
internal static class LiteralValues
{
    /// <summary>The values in the order of the text.</summary>
    public static IEnumerable<object> Of(SqlNode node) => node switch
    {
        TextLiteral text => [text.Value],
        IntegerLiteral number => [number.Value],
        DecimalLiteral number => [number.Value],
        DateLiteral day => [day.Value],
        TimestampLiteral time => [time.Value],
        IntervalLiteral length => [length.Value],
        _ => SqlChildren.Of(node).SelectMany(Of),
    };
}
