using System.Globalization;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>Literals of a query → literals of the type that they are compared with.</summary>
internal static class Literals
{
    /// <summary>The literal; null when it is no value of the type.</summary>
    public static Literal? Of(QueryLiteral value, ColumnType type, IReadOnlyList<CodedValue> codes) => type switch
    {
        ColumnType.Text => Literal(Stored(Words(value), codes)),
        ColumnType.Integer or ColumnType.Decimal => Number(value),
        ColumnType.Boolean => Truth(value),
        ColumnType.Date => Day(value) is { } day ? Literal(day) : null,
        ColumnType.Timestamp => Moment(value) is { } moment ? Literal(moment) : null,
        ColumnType.Uuid => Guid.TryParse(value.Text, out var id) ? Literal(id.ToString()) : null,
        _ => null,
    };

    /// <summary>The day that the literal is; null when it is none, or a moment within one.</summary>
    public static DateOnly? Day(QueryLiteral value) =>
        DateOnly.TryParseExact(value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The literal as text.</summary>
    public static string Words(QueryLiteral value) =>
        value.Text ?? value.Number?.ToString(CultureInfo.InvariantCulture) ?? (value.Boolean == true ? "true" : "false");

    // People say "cash" where CSH is stored.
    private static string Stored(string said, IReadOnlyList<CodedValue> codes) =>
        (codes.FirstOrDefault(c => c.Value == said)
            ?? codes.FirstOrDefault(c => string.Equals(c.Value, said, StringComparison.OrdinalIgnoreCase))
            ?? codes.FirstOrDefault(c => c.Synonyms.Contains(said, StringComparer.OrdinalIgnoreCase)))?.Value ?? said;

    private static Literal? Number(QueryLiteral value)
    {
        var number = value.Number
            ?? (decimal.TryParse(value.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var parsed) ? parsed : null);
        if (number is not { } n)
            return null;
        return decimal.IsInteger(n) && n is >= long.MinValue and <= long.MaxValue ? Literal((long)n) : Literal(n);
    }

    private static BooleanLiteral? Truth(QueryLiteral value) => (value.Boolean, value.Text?.ToLowerInvariant(), value.Number) switch
    {
        ({ } boolean, _, _) => Literal(boolean),
        (_, "true" or "yes" or "y" or "1", _) or (_, _, 1m) => Literal(true),
        (_, "false" or "no" or "n" or "0", _) or (_, _, 0m) => Literal(false),
        _ => null,
    };

    private static DateTime? Moment(QueryLiteral value)
    {
        if (Day(value) is { } day)
            return day.ToDateTime(TimeOnly.MinValue);
        string[] forms = ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];
        return DateTime.TryParseExact(value.Text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;
    }
}
