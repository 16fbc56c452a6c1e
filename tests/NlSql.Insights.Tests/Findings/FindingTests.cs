using System.Net;
using System.Text.Json;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.Testing.Retail;

namespace NlSql.Insights.Tests.Findings;

/// <summary>What a finding brings along: drivers, chart, evidence, a question.</summary>
public sealed class FindingTests(InsightsFixture insights) : IClassFixture<InsightsFixture>
{
    private static readonly InsightDefinition Week = new()
    {
        Name = "week",
        Title = "Week",
        Metric = "revenue",
        Time = new(new TimeRange.Rolling(7, TimeGrain.Day)),
        Compare = "previous_period",
        Drivers = "auto",
        Detector = new(DetectorKind.Change, new Dictionary<string, decimal>()),
    };

    [Fact]
    public async Task Drivers_OfASum_AreTheChangesOfItsGroups()
    {
        var finding = await FindAsync(Week);

        // North 400 then 450, South 300 then 600: 350 in all.
        var drivers = finding.GetProperty("drivers").EnumerateArray().ToList();
        Assert.Equal(["South", "North"], drivers.Select(d => d.GetProperty("group").GetString()));
        Assert.Equal([300m, 50m], drivers.Select(d => d.GetProperty("contribution").GetDecimal()));
        Assert.Equal([85.71m, 14.29m], drivers.Select(d => d.GetProperty("contribution_pct").GetDecimal()));
        Assert.Equal(("sales.region", "South: +EUR 300.00, 85.7% of the change."), (drivers[0].GetProperty("dimension").GetString(), drivers[0].GetProperty("sentence").GetString()));
    }

    [Fact]
    public async Task Drivers_OfARatio_AreSplitIntoRateAndMix()
    {
        var finding = await FindAsync(Week with { Metric = "return_rate" });

        // Returns 0 of 70, then 10 of 70, all in the South, whose weight rose from 3/7 to 4/7 and whose rate from 0 to 1/4; the whole's mean is 1/14.
        var drivers = finding.GetProperty("drivers").EnumerateArray().ToList();
        var (south, north) = (drivers[0], drivers[1]);
        Assert.Equal("South", south.GetProperty("group").GetString());
        Assert.Equal(0.125m, Math.Round(south.GetProperty("rate_effect").GetDecimal(), 6));
        Assert.Equal(0.007653m, Math.Round(south.GetProperty("mix_effect").GetDecimal(), 6));
        Assert.Equal((0m, 0.010204m), (Math.Round(north.GetProperty("rate_effect").GetDecimal(), 6), Math.Round(north.GetProperty("mix_effect").GetDecimal(), 6)));
        Assert.Equal("South: +13.3 points, of which +12.5 points by its own ratio and +0.8 points by its weight.", south.GetProperty("sentence").GetString());
        Assert.Equal(Math.Round(finding.GetProperty("change").GetDecimal(), 6), Math.Round(drivers.Sum(d => d.GetProperty("contribution").GetDecimal()), 6));
    }

