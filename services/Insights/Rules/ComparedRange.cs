using NlSql.Query;
using NlSql.Query.Planning;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Insights.Rules;

/// <summary>The period that a range is compared with.</summary>
internal static class ComparedRange
{
    public const string PreviousPeriod = "previous_period";
    public const string PreviousYear = "previous_year";

    /// <summary>The range before, as days; null when the range is open or the comparison is another one.</summary>
    public static TimeRange.Between? Of(TimeRange range, ResolvedTimeRange current, string compare, CalendarDefinition calendar)
    {
        if (current is not { From: { } from, To: { } to, Days: { } days })
            return null;
        if (compare == PreviousYear)
            return new TimeRange.Between(from.AddYears(-1), to.AddYears(-1));
        if (compare != PreviousPeriod)
            return null;
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
                return new TimeRange.Between(from.AddDays(-days), before.Day);
        }
    }

    private static TimeRange.Between Days(ResolvedTimeRange range) => new(range.From, range.To);
}
