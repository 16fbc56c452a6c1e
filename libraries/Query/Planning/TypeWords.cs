using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Planning;

/// <summary>Types in words, and which of them can be compared.</summary>
internal static class TypeWords
{
    public static string Of(ColumnType type) => type switch
    {
        ColumnType.Integer or ColumnType.Decimal => "number",
        ColumnType.Date => "date (yyyy-mm-dd)",
        ColumnType.Timestamp => "date or time (yyyy-mm-dd hh:mm)",
        ColumnType.Boolean => "yes or no",
        ColumnType.Uuid => "uuid",
        _ => "text",
    };

    public static bool IsNumber(ColumnType type) => type is ColumnType.Integer or ColumnType.Decimal;

    public static bool IsDay(ColumnType type) => type is ColumnType.Date or ColumnType.Timestamp;

    public static bool AreComparable(ColumnType left, ColumnType right) =>
        left == right || (IsNumber(left) && IsNumber(right)) || (IsDay(left) && IsDay(right));
}
