using NlSql.Query.Tests.Goldens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Tests.Policies;

/// <summary>min_group_size with columns: what is held to it, what is refused, and that other queries are free.</summary>
[Collection(RetailDatabase.Collection)]
public sealed class GroupSizeTests(RetailDatabase database)
{
    private static readonly QueryContext Day = With(4, "customers.signup_date");
    private static readonly QueryContext People = With(5, "customers.*");

    [Theory]
    [InlineData("""{"metrics": ["revenue"], "dimensions": ["sales.region"]}""")]
    [InlineData("""{"metrics": ["registered_customers"], "dimensions": ["customers.town"]}""")]
    [InlineData("""{"from": "customers", "shape": "rows", "return": ["town"]}""")]
    public void Compile_NoProtectedColumn_IsFree(string query)
    {
        var compiled = Retail.Compile(query, Day);

        Assert.DoesNotContain("HAVING", compiled.DisplaySql, StringComparison.Ordinal);
        Assert.Empty(compiled.PolicyApplied);
    }

    [Theory]
    [InlineData("""{"metrics": ["registered_customers"], "dimensions": ["customers.signup_date"]}""", "HAVING count(*) >= 5")]
    [InlineData("""{"metrics": ["registered_customers"], "filters": {"column": "town", "value": "Berlin"}}""", "HAVING count(*) >= 5")]
    [InlineData("""{"metrics": ["revenue"], "dimensions": ["customers.town"]}""", "HAVING count(DISTINCT customers.customer_id) >= 5")]
    [InlineData("""{"metrics": ["revenue"], "dimensions": ["sales.customer_id"]}""", "HAVING count(DISTINCT sales.customer_id) >= 5")]
    [InlineData("""{"metrics": ["revenue"], "filters": {"column": "customers.town", "value": "Berlin"}}""", "HAVING count(DISTINCT customers.customer_id) >= 5")]
    [InlineData("""{"metrics": ["revenue"], "dimensions": ["region"], "filters": {"not": {"column": "sales.customer_id", "op": "is_null"}}}""", "HAVING count(DISTINCT sales.customer_id) >= 5")]
    [InlineData("""{"dimensions": ["customers.town"]}""", "HAVING count(*) >= 5")]
    [InlineData("""{"from": "sales", "metrics": [{"agg": "count"}], "filters": {"column": "total_amount", "op": ">", "value": {"query": {"from": "sales", "metrics": [{"agg": "avg", "column": "total_amount"}]}, "within": "customers.town"}}}""", "GROUP BY 1   HAVING count(DISTINCT customers.customer_id) >= 5 )")]
    [InlineData("""{"shape": "distinct", "from": "sales", "return": ["customers.town"]}""", "HAVING count(DISTINCT customers.customer_id) >= 5")]
    public void Compile_ColumnOfAProtectedTable_NeedsDifferentRowsOfIt(string query, string having)
    {
        var compiled = Retail.Compile(query, People);

        Assert.Contains(having, compiled.DisplaySql.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal("Groups of fewer than 5 different rows of customers are left out.", Assert.Single(compiled.PolicyApplied).Effect);
    }

    [Fact]
    public void Compile_AggregateOfSomeRows_NeedsThemToo()
    {
        var sql = Retail.Compile("""{"metrics": ["orders", "discounted_orders"], "dimensions": ["customers.town"]}""", People).DisplaySql;

        Assert.Contains(
            "count(DISTINCT customers.customer_id) >= 5 AND count(DISTINCT customers.customer_id) FILTER (WHERE sales.discount_amount > 0) >= 5",
            sql,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"from": "customers", "shape": "rows"}""")]
    [InlineData("""{"from": "sales", "shape": "rows", "return": ["order_id", "customer_id"]}""")]
    [InlineData("""{"from": "sales", "shape": "rows", "return": ["order_id"], "order_by": ["customers.town"]}""")]
    [InlineData("""{"from": "customers", "shape": "exists", "filters": {"column": "town", "value": "Berlin"}}""")]
    [InlineData("""{"from": "sales", "shape": "rows", "return": ["order_id"], "filters": {"column": "total_amount", "op": ">", "value": {"query": {"from": "sales", "metrics": [{"agg": "avg", "column": "total_amount"}]}, "within": "customers.town"}}}""")]
    [InlineData("""{"metrics": [{"agg": "min", "column": "customers.signup_date"}]}""")]
    [InlineData("""{"metrics": [{"agg": "max", "column": "customers.signup_date"}], "dimensions": ["customers.town"]}""")]
    public void Compile_SingleRows_AreRefused(string query) => Assert.Contains("policy.min-group-size", Retail.IssueCodes(query, People));

    [Theory]
    [InlineData("SELECT town, count(*) FROM customers GROUP BY town HAVING count(*) > 100")]
    [InlineData("SELECT count(*) FROM sales WHERE customer_id = 'C0001'")]
    [InlineData("SELECT count(*) FROM sales JOIN customers USING (customer_id)")]
    [InlineData("SELECT x.a FROM customers AS x (a)")]
    [InlineData("SELECT count(*) FROM (SELECT customer_id FROM sales) s")]
    public void CompileSql_ProtectedColumn_IsRefused(string sql) => Assert.Null(QueryCompiler.CompileSql(sql, People).Query);

    [Fact]
    public void CompileSql_Star_LeavesProtectedColumnsOut()
    {
        var query = QueryCompiler.CompileSql("SELECT * FROM sales", People).Query!;

        Assert.DoesNotContain("customer_id", query.Executable.Text, StringComparison.Ordinal);
        Assert.Contains("store_id", query.Executable.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{"metrics": ["registered_customers"], "dimensions": ["customers.signup_date"]}""",
        "SELECT signup_date, count(*) FROM customers GROUP BY 1 HAVING count(*) >= 4 ORDER BY 2 DESC, 1")]
    [InlineData(
        """{"metrics": ["orders"], "dimensions": ["customers.signup_date"], "time": "2025-12-25..2025-12-31", "order_by": ["signup_date"]}""",
        "SELECT signup_date, count(DISTINCT order_id) FROM sales LEFT JOIN customers USING (customer_id) WHERE order_date >= '2025-12-25' GROUP BY 1 HAVING count(DISTINCT customers.customer_id) >= 4 ORDER BY 1")]
    [InlineData(
        """{"metrics": ["registered_customers"], "filters": {"column": "signup_date", "op": "<", "value": "2018-01-06"}}""",
        "SELECT count(*) FROM customers WHERE signup_date < '2018-01-06' HAVING count(*) >= 4")]
    public async Task Compile_OnRows_LeavesSmallGroupsOut(string query, string reference)
    {
        var rows = await database.RunAsync(Retail.Compile(query, Day).Executable);

        var expected = await database.ReferenceAsync(reference);
        Assert.Equal(expected.Select(RowText.Of), rows.Select(RowText.Of));
        var free = await database.ReferenceAsync(reference[..reference.IndexOf(" HAVING", StringComparison.Ordinal)]);
        Assert.NotEqual(free.Count, rows.Count);
    }

    private static QueryContext With(int size, params string[] columns) => Retail.With(new() { MinGroupSize = new(size, columns) });
}
