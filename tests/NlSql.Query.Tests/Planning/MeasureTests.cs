using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Tests.Planning;

/// <summary>What is asked of measures and means nothing is refused with a code of its own; what means something says what it assumed.</summary>
public sealed class MeasureTests
{
    [Theory]
    [InlineData("plan.compare-needs-time", """{"metrics": ["revenue"], "compare": "previous_period"}""")]
    [InlineData("plan.compare-series", """{"metrics": ["revenue"], "dimensions": [{"column": "sales.order_date", "grain": "month"}], "time": "2025", "compare": "2024"}""")]
    [InlineData("plan.fill-needs-time", """{"metrics": ["revenue"], "dimensions": ["sales.region"], "fill": true}""")]
    [InlineData("plan.fill-needs-range", """{"metrics": ["revenue"], "dimensions": [{"column": "sales.order_date", "grain": "day"}], "time": "2015..2025", "fill": true}""")]
    [InlineData("plan.missing-percentile", """{"from": "sales", "metrics": [{"agg": "percentile", "column": "total_amount"}]}""")]
    [InlineData("plan.not-summable", """{"metrics": ["orders"], "dimensions": [{"column": "sales.order_date", "grain": "month"}], "running": true}""")]
    [InlineData("plan.running-needs-time", """{"metrics": ["revenue"], "dimensions": ["sales.region"], "running": true}""")]
    [InlineData("plan.share-not-additive", """{"metrics": ["margin_rate"], "dimensions": ["sales.region"], "share_of": "total"}""")]
    [InlineData("plan.share-not-additive", """{"metrics": ["orders"], "dimensions": ["sales.region", "sales.channel"], "share_of": "sales.region"}""")]
    [InlineData("plan.share-not-additive", """{"metrics": ["revenue_since_new_year"], "dimensions": [{"column": "sales.order_date", "grain": "month"}], "time": "2025", "share_of": "total"}""")]
    [InlineData("plan.window-too-short", """{"metrics": ["revenue"], "dimensions": [{"column": "sales.order_date", "grain": "month"}], "time": "2025", "running": {"window": "7 days"}}""")]
    [InlineData("plan.wrong-bins", """{"metrics": ["revenue"], "dimensions": [{"column": "sales.region", "bins": {"width": 10}}]}""")]
    [InlineData("plan.unknown-dimension", """{"metrics": ["revenue"], "dimensions": ["sales.region"], "per_group_top": {"n": 1, "within": ["sales.channel"]}}""")]
    [InlineData("plan.unknown-metric", """{"metrics": ["revenue"], "dimensions": ["sales.region", "sales.channel"], "per_group_top": {"n": 1, "by": "profitt", "within": ["sales.channel"]}}""")]
    [InlineData("plan.unknown-metric", """{"metrics": ["revenue", {"expr": {"-": ["revenue", "costs_of_nothing"]}, "as": "x"}]}""")]
    [InlineData("plan.wrong-type", """{"metrics": [{"expr": {"date_diff": ["day", "revenue", "orders"]}, "as": "x"}]}""")]
    [InlineData("plan.wrong-type", """{"from": "sales", "metrics": [{"agg": "sum", "expr": {"date_part": ["month", "region"]}}]}""")]
    [InlineData("plan.unknown-table", """{"from": "customers", "metrics": [{"agg": "count", "of": "order"}]}""")]
    [InlineData("plan.no-path", """{"from": "sales", "metrics": [{"agg": "count", "of": "stores"}], "return": ["order_id", "count"]}""")]
    public void Compile_WhatMeansNothing_IsRefusedWithItsCode(string code, string query) => Assert.Equal([code], Retail.IssueCodes(query));

    [Fact]
    public void Compile_FillWithoutKnownEnds_IsRefused() => Assert.Equal(
        ["plan.fill-needs-range"],
        Retail.IssueCodes("""{"metrics": ["revenue"], "dimensions": [{"column": "sales.order_date", "grain": "month"}], "fill": true}""", Retail.With(new PolicyDefinition()) with { DataDays = [] }));

    [Fact]
    public void Compile_Comparison_SaysTheDaysComparedWith()
    {
        var compiled = Retail.Compile("""{"metrics": ["revenue"], "time": "this month", "compare": "previous_period"}""");

        Assert.Equal(new(new DateOnly(2025, 11, 1), new DateOnly(2025, 11, 30)), compiled.ComparedWith);
        Assert.Contains("Compared with 1 to 30 November 2025.", compiled.Assumptions);
        Assert.Equal(["revenue", "revenue_previous", "revenue_change", "revenue_change_pct"], compiled.Columns.Select(c => c.Name));
        Assert.Equal(["EUR", "EUR", "EUR", null], compiled.Columns.Select(c => c.Currency));
        Assert.True(compiled.Columns[3].IsRatio);
    }

    [Fact]
    public void Compile_MeasureThatIsNotShown_DoesNotOrder()
    {
        var compiled = Retail.Compile("""{"metrics": ["orders", "revenue"], "dimensions": ["sales.region"], "return": ["sales.region", "revenue"]}""");

        Assert.Contains("ORDER BY revenue DESC", compiled.DisplaySql, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_SmallGroups_AreLeftOutOfEveryPeriodCompared()
    {
        var context = Retail.With(new PolicyDefinition { MinGroupSize = new GroupSize(30, []) });

        var compiled = Retail.Compile("""{"metrics": ["revenue"], "dimensions": ["sales.region"], "time": "this month", "compare": "previous_period"}""", context);

        Assert.Equal(2, compiled.DisplaySql.Split("HAVING count(*) >= 30").Length - 1);
    }
}
