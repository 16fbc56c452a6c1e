using System.Globalization;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Planning;

/// <summary>A time range as days.</summary>
/// <param name="From">The first day; null for no beginning.</param>
/// <param name="To">The last day, included; null for no end.</param>
public sealed record ResolvedTimeRange(DateOnly? From, DateOnly? To)
{
    /// <summary>What was assumed to find the days, as a sentence; null when they were given.</summary>
    public string? Assumption { get; init; }

    /// <summary>The column filtered, as <c>table.column</c>; null until planned.</summary>
    public string? Column { get; init; }

    /// <summary>Number of days; null when an end is open.</summary>
    public int? Days => From is { } from && To is { } to ? to.DayNumber - from.DayNumber + 1 : null;
}

/// <summary>Relative time ranges → days, given the day to count from and the calendar.</summary>
public static class TimeRangeResolver
{
    /// <summary>
    /// Resolves a range. "last 7 days" are the seven days that end on the anchor day; "last 3 months" the three months that end on it;
    /// "previous month" is a whole calendar month. Days that the calendar does not have are cut to those that it has.
    /// </summary>
    public static ResolvedTimeRange Resolve(TimeRange range, TimeAnchorDay anchor, CalendarDefinition calendar)
    {
        if (range is TimeRange.Between between)
            return new(between.From, between.To);
        var (from, to) = Days(range, anchor.Day, calendar);
        var resolved = new ResolvedTimeRange(from, to);
        return resolved with { Assumption = Assumption(range, resolved, anchor) };
    }

    /// <summary>The first day of the unit that holds a day.</summary>
    public static DateOnly StartOf(TimeGrain unit, DateOnly day, CalendarDefinition calendar) => unit switch
    {
        TimeGrain.Week => day.AddDays(-Math.Min(day.DayNumber, ((int)day.DayOfWeek - (int)calendar.WeekStart + 7) % 7)),
        TimeGrain.Month => new(day.Year, day.Month, 1),
        TimeGrain.Quarter => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        TimeGrain.Year => new(day.Year, 1, 1),
        TimeGrain.FiscalYear => AddMonths(new(day.Year, day.Month, 1), -FiscalMonth(day, calendar)),
        TimeGrain.FiscalQuarter => AddMonths(new(day.Year, day.Month, 1), -(FiscalMonth(day, calendar) % 3)),
        _ => day,
    };

    private static (DateOnly From, DateOnly To) Days(TimeRange range, DateOnly anchor, CalendarDefinition calendar)
    {
        switch (range)
        {
            case TimeRange.Rolling { Future: false } last:
                return (Add(anchor.AddDays(anchor < DateOnly.MaxValue ? 1 : 0), last.Unit, -last.Count), anchor);
            case TimeRange.Rolling next:
                return (Add(anchor, TimeGrain.Day, 1), AddDays(Add(Add(anchor, TimeGrain.Day, 1), next.Unit, next.Count), -1));
            case TimeRange.ToDate soFar:
                return (StartOf(soFar.Unit, anchor, calendar), anchor);
            case TimeRange.Calendar whole:
                var start = Add(StartOf(whole.Unit, anchor, calendar), whole.Unit, whole.Offset);
                return (start, AddDays(Add(start, whole.Unit, whole.Length), -1));
            default:
                throw new ArgumentOutOfRangeException(nameof(range), range, "A range that the resolver does not know.");
        }
    }

    /// <summary>A day moved by so many units.</summary>
    public static DateOnly Add(DateOnly day, TimeGrain unit, int count) => unit switch
    {
        TimeGrain.Week => AddDays(day, 7L * count),
        TimeGrain.Month => AddMonths(day, count),
        TimeGrain.Quarter or TimeGrain.FiscalQuarter => AddMonths(day, 3L * count),
        TimeGrain.Year or TimeGrain.FiscalYear => AddMonths(day, 12L * count),
        // Data is dated by days: hours are counted as the days that hold them.
        TimeGrain.Hour => AddDays(day, count < 0 ? -((-(long)count + 23) / 24) : (count + 23L) / 24),
        _ => AddDays(day, count),
    };

    private static DateOnly AddDays(DateOnly day, long count) =>
        DateOnly.FromDayNumber((int)Math.Clamp(day.DayNumber + count, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));

    private static DateOnly AddMonths(DateOnly day, long count)
    {
        var month = ((day.Year - 1) * 12L) + day.Month - 1 + count;
        return month < 0 ? DateOnly.MinValue : month >= 9999 * 12L ? DateOnly.MaxValue : day.AddMonths((int)count);
    }

    private static int FiscalMonth(DateOnly day, CalendarDefinition calendar) => (day.Month - calendar.FiscalYearStart + 12) % 12;

    private static string Assumption(TimeRange range, ResolvedTimeRange resolved, TimeAnchorDay anchor)
    {
        var origin = anchor.Origin switch
        {
            TimeAnchorOrigin.LatestData => "the newest day in the data",
            TimeAnchorOrigin.Today => "today",
            _ => "the day asked for",
        };
        var words = TimeRangeText.Of(range) ?? "The time range";
        return $"“{words}” is {DayWords.Range(resolved.From, resolved.To)}, counted from {DayWords.Of(anchor.Day)}, {origin}.";
    }
}

/// <summary>Days in words.</summary>
internal static class DayWords
{
    public static string Of(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"25 to 31 December 2025", "since 1 May 2025"; "all time" without ends.</summary>
    public static string Range(DateOnly? from, DateOnly? to)
    {
        switch (from, to)
        {
            case (null, null):
                return "all time";
            case ({ } first, null):
                return $"since {Of(first)}";
            case (null, { } last):
                return $"up to {Of(last)}";
            case ({ } first, { } last) when first == last:
                return Of(first);
        }

        var (start, end) = (from.Value, to.Value);
        if (start.Year != end.Year)
            return $"{Of(start)} to {Of(end)}";
        var sameMonth = start.Month == end.Month;
        return $"{start.ToString(sameMonth ? "%d" : "d MMMM", CultureInfo.InvariantCulture)} to {Of(end)}";
    }
}
