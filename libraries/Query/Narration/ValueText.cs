using System.Globalization;
using NlSql.Query.Planning;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Narration;

/// <summary>Values for people: units, thousands separators, dates in words.</summary>
public static class ValueText
{
    /// <summary>The format of whole numbers that number things: without thousands separators.</summary>
    public const string Ungrouped = "0";

    /// <summary>The value as a reader wants to see it; <c>no value</c> for null.</summary>
    public static string Of(object? value, OutputColumn column) => value switch
    {
        null => "no value",
        string text => text,
        bool truth => truth ? "yes" : "no",
        DateOnly day => Day(day, column.Grain),
        DateTime moment => moment.ToString("d MMMM yyyy HH:mm", CultureInfo.InvariantCulture),
        Guid id => id.ToString(),
        _ => Number(value, column),
    };

    /// <summary>
    /// The same number without zeros at its end: Postgres gives averages sixteen digits. Dividing by a long 1 drops them and changes
    /// nothing else.
    /// </summary>
    public static decimal WithoutTrailingZeros(decimal number) => number / 1.0000000000000000000000000000m;

    /// <summary>The value as a number; null when it is none.</summary>
    public static decimal? AsNumber(object? value) => value switch
    {
        decimal number => number,
        long number => number,
        int number => number,
        // Percentiles come as floating point; what a decimal cannot hold is no number to show.
        double number when double.IsFinite(number) && Math.Abs(number) < 1e28 => (decimal)number,
        _ => null,
    };

    /// <summary>A time bucket in words: "March 2025", "Q1 2025", "week of 3 March 2025".</summary>
    public static string Day(DateOnly day, TimeGrain? grain) => grain switch
    {
        TimeGrain.Week => $"week of {DayWords.Of(day)}",
        TimeGrain.Month => day.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        TimeGrain.Quarter => $"Q{((day.Month - 1) / 3) + 1} {day.Year}",
        TimeGrain.Year => day.Year.ToString(CultureInfo.InvariantCulture),
        TimeGrain.FiscalQuarter => $"fiscal quarter from {DayWords.Of(day)}",
        TimeGrain.FiscalYear => $"fiscal year from {DayWords.Of(day)}",
        _ => DayWords.Of(day),
    };

    /// <summary>The name of a day of the week; 1 is Monday.</summary>
    public static string Weekday(int day) => CultureInfo.InvariantCulture.DateTimeFormat.GetDayName((DayOfWeek)(day % 7));

    private static string Number(object value, OutputColumn column)
    {
        if (AsNumber(value) is not { } number)
            return Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return column switch
        {
            { Format: Ungrouped, Role: not OutputRole.Metric } => number.ToString(Ungrouped, CultureInfo.InvariantCulture),
            { Unit: "currency", Currency: { } currency } => $"{currency} {Grouped(number, "#,##0.00")}",
            { Unit: "currency" } => Grouped(number, "#,##0.00"),
            { IsRatio: true } => $"{Grouped(number * 100, "#,##0.#")}%",
            { Unit: "percent" } => $"{Grouped(number, "#,##0.##")}%",
            { Unit: "day_of_week" } when number is >= 1 and <= 7 => Weekday((int)number),
            { Unit: "month", Role: OutputRole.Dimension } when number is >= 1 and <= 12 => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName((int)number),
            { Unit: null or "count" } => Grouped(number, "#,##0.##"),
            _ => $"{Grouped(number, "#,##0.##")} {column.Unit}",
        };
    }

    // Halves away from zero: what people expect of money.
    private static string Grouped(decimal number, string format)
    {
        var places = format.Contains('.', StringComparison.Ordinal) ? format.Length - format.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        return Math.Round(number, places, MidpointRounding.AwayFromZero).ToString(format, CultureInfo.InvariantCulture);
    }
}
