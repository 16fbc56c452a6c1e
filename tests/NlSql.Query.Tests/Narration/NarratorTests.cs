using NlSql.Query.Narration;

namespace NlSql.Query.Tests.Narration;

public sealed class NarratorTests
{
    [Fact]
    public void Narrate_Number_SaysUnitAndDays() =>
        Assert.Equal(
            "Revenue was EUR 12,345.67 from 25 to 31 December 2025.",
            Narrate("""{"metrics": ["revenue"], "time": "last 7 days"}""", [12345.67m]));

    [Theory]
    [InlineData("2025", "Gross margin rate was 38.3% in 2025.")]
    [InlineData("2025-03", "Gross margin rate was 38.3% in March 2025.")]
    [InlineData("Q1 2025", "Gross margin rate was 38.3% in Q1 2025.")]
    [InlineData("2025-03-14", "Gross margin rate was 38.3% on 14 March 2025.")]
    [InlineData("2025-03-14..", "Gross margin rate was 38.3% since 14 March 2025.")]
    [InlineData("2024-12-30..2025-01-02", "Gross margin rate was 38.3% from 30 December 2024 to 2 January 2025.")]
    public void Narrate_Range_SaysItShortly(string range, string sentence) =>
        Assert.Equal(sentence, Narrate($$"""{"metrics": ["margin_rate"], "time": "{{range}}"}""", [0.38321m]));

    [Theory]
    [InlineData("orders", "Orders were 7.")]
    [InlineData("units_sold", "Units sold were 7 units.")]
    [InlineData("gross_margin", "Gross margin was EUR 7.00.")]
    public void Narrate_PluralLabel_SaysWere(string metric, string sentence) =>
        Assert.Equal(sentence, Narrate($$"""{"metrics": ["{{metric}}"]}""", [7m]));

    [Fact]
    public void Narrate_NothingComputed_SaysSo() =>
        Assert.Equal("There is no revenue in 2019: nothing matches.", Narrate("""{"metrics": ["revenue"], "time": "2019"}""", new object?[] { null }));

    [Fact]
    public void Narrate_EndsOfADate_SaysEarliestAndLatest() =>
        Assert.Equal(
            "Earliest order date 5 July 2022 and latest order date 23 March 2025.",
            Narrate("""{"from": "sales", "metrics": [{"agg": "min", "column": "sales.order_date"}, {"agg": "max", "column": "sales.order_date"}]}""", [new DateOnly(2022, 7, 5), new DateOnly(2025, 3, 23)]));

    [Fact]
    public void Narrate_SeveralNumbers_ListsThem() =>
        Assert.Equal(
            "Revenue EUR 10.00, orders 1,234 and units sold 5 units.",
            Narrate("""{"metrics": ["revenue", "orders", "units_sold"]}""", [10m, 1234L, 5m]));

    [Fact]
    public void Narrate_Groups_NamesFirstTwoAndCount() =>
        Assert.Equal(
            "North had the highest revenue (EUR 30.00), followed by East (EUR 20.00); 3 regions in all.",
            Narrate("""{"metrics": ["revenue"], "dimensions": ["sales.region"]}""", ["North", 30m], ["East", 20m], ["West", 10m]));

    [Fact]
    public void Narrate_TwoSides_SaysWhichIsHigher() =>
        Assert.Equal(
            "North had the higher revenue: EUR 30.00, against EUR 20.00 for East.",
            Narrate("""{"metrics": ["revenue"], "dimensions": ["sales.region"], "filters": {"column": "sales.region", "op": "in", "value": ["East", "North"]}}""", ["North", 30m], ["East", 20m]));

    [Fact]
    public void Narrate_WhatIsSoAndWhatIsNot_NamesBoth() =>
        Assert.Equal(
            "Not returned had the higher revenue: EUR 30.00, against EUR 20.00 for returned.",
            Narrate("""{"metrics": ["revenue"], "dimensions": ["sales.returned"], "filters": {"column": "sales.returned", "op": "in", "value": [true, false]}}""", [false, 30m], [true, 20m]));

    [Fact]
    public void Narrate_CutListFromBelow_NamesLowest() =>
        Assert.Equal(
            "West had the lowest revenue (EUR 10.00), followed by East (EUR 20.00).",
            Narrate(
                """{"metrics": ["revenue"], "dimensions": ["sales.region"], "order_by": ["revenue"], "limit": 2}""",
                ["West", 10m], ["East", 20m], ["North", 30m]));

    [Fact]
    public void Narrate_WholeListFromBelow_NamesLowest() =>
        Assert.Equal(
            "West had the lowest revenue (EUR 10.00), followed by East (EUR 20.00); 2 regions in all.",
            Narrate("""{"metrics": ["revenue"], "dimensions": ["sales.region"], "order_by": ["revenue"]}""", ["West", 10m], ["East", 20m]));

