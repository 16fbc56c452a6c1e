using System.Globalization;
using System.Text.Json.Nodes;
using NlSql.Query;
using NlSql.Query.Narration;

namespace NlSql.Chat.Asking;

/// <summary>Database values as JSON: numbers exact, dates as ISO text, nothing rounded.</summary>
internal static class JsonValues
{
    /// <summary>One value.</summary>
    public static JsonNode? Of(object? value) => value switch
    {
        null => null,
        decimal number => JsonValue.Create(ValueText.WithoutTrailingZeros(number)),
        long number => JsonValue.Create(number),
        int number => JsonValue.Create(number),
        short number => JsonValue.Create(number),
        double number => double.IsFinite(number) ? JsonValue.Create(number) : null,
        float number => float.IsFinite(number) ? JsonValue.Create(number) : null,
        bool truth => JsonValue.Create(truth),
        DateOnly day => JsonValue.Create(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTime time => JsonValue.Create(time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };

    /// <summary>Rows as objects keyed by column name, in column order.</summary>
    public static JsonArray Rows(ResultTable table)
    {
        var rows = new JsonArray();
        foreach (var row in table.Rows)
        {
            var item = new JsonObject();
            for (var i = 0; i < table.Columns.Count; i++)
                item[table.Columns[i].Name] = Of(row[i]);
            rows.Add(item);
        }

        return rows;
    }
}
