using NlSql.Query.Issues;
using NlSql.Query.Sql.Guarding;
using NlSql.Query.Sql.Parsing;
using NlSql.SemanticModel;

namespace NlSql.Query.Tests.Sql.Guarding;

/// <summary>Which joins are accepted where only declared relationships may join tables, and how many rows may be paired without one.</summary>
public sealed class JoinPathTests
{
    private static readonly SqlScope Declared = Shop.Scope with
    {
        Joins = JoinMode.DeclaredOnly,
        Relationships =
        [
            new("sales", ["store_id"], "stores", ["store_id"]),
            new("sales", ["customer_id"], "customers", ["customer_id"]),
            new("sales", ["product_id", "store_id"], "products", ["product_id", "category"]),
        ],
    };

    [Theory]
    [InlineData("SELECT count(*) FROM sales s JOIN stores t ON s.store_id = t.store_id")]
    [InlineData("SELECT count(*) FROM sales s JOIN stores t ON t.store_id = s.store_id AND t.city <> 'Lagos'")]
    [InlineData("SELECT count(*) FROM sales LEFT JOIN stores USING (store_id)")]
    [InlineData("SELECT count(*) FROM sales NATURAL JOIN customers")]
    [InlineData("SELECT count(*) FROM sales s, stores t WHERE s.store_id = t.store_id")]
    [InlineData("SELECT count(*) FROM sales s JOIN products p ON (s.product_id, s.store_id) = (p.product_id, p.category)")]
    [InlineData("SELECT count(*) FROM stores t JOIN (SELECT store_id AS k, sum(amount) AS x FROM sales GROUP BY 1) s ON s.k = t.store_id")]
    [InlineData("WITH a AS (SELECT * FROM sales), b (k) AS (SELECT store_id FROM a) SELECT count(*) FROM b JOIN stores t ON t.store_id = b.k")]
    [InlineData("WITH a AS (SELECT store_id FROM sales UNION SELECT store_id FROM sales) SELECT count(*) FROM a JOIN stores USING (store_id)")]
    [InlineData("SELECT count(*) FROM sales JOIN stores USING (store_id) JOIN customers USING (customer_id)")]
    [InlineData("SELECT count(*) FROM sales s CROSS JOIN (SELECT sum(amount) AS total FROM sales) t")]
    [InlineData("SELECT count(*) FROM sales s JOIN (VALUES (1, 5), (6, 10)) v (low, high) ON s.quantity BETWEEN v.low AND v.high")]
    public void Check_DeclaredPath_IsAccepted(string sql) => Assert.Empty(Issues(sql, Declared));

    [Theory]
    [InlineData("SELECT count(*) FROM sales s JOIN stores t ON s.product_id = t.store_id")]
    [InlineData("SELECT count(*) FROM sales s JOIN sales t ON s.store_id = t.store_id")]
    [InlineData("SELECT count(*) FROM sales s JOIN stores t ON s.store_id + 0 = t.store_id")]
    [InlineData("SELECT count(*) FROM sales JOIN products USING (product_id)")]
    [InlineData("SELECT count(*) FROM stores s NATURAL JOIN stores t")]
    [InlineData("SELECT count(*) FROM sales s JOIN (SELECT max(store_id) AS k, city FROM stores GROUP BY city) t ON s.store_id = t.k")]
    [InlineData("SELECT count(*) FROM sales s JOIN (SELECT product_id AS store_id FROM products) t USING (store_id)")]
    [InlineData("SELECT count(*) FROM sales s JOIN (SELECT store_id FROM stores UNION SELECT product_id FROM products) t USING (store_id)")]
    [InlineData("SELECT count(*) FROM sales s, stores t WHERE s.quantity = t.store_id")]
    [InlineData("SELECT count(*) FROM stores t JOIN (SELECT store_id FROM stores ORDER BY 1 LIMIT 3) s ON s.store_id = t.store_id")]
    public void Check_OtherPath_IsRefusedWithTheDeclaredOnes(string sql)
    {
        Issue issue = Assert.Single(Issues(sql, Declared));
        Assert.Equal(GuardIssues.JoinPath, issue.Code);
        Assert.Empty(Issues(sql, Shop.Scope));
    }

    [Fact]
    public void Check_OtherPath_SuggestsTheRelationship() =>
        Assert.Equal(
            ["sales.store_id = stores.store_id"],
            Assert.Single(Issues("SELECT count(*) FROM sales s JOIN stores t ON s.product_id = t.store_id", Declared)).Suggestions);

    [Theory]
    [InlineData(100)]
    public void Check_PairsWithFewRows_AreAcceptedUpToTheLimit(int rows)
    {
        string sql = "SELECT count(*) FROM sales CROSS JOIN (VALUES {0}) v (x)";
        Assert.Empty(Issues(Filled(sql, rows), Shop.Scope));
        Assert.Equal(GuardIssues.Join, Assert.Single(Issues(Filled(sql, rows + 1), Shop.Scope)).Code);
    }

    [Theory]
    [InlineData("WITH v AS (VALUES {0}) SELECT count(*) FROM sales, v a, v b")]
    [InlineData("WITH v AS (VALUES {0}) SELECT count(*) FROM v a CROSS JOIN v b CROSS JOIN v c CROSS JOIN v d CROSS JOIN v e")]
    [InlineData("WITH v AS (VALUES {0}), w AS (SELECT sale_id FROM sales, v) SELECT count(*) FROM w, v")]
    [InlineData("WITH v AS (VALUES {0}), w AS (SELECT sale_id FROM sales, v UNION ALL SELECT sale_id FROM sales, v) SELECT count(*) FROM w, v")]
    [InlineData("WITH v (x) AS (VALUES {0}) SELECT count(*) FROM v a JOIN v b USING (x) JOIN v c USING (x) JOIN v d USING (x) JOIN v e USING (x) JOIN v f USING (x)")]
    public void Check_FewRowsPairedOverAndOver_AreRefused(string sql) =>
        Assert.Contains(GuardIssues.Join, Issues(Filled(sql, 20), Shop.Scope).Select(i => i.Code));

    private static string Filled(string sql, int rows) =>
        sql.Replace("{0}", string.Join(", ", Enumerable.Repeat("(1)", rows)), StringComparison.Ordinal);

    private static ValueList<Issue> Issues(string sql, SqlScope scope) => SqlGuard.Check(SqlParser.ParseQuery(sql).Tree!, scope).Issues;
}
