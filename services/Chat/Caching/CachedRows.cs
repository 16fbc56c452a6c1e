using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Chat.Caching;

/// <summary>The rows of a query as the reader gave them.</summary>
internal sealed record CachedRows : CacheEntry
{
    private const int BytesPerValue = 48;

    /// <summary>The rows; null when there are none to keep.</summary>
    public ReaderRows? Rows { get; init; }

    /// <summary>Why there are no rows; never kept.</summary>
    [JsonIgnore]
    public Failure? Failure { get; init; }

    public override long? Size => Rows is null ? null : 1_024 + Rows.Rows.Sum(row => row.Sum(v => (long)BytesPerValue + (v is string text ? text.Length * 2 : 0)));
}

/// <summary>Rows as JSON with the type of each value: what comes back is what went in.</summary>
internal sealed class CachedRowsConverter : JsonConverter<ReaderRows>
{
    public static JsonSerializerOptions Options { get; } = new() { Converters = { new CachedRowsConverter() }, MaxDepth = 32 };

    public override void Write(Utf8JsonWriter writer, ReaderRows value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("truncated", value.Truncated);
        writer.WriteStartArray("types");
        foreach (var type in value.Types)
            writer.WriteStringValue(type);
        writer.WriteEndArray();
        writer.WriteStartArray("rows");
        foreach (var row in value.Rows)
            WriteList(writer, row);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public override ReaderRows Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        return new ReaderRows([.. element.GetProperty("rows").EnumerateArray().Select(ReadList)], element.GetProperty("truncated").GetBoolean())
        {
            Types = [.. element.GetProperty("types").EnumerateArray().Select(t => t.GetString()!)],
        };
    }

    private static void WriteList(Utf8JsonWriter writer, object?[] values)
    {
        writer.WriteStartArray();
        foreach (var value in values)
            WriteValue(writer, value);
        writer.WriteEndArray();
    }

    // Text, truth and nothing as they are; all else as a text behind its kind: ["n","12.50"].
    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                return;
            case string text:
                writer.WriteStringValue(text);
                return;
            case bool truth:
                writer.WriteBooleanValue(truth);
                return;
        }

        writer.WriteStartArray();
        var (kind, content) = value switch
        {
            int number => ("i", number.ToString(CultureInfo.InvariantCulture)),
            long number => ("l", number.ToString(CultureInfo.InvariantCulture)),
            decimal number => ("n", number.ToString(CultureInfo.InvariantCulture)),
            double number => ("f", number.ToString("R", CultureInfo.InvariantCulture)),
            ReaderNumber number => ("x", number.Digits),
            DateOnly day => ("d", day.ToString("O", CultureInfo.InvariantCulture)),
            DateTime time => ("t", time.ToString("O", CultureInfo.InvariantCulture)),
            Guid id => ("g", id.ToString("N")),
            ReaderInterval length => ("v", string.Create(CultureInfo.InvariantCulture, $"{length.Months}|{length.Days}|{length.Microseconds}")),
            object?[] => ("a", ""),
            _ => throw new JsonException($"A value of {value.GetType().Name} is none that the reader gives."),
        };
        writer.WriteStringValue(kind);
        if (value is object?[] list)
            WriteList(writer, list);
        else
            writer.WriteStringValue(content);
        writer.WriteEndArray();
    }

    private static object?[] ReadList(JsonElement values) => [.. values.EnumerateArray().Select(ReadValue)];

    private static object? ReadValue(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.String:
                return value.GetString();
            case JsonValueKind.True or JsonValueKind.False:
                return value.GetBoolean();
        }

        if (value[0].GetString() == "a")
            return ReadList(value[1]);
        var text = value[1].GetString()!;
        return value[0].GetString() switch
        {
            "i" => int.Parse(text, CultureInfo.InvariantCulture),
            "l" => long.Parse(text, CultureInfo.InvariantCulture),
            "n" => decimal.Parse(text, CultureInfo.InvariantCulture),
            "f" => double.Parse(text, CultureInfo.InvariantCulture),
            "x" => new ReaderNumber(text),
            "d" => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture),
            "t" => DateTime.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            "g" => Guid.ParseExact(text, "N"),
            "v" when text.Split('|') is [var months, var days, var microseconds] => new ReaderInterval(
                int.Parse(months, CultureInfo.InvariantCulture), int.Parse(days, CultureInfo.InvariantCulture), long.Parse(microseconds, CultureInfo.InvariantCulture)),
            _ => throw new JsonException("A kept value is of no known kind."),
        };
    }
}
