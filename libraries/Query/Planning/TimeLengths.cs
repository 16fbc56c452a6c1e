using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Planning;

/// <summary>Units of time as intervals, and days moved by them.</summary>
internal static class TimeLengths
{
    public static SqlInterval Of(int count, TimeGrain unit) => unit switch
    {
        TimeGrain.Hour => new(0, 0, count * 3_600_000_000L),
        TimeGrain.Day => new(0, count, 0),
        TimeGrain.Week => new(0, 7 * count, 0),
        TimeGrain.Month => new(count, 0, 0),
        TimeGrain.Quarter or TimeGrain.FiscalQuarter => new(3 * count, 0, 0),
        _ => new(12 * count, 0, 0),
    };

    public static SqlInterval Less(SqlInterval length, SqlInterval other) =>
        new(length.Months - other.Months, length.Days - other.Days, length.Microseconds - other.Microseconds);

    /// <summary>Roughly how many days: for telling which of two lengths is longer.</summary>
    public static decimal RoughDays(SqlInterval length) => (length.Months * 30.44m) + length.Days + (length.Microseconds / 86_400_000_000m);

    /// <summary>
    /// The day that lies so much earlier. The last day of a month stays the last of its month when only months are taken off, so that
    /// whole months are compared with whole months; hours reach into the day before.
    /// </summary>
    public static DateOnly Before(DateOnly day, SqlInterval length)
    {
        var isLast = day.Day == DateTime.DaysInMonth(day.Year, day.Month);
        var months = ((day.Year - 1) * 12L) + day.Month - 1 - length.Months;
        if (months < 0)
            return DateOnly.MinValue;
        var moved = day.AddMonths(-length.Months);
        if (isLast && length is { Months: > 0, Days: 0, Microseconds: 0 })
            moved = new DateOnly(moved.Year, moved.Month, DateTime.DaysInMonth(moved.Year, moved.Month));
        var days = moved.DayNumber - (long)length.Days - (length.Microseconds + 86_399_999_999L) / 86_400_000_000L;
        return DateOnly.FromDayNumber((int)Math.Clamp(days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));
    }
}
