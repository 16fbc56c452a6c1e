using Microsoft.Extensions.DependencyInjection;
using NlSql.Insights.Datasets;
using NlSql.Insights.Measuring;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults.Database;

namespace NlSql.Insights.Tests.Measuring;

/// <summary>The bounds of a run, which no set of rules in a test would reach.</summary>
public sealed class SubjectQueriesTests(InsightsFixture insights) : IClassFixture<InsightsFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Measure_BeyondTheLastQuery_IsRefusedAndKnownOnesAreNot()
    {
        var queries = await QueriesAsync();
        for (var day = 0; day < SubjectQueries.MostQueries; day++)
            Assert.True((await queries.MeasureAsync(OfDay(day), Cancellation)).TryGet(out _, out _));

        (await queries.MeasureAsync(OfDay(SubjectQueries.MostQueries), Cancellation)).TryGet(out _, out var refused);

        Assert.Equal("insights.too-many-queries", refused?.Code);
        Assert.True((await queries.MeasureAsync(OfDay(0), Cancellation)).TryGet(out _, out _));
        Assert.Equal(SubjectQueries.MostQueries, queries.Sent.Count);
    }

    [Fact]
    public async Task Measure_AfterTheLongestRun_IsRefused()
    {
        var queries = await QueriesAsync();
        Assert.True((await queries.MeasureAsync(OfDay(0), Cancellation)).TryGet(out _, out _));

        insights.Clock.PutForward(SubjectQueries.LongestRun + TimeSpan.FromSeconds(1));
        (await queries.MeasureAsync(OfDay(1), Cancellation)).TryGet(out _, out var refused);

        Assert.Equal("insights.run-too-long", refused?.Code);
    }

    private static SemanticQuery OfDay(int day) => new()
    {
        Metrics = [new MetricReference { Name = "revenue" }],
        Time = new TimeFilter(new TimeRange.Between(new DateOnly(2025, 1, 1).AddDays(day), new DateOnly(2025, 1, 1).AddDays(day))),
    };

    private async Task<SubjectQueries> QueriesAsync()
    {
        var subjects = insights.Services.GetRequiredService<RunSubjects>();
        Assert.True((await subjects.FindAsync("acme", InsightsFixture.Dataset, null, Cancellation)).TryGet(out var subject, out _));
        return new SubjectQueries(insights.Services.GetRequiredService<ReaderDatabase>(), subject.Rules, insights.Clock);
    }
}
