using System.Globalization;
using System.Text.Json.Nodes;
using NlSql.Query;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults.Database;

namespace NlSql.Chat.Asking;

/// <summary>
/// Database values as JSON, exactly: numbers with all their digits, dates and times as ISO text, lists as arrays. What JSON has no
/// number for is the word that Postgres has: <c>"NaN"</c>, <c>"Infinity"</c>.
/// </summary>
internal static class JsonValues
{
    /// <summary>One value.</summary>
    public static JsonNode? Of(object? value) => value switch
    {
        null => null,
        decimal number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        int number => JsonValue.Create(number),
        double number => double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(NotFinite(number)),
        bool truth => JsonValue.Create(truth),
        DateOnly day => JsonValue.Create(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTime time => JsonValue.Create(Time(time)),
        ReaderNumber number => JsonNode.Parse(number.Digits),
        SqlInterval length => JsonValue.Create(new ReaderInterval(length.Months, length.Days, length.Microseconds).ToString()),
        object?[] list => new JsonArray([.. list.Select(Of)]),
        _ => JsonValue.Create(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };

    /// <summary>One value of a column: a year is the number that people call it, not its first day.</summary>
    public static JsonNode? Of(object? value, OutputColumn column) => value is DateOnly day && IsYear(column) ? JsonValue.Create(day.Year) : Of(value);

    /// <summary>Whether the values of a column are years.</summary>
    public static bool IsYear(OutputColumn column) => column.Grain == TimeGrain.Year;

    /// <summary>Rows as objects keyed by column name, in column order.</summary>
    public static JsonArray Rows(ResultTable table)
    {
        var rows = new JsonArray();
        foreach (var row in table.Rows)
        {
            var item = new JsonObject();
            for (var i = 0; i < table.Columns.Count; i++)
                item[table.Columns[i].Name] = Of(row[i], table.Columns[i]);
            rows.Add(item);
        }

        return rows;
    }

    private static string NotFinite(double number) => double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";

    // A moment with a time zone comes in UTC and says so; one without has none.
    private static string Time(DateTime time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + (time.Kind == DateTimeKind.Utc ? "Z" : "");
}
