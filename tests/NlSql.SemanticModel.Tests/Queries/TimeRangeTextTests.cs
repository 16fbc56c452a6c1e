using NlSql.SemanticModel.Queries;

namespace NlSql.SemanticModel.Tests.Queries;

public sealed class TimeRangeTextTests
{
    [Theory]
    [InlineData("last 7 days", "last 7 days")]
    [InlineData("Last 1 Month", "last 1 months")]
    [InlineData("last month", "previous month")]
    [InlineData("this fiscal year", "this fiscal year")]
    [InlineData("previous 2 quarters", "previous 2 quarters")]
    [InlineData("next 2 weeks", "next 2 weeks")]
    [InlineData("month to date", "month to date")]
    [InlineData("today", "this day")]
    [InlineData("2025", "2025-01-01..2025-12-31")]
    [InlineData("2024-02", "2024-02-01..2024-02-29")]
    [InlineData("Q1 2025", "2025-01-01..2025-03-31")]
    [InlineData("2025-Q4", "2025-10-01..2025-12-31")]
    [InlineData("2025-03-14", "2025-03-14..2025-03-14")]
    [InlineData("2025-01..2025-03", "2025-01-01..2025-03-31")]
    [InlineData("2025-01-01..", "2025-01-01..")]
    [InlineData("..2025-03-31", "..2025-03-31")]
    public void TryParse_KnownForm_GivesRange(string text, string canonical)
    {
        Assert.True(TimeRangeText.TryParse(text, out var range));
        Assert.Equal(canonical, TimeRangeText.Of(range));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("last")]
    [InlineData("last 0 days")]
    [InlineData("last -3 days")]
    [InlineData("last 99999 days")]
    [InlineData("2025-13")]
    [InlineData("2025-02-30")]
    [InlineData("Q5 2025")]
    [InlineData("2025-03..2025-01")]
    [InlineData("0000")]
    public void TryParse_Else_IsFalse(string text) => Assert.False(TimeRangeText.TryParse(text, out _));
}
