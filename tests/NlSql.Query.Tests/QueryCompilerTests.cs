namespace NlSql.Query.Tests;

public sealed class QueryCompilerTests
{
    [Theory]
    [InlineData("""{"metrics": ["revenu"]}""", "plan.unknown-metric", "revenue")]
    [InlineData("""{"metrics": ["revenue"], "dimensions": ["regoin"]}""", "plan.unknown-column", "sales.region")]
    [InlineData("""{"metrics": ["revenue"], "dimensions": ["stores.citty"]}""", "plan.unknown-column", "stores.city")]
    [InlineData("""{"from": "sale", "metrics": [{"agg": "count"}]}""", "plan.unknown-table", "sales")]
    [InlineData("""{"metrics": ["revenue"], "filters": {"segment": "digitall"}}""", "plan.unknown-segment", "digital")]
    [InlineData("""{"metrics": ["revenue"], "dimensions": ["region"], "having": {"column": "order", "op": ">", "value": 1}}""", "plan.unknown-metric", "orders")]
    [InlineData("""{"metrics": ["revenue"], "dimensions": ["region"], "order_by": ["city"]}""", "plan.unknown-order", "revenue")]
    public void Compile_UnknownName_SuggestsNearest(string query, string code, string suggestion)
    {
        var result = QueryCompiler.Compile(Retail.Query(query), Retail.Context);

        Assert.Contains(suggestion, Assert.Single(result.Issues, i => i.Code == code).Suggestions);
    }

    [Theory]
    [InlineData("""{"from": "stores", "metrics": [{"agg": "sum", "column": "sales.total_amount"}]}""", "plan.no-path")]
    [InlineData("""{"metrics": ["store_count"], "dimensions": ["sales.channel"]}""", "plan.no-path")]
    [InlineData("""{"metrics": [{"agg": "sum", "column": "sales.product"}]}""", "plan.wrong-type")]
    [InlineData("""{"metrics": ["revenue", {"expr": {"date_part": ["year", "revenue"]}, "as": "odd"}]}""", "plan.wrong-type")]
    [InlineData("""{"metrics": ["revenue", {"agg": "min", "column": "sales.order_date", "as": "first_day"}, {"expr": {"-": ["revenue", "first_day"]}, "as": "odd"}]}""", "plan.wrong-type")]
    [InlineData("""{"metrics": [{"agg": "sum"}]}""", "plan.missing-column")]
    [InlineData("""{"metrics": ["revenue"], "filters": {"column": "total_amount", "op": ">", "value": "much"}}""", "plan.wrong-value")]
    [InlineData("""{"metrics": ["revenue"], "filters": {"column": "order_date", "op": ">", "value": "soon"}}""", "plan.wrong-value")]
    [InlineData("""{"metrics": ["revenue"], "filters": {"column": "total_amount", "op": "contains", "value": "1"}}""", "plan.wrong-operator")]
    [InlineData("""{"metrics": ["revenue"], "dimensions": [{"column": "region", "grain": "month"}]}""", "plan.wrong-grain")]
    [InlineData("""{"metrics": ["revenue"], "time": {"column": "region", "range": "2025"}}""", "plan.not-a-time")]
    [InlineData("""{"from": "stores", "shape": "exists", "metrics": ["revenue"]}""", "plan.metric-in-list")]
    [InlineData("""{"limit": 5}""", "plan.nothing-asked")]
    [InlineData("""{"metrics": ["revenue"], "return": ["revenue", "revenue"]}""", "plan.unknown-output")]
    public void Compile_WhatMakesNoSense_IsRefused(string query, string code) => Assert.Contains(code, Retail.IssueCodes(query));

    [Fact]
    public void Compile_TableNotUploaded_SaysSo()
    {
        var context = Retail.Context with { Scope = Retail.Context.Scope with { Tables = [Retail.Context.Scope.Tables[0]] } };

        Assert.Equal(["compile.table-without-data"], Retail.IssueCodes("""{"metrics": ["revenue"], "dimensions": ["stores.city"]}""", context));
    }

    [Fact]
    public void Compile_RelativeTime_IsAbsoluteInCanonicalText()
    {
        var relative = Retail.Compile("""{"metrics": ["revenue"], "time": "last 7 days"}""");
        var absolute = Retail.Compile("""{"metrics": ["revenue"], "time": {"column": "sales.order_date", "range": "2025-12-25..2025-12-31"}}""");

        Assert.Equal(absolute.CanonicalText, relative.CanonicalText);
        Assert.Equal("""{"metrics":["revenue"],"time":{"column":"sales.order_date","range":"2025-12-25..2025-12-31"}}""", relative.CanonicalText);
        Assert.Single(relative.Assumptions);
        Assert.Empty(absolute.Assumptions);
    }

    [Fact]
    public void Compile_Query_DescribesOutputs()
    {
        var columns = Retail.Compile(
            """{"metrics": ["revenue", "margin_rate", "orders"], "dimensions": [{"column": "order_date", "grain": "month"}, "stores.city"]}""").Columns;

        Assert.Equal(["month", "city", "revenue", "margin_rate", "orders"], columns.Select(c => c.Name));
        Assert.Equal(["Date", "Text", "Decimal", "Decimal", "Integer"], columns.Select(c => c.Type.ToString()));
        Assert.Equal([OutputRole.Dimension, OutputRole.Dimension, OutputRole.Metric, OutputRole.Metric, OutputRole.Metric], columns.Select(c => c.Role));
        Assert.Equal(["EUR", null], columns.Skip(2).Take(2).Select(c => c.Currency));
    }

    [Fact]
    public void Compile_SameNameTwice_GetsNumber() =>
        Assert.Equal(
            ["category", "category_2", "revenue"],
            Retail.Compile("""{"metrics": ["revenue"], "dimensions": ["sales.category", "products.category"]}""").Columns.Select(c => c.Name));

    [Fact]
    public void CompileSql_GoodText_IsScopedAndLimited()
    {
        var compiled = QueryCompiler.CompileSql("SELECT region, sum(total_amount) FROM sales GROUP BY 1;", Retail.Context).Query!;

        Assert.Contains("dataset_id", compiled.Executable.Text, StringComparison.Ordinal);
        Assert.EndsWith("LIMIT 100", compiled.DisplaySql, StringComparison.Ordinal);
        Assert.Equal(100, compiled.RowLimit);
        Assert.False(compiled.LimitAsked);
    }

    [Theory]
    [InlineData("SELECT product FROM sales LIMIT 3", 3, true)]
    [InlineData("SELECT product FROM sales LIMIT 900000", 5000, false)]
    [InlineData("SELECT product FROM sales LIMIT ALL", 100, false)]
    [InlineData("SELECT product FROM sales ORDER BY 1 OFFSET 5", 100, false)]
    public void CompileSql_OwnLimit_IsKeptUpToMaximum(string sql, int rows, bool asked)
    {
        var compiled = QueryCompiler.CompileSql(sql, Retail.Context).Query!;

        Assert.Equal((rows, asked), (compiled.RowLimit, compiled.LimitAsked));
    }

    [Theory]
    [InlineData("DELETE FROM sales")]
    [InlineData("SELECT 1; DROP TABLE sales")]
    [InlineData("SELECT * FROM pg_class")]
    [InlineData("SELECT * FROM data.retail__sales")]
    public void CompileSql_AnythingElse_IsRefused(string sql) => Assert.Null(QueryCompiler.CompileSql(sql, Retail.Context).Query);
}
