using NlSql.Query;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Chat.Asking;

/// <summary>Types of the database in the words of answers and of the model.</summary>
internal static class ColumnTypes
{
    private const string List = "[]";

    /// <summary>The type as an answer calls it; that of a list is <c>integer[]</c> and the like.</summary>
    public static string Of(string databaseType) => databaseType.EndsWith(List, StringComparison.Ordinal)
        ? Of(databaseType[..^List.Length]) + List
        : databaseType switch
        {
            "smallint" or "integer" or "bigint" => "integer",
            "numeric" => "decimal",
            "real" or "double precision" => "float",
            "boolean" => "boolean",
            "date" => "date",
            "timestamp" or "timestamp without time zone" => "timestamp",
            "timestamp with time zone" => "timestamp_tz",
            "time" or "time without time zone" => "time",
            "interval" => "interval",
            "uuid" => "uuid",
            _ => "text",
        };

    /// <summary>The columns of text SQL with the types that the database gave. A single number is a measure, whatever it comes from.</summary>
    public static IReadOnlyList<OutputColumn> Typed(IReadOnlyList<OutputColumn> columns, IReadOnlyList<string> databaseTypes) =>
        [.. columns.Select((column, i) => Typed(column, databaseTypes[i], columns.Count == 1))];

    private static OutputColumn Typed(OutputColumn column, string databaseType, bool isOnly)
    {
        var type = Of(databaseType);
        var isNumber = type is "integer" or "decimal" or "float";
        return column with
        {
            DatabaseType = databaseType,
            Type = type switch
            {
                "integer" => ColumnType.Integer,
                "decimal" or "float" => ColumnType.Decimal,
                "boolean" => ColumnType.Boolean,
                "date" => ColumnType.Date,
                "timestamp" or "timestamp_tz" => ColumnType.Timestamp,
                "uuid" => ColumnType.Uuid,
                _ => ColumnType.Text,
            },
            Role = isNumber && (isOnly || column.Role == OutputRole.Metric) ? OutputRole.Metric : OutputRole.Dimension,
        };
    }
}