    [Fact]
    public async Task Drivers_OfAMeasureThatDoesNotAddUp_AreReplacedByANote()
    {
        var retail = RetailPlugin.Read();
        var average = retail.Metrics.First(m => m.Name == "revenue") with { Name = "average_line", Aggregate = AggregateFunction.Avg };

        var finding = await FindAsync(Week with { Metric = "average_line" }, retail with { Version = "average", Metrics = [.. retail.Metrics, average] });

        Assert.Empty(finding.GetProperty("drivers").EnumerateArray());
        Assert.Contains("would not add up", finding.GetProperty("drivers_note").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_OfCodes_AreSaidInTheModelsWords()
    {
        var dataset = await insights.AddAsync("retail", new(2025, 3, 4), [.. Enumerable.Repeat(100m, 7), .. Enumerable.Repeat(150m, 7)]);
        await insights.ExecuteAsync("UPDATE data.retail__sales SET region = CASE region WHEN 'North' THEN 'NRTH' ELSE 'S' END WHERE dataset_id = @dataset", new { dataset });
        var coded = WithRegions(new("NRTH", ["highlands", "upper country"]), new("S", ["lowlands"]));

        var finding = await FindAsync(Week with { By = ["sales.region"] }, coded, dataset);
        var whole = await FindAsync(Week, coded with { Version = "coded-whole" }, dataset);

        Assert.Equal("lowlands", finding.GetProperty("group").GetString());
        Assert.StartsWith("lowlands: ", finding.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal("S", finding.GetProperty("evidence")[0].GetProperty("rows")[0].GetProperty("region").GetString());
        Assert.Contains("lowlands", finding.GetProperty("look_closer").GetProperty("question").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"S\"", finding.GetProperty("look_closer").GetProperty("semantic_query").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(["lowlands", "highlands"], whole.GetProperty("drivers").EnumerateArray().Select(d => d.GetProperty("group").GetString()));
    }

    [Fact]
    public async Task Groups_OfCodesWithOneWordForBoth_StayApart()
    {
        var dataset = await insights.AddAsync("retail", new(2025, 3, 4), [.. Enumerable.Repeat(100m, 7), .. Enumerable.Repeat(150m, 7)]);
        await insights.ExecuteAsync("UPDATE data.retail__sales SET region = CASE region WHEN 'North' THEN 'N1' ELSE 'N2' END WHERE dataset_id = @dataset", new { dataset });

        var whole = await FindAsync(Week, WithRegions(new("N1", ["north"]), new("N2", ["north"])) with { Version = "same-word" }, dataset);

        Assert.Equal(["N2", "N1"], whole.GetProperty("drivers").EnumerateArray().Select(d => d.GetProperty("group").GetString()));
    }

    [Fact]
    public async Task Chart_OfTheWhole_ShowsBothRangesDayByDay()
    {
        var chart = (await FindAsync(Week)).GetProperty("chart");

        Assert.Equal("line", chart.GetProperty("mark").GetProperty("type").GetString());
        var values = chart.GetProperty("data").GetProperty("values").EnumerateArray().ToList();
        Assert.Equal((14, 100m, 150m), (values.Count, values[0].GetProperty("y").GetDecimal(), values[13].GetProperty("y").GetDecimal()));
    }

    [Fact]
    public async Task Chart_OfAGroup_ShowsItBesideTheOthers()
    {
        var chart = (await FindAsync(Week with { By = ["sales.region"] })).GetProperty("chart");

        Assert.Equal("bar", chart.GetProperty("mark").GetString());
        Assert.Equal([600m, 450m], chart.GetProperty("data").GetProperty("values").EnumerateArray().Select(v => v.GetProperty("y").GetDecimal()));
    }

    [Fact]
    public async Task Evidence_OfAGroup_HoldsItsRowsOfBothRanges()
    {
        var evidence = (await FindAsync(Week with { By = ["sales.region"] })).GetProperty("evidence");

        var rows = evidence.EnumerateArray().Select(e => Assert.Single(e.GetProperty("rows").EnumerateArray())).ToList();
        Assert.Equal([("South", 600m), ("South", 300m)], rows.Select(r => (r.GetProperty("region").GetString(), r.GetProperty("revenue").GetDecimal())));
        Assert.Equal(2, evidence[0].GetProperty("row_count").GetInt32());
    }

    [Fact]
    public async Task LookCloser_OfTheWhole_AsksByTheDimensionThatExplainsMost()
    {
        var look = (await FindAsync(Week)).GetProperty("look_closer");

        Assert.Equal("revenue by region last 7 days", look.GetProperty("question").GetString());
        var meaning = SemanticQueryJson.Read(look.GetProperty("semantic_query").GetRawText()).Query!;
        Assert.Equal(("revenue", "sales.region", new TimeRange.Rolling(7, TimeGrain.Day)), (meaning.Metrics[0].Name, meaning.Dimensions[0].Column, meaning.Time!.Range));
    }

    [Fact]
    public async Task LookCloser_OfAGroup_StaysWithTheGroup()
    {
        var look = (await FindAsync(Week with { By = ["sales.region"] })).GetProperty("look_closer");

        Assert.Contains("South", look.GetProperty("question").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"South\"", look.GetProperty("semantic_query").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LookCloser_OfASegment_StaysWithTheSegment()
    {
        var large = Week with { Segment = "large_purchases", Compare = null, Detector = new(DetectorKind.Threshold, new Dictionary<string, decimal> { ["above"] = 1 }) };

        var look = (await FindAsync(large)).GetProperty("look_closer");

        Assert.Contains("\"segment\":\"large_purchases\"", look.GetProperty("semantic_query").GetRawText(), StringComparison.Ordinal);
    }

    private static ModelDefinition WithRegions(params CodedValue[] values)
    {
        var retail = RetailPlugin.Read();
        return retail with
        {
            Version = "coded",
            Tables = [.. retail.Tables.Select(t => t.Name != "sales" ? t : t with { Columns = [.. t.Columns.Select(c => c.Name != "region" ? c : c with { Values = values })] })],
        };
    }

    private async Task<JsonElement> FindAsync(InsightDefinition rule, ModelDefinition? model = null, Guid? dataset = null)
    {
        insights.Model = (model ?? RetailPlugin.Read()) with { Insights = [rule] };
        var (status, run) = await insights.SendAsync(HttpMethod.Post, "/insights/run", new { dataset_id = dataset ?? InsightsFixture.Dataset });
        Assert.Equal(HttpStatusCode.OK, status);
        return run.GetProperty("findings")[0];
    }
}
