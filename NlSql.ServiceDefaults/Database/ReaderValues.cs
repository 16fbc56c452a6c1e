using System.Globalization;

namespace NlSql.ServiceDefaults.Database;

/// <summary>
/// Values as Postgres writes them, read into the types that <see cref="ReaderRows"/> names. The reader asks for text: the driver's
/// binary reading rounds nothing either, but fails on numbers, dates and intervals that .NET has no type for.
/// </summary>
internal static class ReaderValues
{
    /// <summary>Reads a value of the type with this object id, which for built-in types never changes.</summary>
    public static object Read(uint type, string text) => type switch
    {
        16 => text == "t",
        20 => long.Parse(text, CultureInfo.InvariantCulture),
        21 or 23 => int.Parse(text, CultureInfo.InvariantCulture),
        700 or 701 => Double(text),
        1700 => Numeric(text),
        1082 => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : text,
        1114 => Timestamp(text),
        1184 => TimestampWithZone(text),
        1186 => ReaderInterval.TryParse(text) is { } interval ? interval : text,
        2950 => Guid.Parse(text),
        _ => ElementOf(type) is { } element ? ReaderArrays.Read(element, text) : text,
    };

    private static double Double(string text) => text switch
    {
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    /// <summary>A decimal when it holds every digit, which shows when it is written again.</summary>
    private static object Numeric(string text)
    {
        if (text is "NaN" or "Infinity" or "-Infinity")
            return Double(text);
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == text
            ? number
            : new ReaderNumber(text);
    }

    private static object Timestamp(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : text;

    private static object TimestampWithZone(string text) =>
        DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd HH:mm:ss.FFFFFFzz", "yyyy-MM-dd HH:mm:ss.FFFFFFzzz"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.UtcDateTime
            : text;

    private static uint? ElementOf(uint array) => array switch
    {
        1000 => 16,
        1005 or 1007 => 23,
        1016 => 20,
        1021 or 1022 => 701,
        1115 => 1114,
        1182 => 1082,
        1185 => 1184,
        1187 => 1186,
        1231 => 1700,
        2951 => 2950,
        // name, character, text, varchar, json, time, jsonb
        1003 or 1014 or 1009 or 1015 or 199 or 1183 or 3807 => 25,
        _ => null,
    };
}
