using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Planning;

/// <summary>The period that a range is compared with.</summary>
public static class ComparedRange
{
    /// <summary>The range before, as days; null when the range is open.</summary>
    /// <param name="range">The range as it was asked: "this month" is compared with a whole month.</param>
    /// <param name="current">The same in days.</param>
    /// <param name="compare">What it is compared with.</param>
    /// <param name="anchor">The day that relative ranges count back from.</param>
    /// <param name="calendar">How the business counts.</param>
    public static TimeRange.Between? Of(
        TimeRange range, ResolvedTimeRange current, PeriodComparison compare, TimeAnchorDay anchor, CalendarDefinition calendar)
    {
        if (compare is PeriodComparison.Range other)
            return Days(TimeRangeResolver.Resolve(other.Other, anchor, calendar));
        if (current is not { From: { } from, To: { } to, Days: { } days })
            return null;
        if (compare is PeriodComparison.PreviousYear)
            return new TimeRange.Between(TimeLengths.Before(from, new(12, 0, 0)), TimeLengths.Before(to, new(12, 0, 0)));
        var before = new TimeAnchorDay(from.AddDays(-1));
        switch (range)
        {
            case TimeRange.Rolling { Future: false }:
                return Days(TimeRangeResolver.Resolve(range, before, calendar));
            case TimeRange.Calendar whole:
                // The same number of units, ending with the unit that holds the day before.
                return Days(TimeRangeResolver.Resolve(whole with { Offset = 1 - whole.Length }, before, calendar));
            case TimeRange.ToDate soFar:
                var start = TimeRangeResolver.StartOf(soFar.Unit, before.Day, calendar);
                var end = start.AddDays(days - 1);
                return new TimeRange.Between(start, end < from ? end : before.Day);
            default:
                return Months(from, to) is { } months
                    ? new TimeRange.Between(from.AddMonths(-months), before.Day)
                    : new TimeRange.Between(from.AddDays(-days), before.Day);
        }
    }

    // "2025-03-01..2025-03-31" is a month: compared with February, not with 31 days.
    private static int? Months(DateOnly from, DateOnly to)
    {
        var next = to.AddDays(1);
        return from.Day == 1 && next.Day == 1 ? ((next.Year - from.Year) * 12) + next.Month - from.Month : null;
    }

    private static TimeRange.Between Days(ResolvedTimeRange range) => new(range.From, range.To);
}
