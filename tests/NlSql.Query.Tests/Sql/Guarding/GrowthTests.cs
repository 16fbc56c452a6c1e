using NlSql.Query.Sql.Guarding;
using NlSql.Query.Sql.Parsing;

namespace NlSql.Query.Tests.Sql.Guarding;

/// <summary>Chains that make much out of little, by each way there is, and what an analyst writes that looks alike.</summary>
public sealed class GrowthTests
{
    [Theory]
    [InlineData("city || city")]
    [InlineData("concat(city, city)")]
    [InlineData("concat_ws(city, 'a', 'b', 'c')")]
    [InlineData("replace(city, 'a', 'aa')")]
    [InlineData("(SELECT x FROM (VALUES (city || city)) v (x))")]
    [InlineData("(SELECT city || city)")]
    [InlineData("(SELECT x FROM (SELECT city || city AS x) v)")]
    [InlineData("CASE WHEN city = '' THEN '' ELSE city || city END")]
    [InlineData("CAST(city || city AS text)")]
    [InlineData("coalesce(city || city, city)")]
    [InlineData("json_build_object('a', city, 'b', city)")]
    [InlineData("ARRAY[city, city]")]
    public void Check_DoublingInAChainOfCommonTables_IsRefused(string doubled)
    {
        Assert.Empty(Issues(Chain(doubled, 3)));
        Assert.Contains(GuardIssues.Growth, Issues(Chain(doubled, 12)));
    }

    [Theory]
    [InlineData("SELECT string_agg(x, ',') FROM (SELECT string_agg(city, ',') AS x FROM stores GROUP BY country) t")]
    [InlineData("SELECT array_agg(x) FROM (SELECT array_agg(city) AS x FROM stores GROUP BY country) t")]
    [InlineData("WITH a (x) AS (SELECT amount * amount FROM sales), b (x) AS (SELECT x * x * x * x FROM a), c (x) AS (SELECT x * x * x * x FROM b) SELECT x * x * x * x FROM c")]
    [InlineData("SELECT power(power(amount, 50), 50) FROM sales")]
    [InlineData("SELECT amount ^ 40 ^ 40 FROM sales")]
    [InlineData("SELECT exp(5000.0)")]
    [InlineData("WITH a (x) AS (SELECT amount * amount FROM sales UNION ALL SELECT amount FROM sales), b (x) AS (SELECT power(x, 99) FROM a) SELECT x FROM b")]
    [InlineData("WITH a (city) AS (SELECT country || country || country || country || country || country || country || country || country || country FROM stores) SELECT lpad(city, 5) || max FROM stores JOIN a USING (city) JOIN (SELECT city, max(city || city || city || city || city || city || city || city || city || city) FROM a GROUP BY 1) b USING (city)")]
    public void Check_GrowthOfGrowth_IsRefused(string sql) => Assert.Contains(GuardIssues.Growth, Issues(sql));

    [Theory]
    [InlineData("SELECT round(power(sum(amount) / nullif(count(*), 0), 1.0 / 12) - 1, 4) FROM sales")]
    [InlineData("SELECT exp(avg(ln(amount + 1))) FROM sales")]
    [InlineData("SELECT string_agg(city || ' (' || country || ')', ', ' ORDER BY city) FROM stores")]
    [InlineData("SELECT concat_ws(', ', city, country, city, country, city, country, city, country) FROM stores")]
    [InlineData("SELECT CAST(city AS char(20)), CAST(city AS varchar(10000)), lpad(city, 200) FROM stores")]
    public void Check_OrdinaryCalculation_IsAccepted(string sql) => Assert.Empty(Issues(sql));

    private static string Chain(string doubled, int links) =>
        $"WITH t0 AS (SELECT city FROM stores){string.Concat(Enumerable.Range(1, links).Select(i => $", t{i} (city) AS (SELECT {doubled} FROM t{i - 1})"))} SELECT city FROM t{links}";

    private static IEnumerable<string> Issues(string sql) => SqlGuard.Check(SqlParser.ParseQuery(sql).Tree!, Shop.Scope).Issues.Select(i => i.Code);
}
