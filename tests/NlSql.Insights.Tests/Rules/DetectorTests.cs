using System.Net;
using System.Text.Json;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.Testing.Retail;

namespace NlSql.Insights.Tests.Rules;

/// <summary>Each detector over HTTP, on rows whose numbers are worked out by hand.</summary>
public sealed class DetectorTests(InsightsFixture insights) : IClassFixture<InsightsFixture>
{
    private static readonly InsightDefinition Revenue = new() { Name = "watched", Title = "Watched", Metric = "revenue" };

    [Fact]
    public async Task Zscore_BusySunday_IsUnusualForASundayThoughNotForADay()
    {
        // Nine weeks from a Monday: 100 or 101 on weekdays, 10 or 11 on Sundays by turns; the last Sunday has 100.
        decimal[] days = [.. Enumerable.Range(0, 63).Select(i => (i % 7 == 6 ? 10m : 100m) + (i / 7 % 2))];
        days[62] = 100;
        var dataset = await insights.AddAsync("retail", new(2025, 1, 6), days);

        var run = await RunAsync(dataset, Revenue with { Time = Last(7, TimeGrain.Day), Detector = Detector(DetectorKind.Zscore) });

        // Of eight Sundays before: median 10.5, median deviation 0.5; 0.6745 * 89.5 / 0.5.
        var finding = Assert.Single(run.GetProperty("findings").EnumerateArray());
        Assert.Equal(("2025-03-09", 100m, 10.5m, 120.74), (Text(finding, "period"), Number(finding, "value"), Number(finding, "previous"), finding.GetProperty("score").GetDouble()));
        Assert.Equal("Revenue was EUR 100.00 for 9 March 2025, where EUR 10.50 is usual.", Text(finding, "sentence"));
        Assert.Equal("line", finding.GetProperty("chart").GetProperty("mark").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Trend_TwoMoreEachDay_HasItsSlopeAndItsLine()
    {
        var dataset = await insights.AddAsync("retail", new(2025, 1, 1), [.. Enumerable.Range(0, 40).Select(i => 100m + (2 * i))]);
        var rule = Revenue with { Time = Last(30, TimeGrain.Day), Detector = Detector(DetectorKind.Trend) };

        var finding = Assert.Single((await RunAsync(dataset, rule)).GetProperty("findings").EnumerateArray());
        var larger = await RunAsync(dataset, rule with { Detector = Detector(DetectorKind.Trend, ("min_change_pct", 50)) });

        // The last 30 of 40 days: from 120 to 178, 48.33 %.
        Assert.Equal((2m, 178m, 120m, 58m, 48.33m), (Number(finding, "slope"), Number(finding, "value"), Number(finding, "previous"), Number(finding, "change"), Number(finding, "change_pct")));
        Assert.True(finding.GetProperty("p_value").GetDouble() < 0.001);
        Assert.Equal("Revenue moved by +EUR 2.00 a day, from EUR 120.00 to EUR 178.00.", Text(finding, "sentence"));
        Assert.Empty(larger.GetProperty("findings").EnumerateArray());
    }

    [Fact]
    public async Task Trend_ValuesWithoutOrder_IsQuiet()
    {
        var dataset = await insights.AddAsync("retail", new(2025, 1, 1), [.. Enumerable.Range(0, 42).Select(i => 100m + (i * 37 % 11))]);

        var run = await RunAsync(dataset, Revenue with { Time = Last(42, TimeGrain.Day), Detector = Detector(DetectorKind.Trend) });

        Assert.Equal("quiet", run.GetProperty("rules")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Trend_OfWeeks_LeavesTheWeekThatHasBegunOut()
    {
        // Six whole weeks from a Monday, 70 more each, and two days of the seventh.
        var dataset = await insights.AddAsync("retail", new(2025, 1, 6), [.. Enumerable.Range(0, 44).Select(i => 100m + (10 * (i / 7)))]);

        var run = await RunAsync(dataset, Revenue with { Grain = TimeGrain.Week, Time = Last(8, TimeGrain.Week), Detector = Detector(DetectorKind.Trend) });

        var finding = Assert.Single(run.GetProperty("findings").EnumerateArray());
        Assert.Equal((70m, 1050m, 700m), (Number(finding, "slope"), Number(finding, "value"), Number(finding, "previous")));
    }

    [Fact]
    public async Task Share_OfAGroup_IsItsPartOfTheWhole()
    {
        // North on even days with 300, South on odd ones with 100.
        var dataset = await insights.AddAsync("retail", new(2025, 1, 1), [.. Enumerable.Range(0, 14).Select(i => i % 2 == 0 ? 300m : 100m)]);
        var rule = Revenue with { By = ["sales.region"], Detector = Detector(DetectorKind.Share, ("above", 0.7m)) };

        var finding = Assert.Single((await RunAsync(dataset, rule)).GetProperty("findings").EnumerateArray());

        Assert.Equal(("North", 0.75m, 2100m), (Text(finding, "group"), Number(finding, "share"), Number(finding, "value")));
        Assert.Equal("North: 75% of all Revenue (EUR 2,100.00).", Text(finding, "sentence"));
    }

    [Fact]
    public async Task Share_AgainstTheWeekBefore_IsNoticedByItsChange()
    {
        var rule = Revenue with
        {
            By = ["sales.region"],
            Time = Last(7, TimeGrain.Day),
            Compare = "previous_period",
            Detector = Detector(DetectorKind.Share, ("min_change", 0.1m)),
        };

        var findings = (await RunAsync(InsightsFixture.Dataset, rule)).GetProperty("findings").EnumerateArray().ToList();

        // North 400 of 700, then 450 of 1050.
        Assert.Equal(2, findings.Count);
        Assert.Equal((0.4286m, 0.5714m), (Math.Round(Number(findings[1], "share"), 4), Math.Round(Number(findings[1], "previous_share"), 4)));
    }

    [Fact]
    public async Task Segment_OfTheModel_LimitsTheRule()
    {
        var retail = RetailPlugin.Read();
        var segment = retail.Segments[0] with { Name = "dear", Table = "sales", Filter = "total_amount > 120" };
        var rule = Revenue with { Segment = "dear", Detector = Detector(DetectorKind.Threshold, ("above", 1)) };

        var run = await RunAsync(InsightsFixture.Dataset, rule, retail with { Segments = [segment] });

        Assert.Equal(1050m, Number(run.GetProperty("findings")[0], "value"));
    }

    [Fact]
    public async Task Sql_RowsOfAQuery_AreNoticedByTheirDetector()
    {
        var rule = new InsightDefinition
        {
            Name = "by_sql",
            Title = "By SQL",
            Explain = "{group} has {value}.",
            Sql = "SELECT region, sum(total_amount) AS value, count(*) AS days FROM sales GROUP BY region",
            Detector = Detector(DetectorKind.Threshold, ("above", 875)),
        };

        var run = await RunAsync(InsightsFixture.Dataset, rule);

        // North 4 * 100 + 3 * 150 = 850, South 3 * 100 + 4 * 150 = 900.
        var finding = Assert.Single(run.GetProperty("findings").EnumerateArray());
        Assert.Equal(("South", 900m, "South has EUR 900.00."), (Text(finding, "group"), Number(finding, "value"), Text(finding, "sentence")));
        Assert.Equal("South", finding.GetProperty("evidence")[0].GetProperty("rows")[0].GetProperty("region").GetString());
    }

    [Fact]
    public async Task Sql_ThatTheGuardRefuses_FailsWithItsCode()
    {
        var run = await RunAsync(InsightsFixture.Dataset, new InsightDefinition { Name = "by_sql", Title = "By SQL", Sql = "SELECT email FROM customers" });

        Assert.Equal("failed", run.GetProperty("rules")[0].GetProperty("status").GetString());
        Assert.StartsWith("guard.", run.GetProperty("rules")[0].GetProperty("code").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_BeyondTheirLimit_FailTheRuleAlone()
    {
        var dataset = await insights.AddAsync("retail", new(2020, 1, 1), [.. Enumerable.Repeat(1m, 1_001)]);
        var rule = Revenue with { By = ["sales.order_id"], Detector = Detector(DetectorKind.Top, ("n", 3)) };

        var run = await RunAsync(dataset, rule, others: Revenue with { Name = "whole", Detector = Detector(DetectorKind.Threshold, ("above", 1)) });

        Assert.Equal("insights.too-many-groups", run.GetProperty("rules")[0].GetProperty("code").GetString());
        Assert.Equal(1001m, Number(run.GetProperty("findings")[0], "value"));
    }

    [Fact]
    public async Task EqualQueries_OfSeveralRules_AreSentOnce()
    {
        var rule = Revenue with { By = ["sales.region"], Detector = Detector(DetectorKind.Top, ("n", 1)) };

        var run = await RunAsync(InsightsFixture.Dataset, rule, others: rule with { Name = "lowest", Detector = Detector(DetectorKind.Bottom, ("n", 1)) });

        Assert.Equal(2, run.GetProperty("findings").GetArrayLength());
        Assert.Equal(1, run.GetProperty("queries").GetArrayLength());
    }

    private async Task<JsonElement> RunAsync(Guid dataset, InsightDefinition rule, ModelDefinition? model = null, InsightDefinition? others = null)
    {
        insights.Model = (model ?? RetailPlugin.Read()) with { Insights = [rule, .. new[] { others }.OfType<InsightDefinition>()] };
        var (status, run) = await insights.SendAsync(HttpMethod.Post, "/insights/run", new { dataset_id = dataset });
        Assert.Equal(HttpStatusCode.OK, status);
        return run;
    }

    private static TimeFilter Last(int count, TimeGrain unit) => new(new TimeRange.Rolling(count, unit));

    private static DetectorDefinition Detector(DetectorKind kind, params (string Name, decimal Value)[] parameters) => new(kind, parameters.ToDictionary(p => p.Name, p => p.Value));

    private static string? Text(JsonElement finding, string name) => finding.GetProperty(name).GetString();

    private static decimal Number(JsonElement finding, string name) => finding.GetProperty(name).GetDecimal();
}
