using System.Globalization;
using System.Text.Json;
using NlSql.Query.Narration;

namespace NlSql.PluginRegistry.Contracts;

/// <summary>
/// Rows as text, so that what came and what was expected can be compared and their difference read. Numbers count by value to six
/// decimals, a moment at midnight as its day.
/// </summary>
internal static class RowText
{
    private const string Nothing = "null";

    public static string Of(IEnumerable<object?> row) => $"[{string.Join(", ", row.Select(Value))}]";

    public static string Of(IEnumerable<JsonElement> row) => $"[{string.Join(", ", row.Select(Value))}]";

    private static string Value(object? value) => value switch
    {
        null => Nothing,
        string text => text,
        bool truth => truth ? "true" : "false",
        DateOnly day => Day(day),
        DateTime { TimeOfDay.Ticks: 0 } midnight => Day(DateOnly.FromDateTime(midnight)),
        DateTime moment => moment.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        _ => ValueText.AsNumber(value) is { } number ? Number(number) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? Nothing,
    };

    private static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => Nothing,
        JsonValueKind.Number when value.TryGetDecimal(out var number) => Number(number),
        JsonValueKind.String => Text(value.GetString()!),
        _ => value.GetRawText(),
    };

    // "2025-01-01T00:00:00" and "2025-01-01 00:00" are the day as well.
    private static string Text(string text) =>
        text.Length > 10 && text[4] == '-' && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? Value(moment)
            : text;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(decimal number) => Math.Round(number, 6, MidpointRounding.AwayFromZero).ToString("0.######", CultureInfo.InvariantCulture);
}
