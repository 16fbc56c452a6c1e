using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NlSql.Query;
using NlSql.Query.Sql.Tree;
using NlSql.ServiceDefaults.Database;

namespace NlSql.Chat.Asking;

/// <summary>
/// Database values as JSON, exactly: numbers with all their digits, dates and times as ISO text, lists as arrays. What JSON has no
/// number for is the word that Postgres has: <c>"NaN"</c>, <c>"Infinity"</c>.
/// </summary>
internal static class JsonValues
{
    private const long MicrosecondsPerSecond = 1_000_000;

    /// <summary>One value.</summary>
    public static JsonNode? Of(object? value) => value switch
    {
        null => null,
        decimal number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        int number => JsonValue.Create(number),
        short number => JsonValue.Create(number),
        double number => double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(NotFinite(number)),
        float number => float.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(NotFinite(number)),
        bool truth => JsonValue.Create(truth),
        DateOnly day => JsonValue.Create(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTime time => JsonValue.Create(Time(time)),
        TimeOnly time => JsonValue.Create(time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)),
        TimeSpan time => JsonValue.Create(TimeOnly.FromTimeSpan(time).ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)),
        ReaderInterval length => JsonValue.Create(Duration(length.Months, length.Days, length.Microseconds)),
        SqlInterval length => JsonValue.Create(Duration(length.Months, length.Days, length.Microseconds)),
        Array list => List(list),
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

    private static string NotFinite(double number) => double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";

    // A moment with a time zone comes in UTC and says so; one without has none.
    private static string Time(DateTime time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + (time.Kind == DateTimeKind.Utc ? "Z" : "");

    // ISO 8601, with months, days and time kept apart as Postgres does; each part has its own sign.
    private static string Duration(int months, int days, long microseconds)
    {
        var text = new StringBuilder("P");
        Append(months / 12, 'Y');
        Append(months % 12, 'M');
        Append(days, 'D');
        if (microseconds != 0)
            text.Append('T');
        var seconds = microseconds / MicrosecondsPerSecond;
        Append(seconds / 3600, 'H');
        Append(seconds / 60 % 60, 'M');
        var rest = (decimal)(microseconds % (60 * MicrosecondsPerSecond)) / MicrosecondsPerSecond;
        if (rest != 0)
            text.Append(rest.ToString("0.######", CultureInfo.InvariantCulture)).Append('S');
        return text.Length == 1 ? "PT0S" : text.ToString();

        void Append(long number, char unit)
        {
            if (number != 0)
                text.Append(number).Append(unit);
        }
    }

    // A list of lists is flat in memory and nested in JSON.
    private static JsonArray List(Array list)
    {
        var items = list.Cast<object?>().ToList();
        return Level(0, 0, items.Count);

        JsonArray Level(int dimension, int first, int count)
        {
            if (dimension == list.Rank - 1)
                return new JsonArray([.. items.GetRange(first, count).Select(Of)]);
            var length = list.GetLength(dimension);
            var each = length == 0 ? 0 : count / length;
            return new JsonArray([.. Enumerable.Range(0, length).Select(i => (JsonNode)Level(dimension + 1, first + (i * each), each))]);
        }
    }
}
