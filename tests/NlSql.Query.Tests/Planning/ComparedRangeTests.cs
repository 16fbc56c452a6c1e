using NlSql.Query.Planning;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Tests.Planning;

public sealed class ComparedRangeTests
{
    private static readonly TimeAnchorDay Anchor = new(new DateOnly(2025, 12, 31));

    [Theory]
    [InlineData("last 7 days", "previous_period", "2025-12-18", "2025-12-24")]
    [InlineData("last 3 months", "previous_period", "2025-07-01", "2025-09-30")]
    [InlineData("this month", "previous_period", "2025-11-01", "2025-11-30")]
    [InlineData("previous quarter", "previous_period", "2025-04-01", "2025-06-30")]
    [InlineData("year to date", "previous_period", "2024-01-01", "2024-12-30")]
    [InlineData("month to date", "previous_period", "2025-11-01", "2025-11-30")]
    [InlineData("2025-03-01..2025-03-10", "previous_period", "2025-02-19", "2025-02-28")]
    [InlineData("2025-03-01..2025-03-31", "previous_period", "2025-02-01", "2025-02-28")]
    [InlineData("2025", "previous_period", "2024-01-01", "2024-12-31")]
    [InlineData("last 7 days", "previous_year", "2024-12-25", "2024-12-31")]
    [InlineData("2024-02-01..2024-02-29", "previous_year", "2023-02-01", "2023-02-28")]
    public void Of_Range_IsTheOneBefore(string text, string compare, string from, string to)
    {
        Assert.True(TimeRangeText.TryParse(text, out var range));
        var calendar = new CalendarDefinition();

        PeriodComparison comparison = compare == "previous_year" ? new PeriodComparison.PreviousYear() : new PeriodComparison.PreviousPeriod();
        var before = ComparedRange.Of(range, TimeRangeResolver.Resolve(range, Anchor, calendar), comparison, Anchor, calendar);

        Assert.Equal(new TimeRange.Between(DateOnly.Parse(from), DateOnly.Parse(to)), before);
    }

    [Fact]
    public void Of_RangeWithoutAnEnd_IsNone() =>
        Assert.Null(ComparedRange.Of(
            new TimeRange.Between(new DateOnly(2025, 1, 1), null), new(new DateOnly(2025, 1, 1), null), new PeriodComparison.PreviousPeriod(), Anchor, new()));
}
