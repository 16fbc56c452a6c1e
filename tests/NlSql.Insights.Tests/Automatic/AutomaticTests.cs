using System.Text.Json;
using NlSql.SemanticModel.Definitions;
using NlSql.Testing.Retail;

namespace NlSql.Insights.Tests.Automatic;

/// <summary>What is found in a dataset without a plugin though nobody wrote a rule.</summary>
public sealed class AutomaticTests(InsightsFixture insights) : IClassFixture<InsightsFixture>
{
    [Fact]
    public async Task Automatic_RisingRevenue_IsFoundAsATrend()
    {
        insights.OwnModel = Drafted();
        var dataset = await insights.AddAsync(null, new(2025, 1, 1), [.. Enumerable.Range(0, 60).Select(i => 100m + (3 * i))]);

        var run = await RunAsync(dataset);

        var trend = run.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("rule").GetString() == "automatic.trend.revenue");
        Assert.True(trend.GetProperty("automatic").GetBoolean());
        Assert.Equal((3m, 100m, 277m), (trend.GetProperty("slope").GetDecimal(), trend.GetProperty("previous").GetDecimal(), trend.GetProperty("value").GetDecimal()));
    }

    [Fact]
    public async Task Automatic_MostlyOneRegion_IsFoundAsConcentration()
    {
        insights.OwnModel = Drafted();
        var dataset = await insights.AddAsync(null, new(2025, 1, 1), [.. Enumerable.Repeat(100m, 60)]);
        await insights.ExecuteAsync("UPDATE data.retail__sales SET region = 'North' WHERE dataset_id = @dataset AND order_id NOT IN ('o1', 'o3', 'o5')", new { dataset });

        var finding = Assert.Single((await RunAsync(dataset)).GetProperty("findings").EnumerateArray());

        Assert.Equal(("automatic.concentration.sales.region", "North", 0.95m), (
            finding.GetProperty("rule").GetString(), finding.GetProperty("group").GetString(), finding.GetProperty("share").GetDecimal()));
    }

    [Fact]
    public async Task Automatic_NothingToSee_FindsNothing()
    {
        insights.OwnModel = Drafted();
        var dataset = await insights.AddAsync(null, new(2025, 1, 1), [.. Enumerable.Range(0, 60).Select(i => 100m + (i * 37 % 11))]);

        Assert.Empty((await RunAsync(dataset)).GetProperty("findings").EnumerateArray());
    }

    [Fact]
    public async Task Automatic_PersonalColumn_IsNeverRead()
    {
        var drafted = Drafted();
        insights.OwnModel = drafted with
        {
            Tables = [.. drafted.Tables.Select(t => t.Name != "sales" ? t : t with
            {
                Columns = [.. t.Columns.Select(c => c.Name is "region" or "total_amount" ? c with { Pii = true } : c)],
            })],
        };
        var dataset = await insights.AddAsync(null, new(2025, 1, 1), [.. Enumerable.Range(0, 60).Select(i => 100m + (3 * i))]);

        var run = await RunAsync(dataset);

        Assert.NotEmpty(run.GetProperty("queries").EnumerateArray());
        Assert.DoesNotContain(run.GetProperty("queries").EnumerateArray(), q => q.GetString()!.Contains("region", StringComparison.Ordinal) || q.GetString()!.Contains("total_amount", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Automatic_MeasuresThatChangeTogether_AreFoundAsACorrelation()
    {
        var retail = RetailPlugin.Read();
        insights.OwnModel = Drafted() with { Metrics = [.. retail.Metrics.Where(m => m.Name is "revenue" or "units_sold")] };
        var dataset = await insights.AddAsync(null, new(2025, 1, 1), [.. Enumerable.Range(0, 60).Select(i => 100m + (i * 37 % 11 * 10))]);
        // As many units as revenue says, and one more on every third day.
        await insights.ExecuteAsync(
            "UPDATE data.retail__sales SET quantity = total_amount / 10 + CASE WHEN substr(order_id, 2)::int % 3 = 0 THEN 1 ELSE 0 END WHERE dataset_id = @dataset", new { dataset });

        var finding = Assert.Single((await RunAsync(dataset)).GetProperty("findings").EnumerateArray());

        Assert.Equal("automatic.correlation.revenue.units_sold", finding.GetProperty("rule").GetString());
        Assert.Equal(0.84, finding.GetProperty("score").GetDouble());
        Assert.StartsWith("Revenue and Units sold change together from day to day", finding.GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Automatic_Muted_IsNotFound()
    {
        insights.OwnModel = Drafted();
        var dataset = await insights.AddAsync(null, new(2025, 1, 1), [.. Enumerable.Range(0, 60).Select(i => 100m + (3 * i))]);

        await insights.SendAsync(HttpMethod.Put, "/insights/rules/automatic.trend.revenue/mute", new { dataset_id = dataset });

        Assert.DoesNotContain((await RunAsync(dataset)).GetProperty("findings").EnumerateArray(), f => f.GetProperty("rule").GetString() == "automatic.trend.revenue");
    }

    [Fact]
    public async Task Automatic_OfAPlugin_IsNotLookedFor()
    {
        insights.Model = RetailPlugin.Read() with { Insights = [] };
        var dataset = await insights.AddAsync("retail", new(2025, 1, 1), [.. Enumerable.Range(0, 60).Select(i => 100m + (3 * i))]);

        Assert.Empty((await RunAsync(dataset)).GetProperty("queries").EnumerateArray());
    }

    // Revenue, and how many orders lines there are; no rules.
    private static ModelDefinition Drafted()
    {
        var retail = RetailPlugin.Read();
        var rows = retail.Metrics.First(m => m.Name == "revenue") with { Name = "lines", Label = "Lines", Aggregate = AggregateFunction.Count, Expression = null, Unit = "count" };
        return retail with { Version = "m1", Insights = [], Metrics = [.. retail.Metrics.Where(m => m.Name == "revenue"), rows] };
    }

    private async Task<JsonElement> RunAsync(Guid dataset) => (await insights.SendAsync(HttpMethod.Post, "/insights/run", new { dataset_id = dataset })).Body;
}
