using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>The days of a calendar period that bounds another: "since last month".</summary>
internal static class RelativeDays
{
    // Beyond it the calendar may end, and nobody means it.
    private const int FurthestUnit = 400;

    /// <summary>The days; null for ranges that nobody uses as a bound.</summary>
    public static TimeRange.Between? Of(TimeRange range, DateOnly anchor, CalendarDefinition calendar) => range switch
    {
        TimeRange.Between between => between,
        TimeRange.Calendar { Offset: < -FurthestUnit or > FurthestUnit } or TimeRange.Calendar { Length: > FurthestUnit } => null,
        TimeRange.Calendar { Unit: TimeGrain.Day } day => new(anchor.AddDays(day.Offset), anchor.AddDays(day.Offset + day.Length - 1)),
        TimeRange.Calendar { Unit: TimeGrain.Week } week => Weeks(anchor, week, calendar),
        TimeRange.Calendar { Unit: TimeGrain.Month } month => Months(new(anchor.Year, anchor.Month, 1), month.Offset, month.Length),
        TimeRange.Calendar { Unit: TimeGrain.Quarter } quarter =>
            Months(new(anchor.Year, ((anchor.Month - 1) / 3 * 3) + 1, 1), 3 * quarter.Offset, 3 * quarter.Length),
        TimeRange.Calendar { Unit: TimeGrain.Year } year => Months(new(anchor.Year, 1, 1), 12 * year.Offset, 12 * year.Length),
        _ => null,
    };

    private static TimeRange.Between Weeks(DateOnly anchor, TimeRange.Calendar week, CalendarDefinition calendar)
    {
        var start = anchor.AddDays(-(((int)anchor.DayOfWeek - (int)calendar.WeekStart + 7) % 7) + (7 * week.Offset));
        return new(start, start.AddDays((7 * week.Length) - 1));
    }

    private static TimeRange.Between Months(DateOnly start, int offset, int length)
    {
        var from = start.AddMonths(offset);
        return new(from, from.AddMonths(length).AddDays(-1));
    }
}
