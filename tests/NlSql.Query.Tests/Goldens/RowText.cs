using System.Globalization;

namespace NlSql.Query.Tests.Goldens;

/// <summary>Rows as text, so that two results can be compared and their difference read.</summary>
internal static class RowText
{
    public static string Of(IReadOnlyList<object?> row) => string.Join(" | ", row.Select(Value));

    // Numbers by value, whatever their type and scale: 2, 2.0 and 2.00 are the same answer.
    private static string Value(object? value) => value switch
    {
        null => "∅",
        decimal or long or int or double => Math.Round(Convert.ToDecimal(value, CultureInfo.InvariantCulture), 6).ToString("0.######", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
