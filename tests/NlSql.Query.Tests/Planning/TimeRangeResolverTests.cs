using CsCheck;
using NlSql.Query.Planning;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Tests.Planning;

public sealed class TimeRangeResolverTests
{
    [Theory]
    [InlineData("last 7 days", "2025-12-31", "2025-12-25", "2025-12-31")]
    [InlineData("last 1 day", "2025-12-31", "2025-12-31", "2025-12-31")]
    [InlineData("last 2 weeks", "2025-12-31", "2025-12-18", "2025-12-31")]
    [InlineData("last 3 months", "2025-12-31", "2025-10-01", "2025-12-31")]
    [InlineData("last 3 months", "2025-12-15", "2025-09-16", "2025-12-15")]
    [InlineData("last month", "2025-12-31", "2025-11-01", "2025-11-30")]
    [InlineData("last month", "2024-03-31", "2024-02-01", "2024-02-29")]
    [InlineData("this month", "2025-12-15", "2025-12-01", "2025-12-31")]
    [InlineData("this week", "2025-12-31", "2025-12-29", "2026-01-04")]
    [InlineData("last week", "2025-12-31", "2025-12-22", "2025-12-28")]
    [InlineData("last quarter", "2025-02-10", "2024-10-01", "2024-12-31")]
    [InlineData("previous 2 quarters", "2025-02-10", "2024-07-01", "2024-12-31")]
    [InlineData("this year", "2025-02-10", "2025-01-01", "2025-12-31")]
    [InlineData("year to date", "2025-02-10", "2025-01-01", "2025-02-10")]
    [InlineData("next 2 days", "2025-12-31", "2026-01-01", "2026-01-02")]
    [InlineData("next month", "2025-12-31", "2026-01-01", "2026-01-31")]
    [InlineData("yesterday", "2025-03-01", "2025-02-28", "2025-02-28")]
    [InlineData("last 36 hours", "2025-03-01", "2025-02-28", "2025-03-01")]
    public void Resolve_RelativeRange_GivesDays(string text, string anchor, string from, string to)
    {
        var resolved = Resolve(text, anchor, new CalendarDefinition());

        Assert.Equal(DateOnly.Parse(from), resolved.From);
        Assert.Equal(DateOnly.Parse(to), resolved.To);
        Assert.NotNull(resolved.Assumption);
    }

    [Theory]
    [InlineData("this week", "2025-12-31", "2025-12-28", "2026-01-03")]
    [InlineData("this week", "2025-12-28", "2025-12-28", "2026-01-03")]
    [InlineData("this fiscal year", "2025-02-10", "2024-04-01", "2025-03-31")]
    [InlineData("this fiscal year", "2025-04-01", "2025-04-01", "2026-03-31")]
    [InlineData("last fiscal quarter", "2025-05-10", "2025-01-01", "2025-03-31")]
    [InlineData("fiscal year to date", "2025-05-10", "2025-04-01", "2025-05-10")]
    public void Resolve_OwnCalendar_FollowsIt(string text, string anchor, string from, string to)
    {
        var resolved = Resolve(text, anchor, new CalendarDefinition { WeekStart = DayOfWeek.Sunday, FiscalYearStart = 4 });

        Assert.Equal(DateOnly.Parse(from), resolved.From);
        Assert.Equal(DateOnly.Parse(to), resolved.To);
    }

    [Fact]
    public void Resolve_RelativeRange_SaysWhatItAssumed() =>
        Assert.Equal(
            "“last 7 days” is 25 to 31 December 2025, counted from 31 December 2025, the newest day in the data.",
            Resolve("last 7 days", "2025-12-31", new CalendarDefinition()).Assumption);

    [Fact]
    public void Resolve_AbsoluteRange_AssumesNothing() => Assert.Null(Resolve("2025", "2025-12-31", new CalendarDefinition()).Assumption);

    [Fact]
    public void Resolve_AnyRangeAndDay_GivesOrderedDays() =>
        Gen.Select(
            Gen.Enum<TimeGrain>(),
            Gen.Int[-10_000, 10_000],
            Gen.Int[1, 10_000],
            Gen.Int[DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber],
            Gen.Int[0, 3],
            Gen.Int[1, 12]).Sample((unit, offset, length, day, kind, fiscal) =>
            {
                TimeRange range = kind switch
                {
                    0 => new TimeRange.Rolling(length, unit),
                    1 => new TimeRange.Rolling(length, unit, Future: true),
                    2 => new TimeRange.Calendar(unit, offset, length),
                    _ => new TimeRange.ToDate(unit),
                };
                var resolved = TimeRangeResolver.Resolve(
                    range, new TimeAnchorDay(DateOnly.FromDayNumber(day)), new CalendarDefinition { FiscalYearStart = fiscal });
                Assert.True(resolved.From <= resolved.To || resolved.From == DateOnly.MaxValue || resolved.To == DateOnly.MinValue);
            });

    private static ResolvedTimeRange Resolve(string text, string anchor, CalendarDefinition calendar)
    {
        Assert.True(TimeRangeText.TryParse(text, out var range));
        return TimeRangeResolver.Resolve(range, new TimeAnchorDay(DateOnly.Parse(anchor)), calendar);
    }
}
