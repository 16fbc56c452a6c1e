using System.Globalization;

namespace NlSql.SampleData;

/// <summary>Values as they stand in a CSV, the same under every culture.</summary>
internal static class CellText
{
    public static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Cents as an amount with two places.</summary>
    public static string Money(long cents)
    {
        var sign = cents < 0 ? "-" : "";
        var absolute = Math.Abs(cents);
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{absolute / 100}.{absolute % 100:00}");
    }

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Moment(DateTime moment) => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Truth(bool value) => value ? "true" : "false";
}