    [Fact]
    public void Narrate_OrderedBySecondMetric_SpeaksOfIt() =>
        Assert.Equal(
            "East had the highest revenue (EUR 20.00), followed by West (EUR 10.00); 2 regions in all.",
            Narrate("""{"metrics": ["orders", "revenue"], "dimensions": ["sales.region"], "order_by": ["revenue desc"]}""", ["East", 1L, 20m], ["West", 2L, 10m]));

    [Fact]
    public void Narrate_Ties_NamesAllThatLead() =>
        Assert.Equal(
            "East and West had the highest orders (5 each); 3 regions in all.",
            Narrate("""{"metrics": ["orders"], "dimensions": ["sales.region"]}""", ["East", 5L], ["North", 2L], ["West", 5L]));

    [Fact]
    public void Narrate_ManyTies_CountsTheRest() =>
        Assert.Equal(
            "East, West and 2 more had the highest orders (5 each); 4 regions in all.",
            Narrate("""{"metrics": ["orders"], "dimensions": ["sales.region"]}""", ["East", 5L], ["West", 5L], ["North", 5L], ["South", 5L]));

    [Fact]
    public void Narrate_OrderedByChange_SpeaksOfTheChange() =>
        Assert.Equal(
            "Baltic had the largest decrease in revenue in December 2025 (EUR 30.00 less, −30%), followed by North (EUR 5.00 less, −50%); all 3 regions together: EUR 15.00 less, −13.6%.",
            Narrate(
                """{"metrics": ["revenue"], "dimensions": ["sales.region"], "time": "2025-12", "compare": "previous_period", "order_by": ["revenue_change"]}""",
                ["Baltic", 70m, 100m, -30m, -0.3m], ["North", 5m, 10m, -5m, -0.5m], ["East", 20m, 0m, 20m, null]));

    [Fact]
    public void Narrate_ChangeOfARate_IsNotAddedUp() =>
        Assert.Equal(
            "East had the largest increase in gross margin rate in December 2025 (20 percentage points more, +100%), followed by West (10 percentage points more, +100%).",
            Narrate(
                """{"metrics": ["margin_rate"], "dimensions": ["sales.region"], "time": "2025-12", "compare": "previous_period", "order_by": ["margin_rate_change desc"]}""",
                ["East", 0.4m, 0.2m, 0.2m, 1m], ["West", 0.2m, 0.1m, 0.1m, 1m]));

    [Fact]
    public void Narrate_Comparison_SaysWhatItWasAgainst() =>
        Assert.Equal(
            "Revenue was EUR 90.00 in December 2025, 10% less than EUR 100.00 in November 2025.",
            Narrate("""{"metrics": ["revenue"], "time": "2025-12", "compare": "previous_period"}""", [90m, 100m, -10m, -0.1m]));

    [Fact]
    public void Narrate_ComparisonWithNothing_SaysSo() =>
        Assert.Equal(
            "Revenue was EUR 90.00 in December 2025; there is nothing to compare with in November 2025.",
            Narrate("""{"metrics": ["revenue"], "time": "2025-12", "compare": "previous_period"}""", [90m, null, null, null]));

    [Fact]
    public void Narrate_Shares_StandBesideTheValue() =>
        Assert.Equal(
            "North had the highest revenue (EUR 30.00, a share of 75%), followed by West (EUR 10.00); 2 regions in all.",
            Narrate("""{"metrics": ["revenue"], "dimensions": ["sales.region"], "share_of": "total"}""", ["North", 30m, 0.75m], ["West", 10m, 0.25m]));

    [Fact]
    public void Narrate_RunningTotal_IsSaidOfTheLastPeriod() =>
        Assert.Equal(
            "Revenue was EUR 10.00 in January 2025 and EUR 30.00 in February 2025 (EUR 40.00 so far).",
            Narrate(
                """{"metrics": ["revenue"], "dimensions": [{"column": "sales.order_date", "grain": "month"}], "running": true}""",
                [new DateOnly(2025, 1, 1), 10m, 10m], [new DateOnly(2025, 2, 1), 30m, 40m]));

    [Fact]
    public void Narrate_CodedValue_SaysWord() =>
        Assert.StartsWith(
            "card (CRD) had the highest orders (20)",
            Narrate("""{"metrics": ["orders"], "dimensions": ["payment_method"]}""", ["CRD", 20L], ["CSH", 10L]),
            StringComparison.Ordinal);

    [Fact]
    public void Narrate_Trend_SaysEndsAndPeak() =>
        Assert.Equal(
            "Revenue was EUR 10.00 in January 2025 and EUR 20.00 in March 2025; the highest was EUR 30.00 in February 2025.",
            Narrate(
                """{"metrics": ["revenue"], "dimensions": [{"column": "order_date", "grain": "month"}]}""",
                [new DateOnly(2025, 1, 1), 10m], [new DateOnly(2025, 2, 1), 30m], [new DateOnly(2025, 3, 1), 20m]));

    [Fact]
    public void Narrate_DistinctValues_ListsThem() =>
        Assert.Equal("2 cities: Bremen, Hamburg.", Narrate("""{"dimensions": ["stores.city"]}""", ["Bremen"], ["Hamburg"]));

    [Fact]
    public void Narrate_NoRows_SaysSo() => Assert.Equal("Nothing matches.", Narrate("""{"dimensions": ["stores.city"]}"""));

    [Theory]
    [InlineData(true, "Yes, there is at least one.")]
    [InlineData(false, "No, there is none.")]
    public void Narrate_Existence_SaysYesOrNo(bool exists, string sentence) =>
        Assert.Equal(sentence, Narrate("""{"from": "sales", "shape": "exists"}""", [exists]));

    [Fact]
    public void Explain_Query_SaysHowItWasComputed()
    {
        var compiled = Retail.Compile("""
            {"metrics": ["average_order_value"], "dimensions": ["sales.region"], "time": "2025",
             "filters": {"column": "channel", "value": "WEB"}, "order_by": ["average_order_value desc"], "limit": 3}
            """);

        Assert.Equal(
            "Average order value is revenue divided by orders. Grouped by region. Only rows with order date 1 January to 31 December 2025. "
            + "Only rows where channel is WEB. Ordered by average order value, largest first. At most 3 rows, as asked.",
            Explainer.Explain(compiled, Retail.Model));
    }

    [Theory]
    [InlineData("""{"related": "sales", "is": "none", "where": {"column": "sales.channel", "value": "WEB"}}""", "there are no sales for which channel is WEB")]
    [InlineData("""{"related": "sales", "is": "all", "where": {"column": "sales.channel", "value": "WEB"}}""", "there are sales, and for all of them channel is WEB")]
    [InlineData("""{"related": "sales", "via": "sales_product"}""", "there are sales (sales product)")]
    [InlineData("""{"related": "sales", "agg": "count", "op": ">=", "value": 2}""", "the number of their sales is at least 2")]
    [InlineData("""{"related": "sales", "agg": "avg", "column": "quantity", "where": {"column": "sales.channel", "value": "WEB"}, "op": "<", "value": 2}""", "the average quantity of their sales for which channel is WEB is less than 2")]
    [InlineData("""{"column": "list_price", "op": ">", "value": {"query": {"from": "products", "metrics": [{"agg": "avg", "column": "list_price"}], "filters": {"column": "brand", "value": "Hausgut"}}}}""", "list price is more than the average list price of products for which brand is Hausgut")]
    [InlineData("""{"column": "list_price", "op": ">", "value": {"query": {"from": "products", "metrics": [{"agg": "avg", "column": "list_price"}]}, "within": "products.category"}}""", "list price is more than the average list price of products with the same category")]
    [InlineData("""{"column": "brand", "op": "not_in", "query": {"from": "products", "shape": "rows", "return": ["brand"], "order_by": ["list_price desc"], "limit": 3}}""", "brand is not among the values of brand of products (the 3 with the highest list price)")]
    [InlineData("""{"expr": {"-": ["list_price", "unit_cost"]}, "op": ">", "value": {"column": "unit_cost"}}""", "list price minus unit cost is more than unit cost")]
    public void Explain_Condition_ReadsWell(string condition, string words)
    {
        var compiled = Retail.Compile("{\"from\": \"products\", \"shape\": \"rows\", \"return\": [\"product_name\"], \"filters\": " + condition + "}");

        Assert.Contains($"Only rows where {words}.", Explainer.Explain(compiled, Retail.Model), StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_ListWithMetrics_SaysWhatTheDaysAreAbout()
    {
        var compiled = Retail.Compile(
            """{"from": "stores", "shape": "rows", "return": ["city"], "metrics": ["revenue"], "time": "2025", "having": {"column": "revenue", "op": ">", "value": 1}, "order_by": ["revenue desc"], "limit": {"n": 3, "offset": 1, "ties": true}}""");

        Assert.Equal(
            "Revenue is the sum of total_amount over sales. Lists city. The numbers count only rows with order date 1 January to 31 December 2025. "
            + "Only rows where revenue is more than 1. Ordered by revenue, largest first. The first 3, and all that are equal to the last of them. The first row is left out.",
            Explainer.Explain(compiled, Retail.Model));
    }

    [Fact]
    public void Explain_Union_SaysWhatIsPutTogether() =>
        Assert.Equal(
            "Puts together the rows of 2 questions, equal ones once: city.",
            Explainer.Explain(
                Retail.Compile("""{"union": [{"from": "stores", "shape": "rows", "return": ["city"]}, {"shape": "distinct", "return": ["customers.town"]}]}"""),
                Retail.Model));

    private static string Narrate(string json, params IReadOnlyList<object?>[] rows)
    {
        var compiled = Retail.Compile(json);
        return Narrator.Narrate(compiled, ResultTable.Cut(compiled.Columns, rows, compiled.RowLimit), Retail.Model);
    }
}
