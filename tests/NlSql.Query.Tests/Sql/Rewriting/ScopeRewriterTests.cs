using NlSql.Query.Sql.Guarding;
using NlSql.Query.Sql.Parsing;
using NlSql.Query.Sql.Printing;
using NlSql.Query.Sql.Rewriting;

namespace NlSql.Query.Tests.Sql.Rewriting;

public sealed class ScopeRewriterTests
{
    [Fact]
    public void Rewrite_Table_PutsThePredicatesInsideTheReference()
    {
        ExecutableSql printed = Print("SELECT s.city FROM stores s WHERE s.city = 'x' OR TRUE");
        Assert.Equal(
            """
            SELECT "s"."city"
            FROM (SELECT "store_id", "city", "country" FROM "data"."shop__stores" WHERE "dataset_id" = $1 AND "part_id" = ANY ($2) OFFSET 0) AS "s"
            WHERE "s"."city" = $3 OR TRUE
            """,
            printed.Text);
        Assert.Equal(
            [new(Shop.Dataset, SqlParameterType.Uuid), new(Shop.Place.Tables[1].Parts, SqlParameterType.UuidArray), new("x", SqlParameterType.Unknown)],
            printed.Parameters);
    }

    [Fact]
    public void Rewrite_RowLevelSecurityAsBarrier_LeavesOffsetOut() =>
        Assert.DoesNotContain("OFFSET", Print("SELECT city FROM stores", EvaluationBarrier.RowLevelSecurity).Text, StringComparison.Ordinal);

    [Fact]
    public void Rewrite_HiddenColumn_IsNotInTheReference() =>
        Assert.DoesNotContain("email", Print("SELECT * FROM customers").Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("WITH stores AS (SELECT * FROM stores) SELECT * FROM stores", 1)]
    [InlineData("WITH a AS (SELECT * FROM stores), stores AS (SELECT * FROM a) SELECT * FROM stores", 1)]
    [InlineData("SELECT (WITH stores AS (SELECT 1 AS x) SELECT x FROM stores), city FROM stores", 1)]
    [InlineData("SELECT * FROM stores UNION SELECT * FROM stores", 2)]
    [InlineData("SELECT city FROM stores WHERE store_id IN (SELECT store_id FROM sales) ORDER BY (SELECT max(amount) FROM sales)", 3)]
    [InlineData("SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM sales)) OVER (ORDER BY (SELECT 1 FROM stores)) FROM stores", 3)]
    [InlineData("SELECT CASE (SELECT 1 FROM sales) WHEN (SELECT 1 FROM stores) THEN (SELECT 1 FROM products) END LIMIT 1", 3)]
    public void Rewrite_TableAnywhere_IsScopedOncePerReference(string sql, int references)
    {
        string text = Print(sql).Text;
        Assert.Equal(references, text.Split("\"data\".").Length - 1);
        Assert.Equal(references, text.Split("\"part_id\" = ANY").Length - 1);
    }

    private static ExecutableSql Print(string sql, EvaluationBarrier barrier = EvaluationBarrier.OffsetZero)
    {
        GuardResult result = SqlGuard.Check(SqlParser.ParseQuery(sql).Tree!, Shop.Scope);
        Assert.Empty(result.Issues);
        return SqlPrinter.PrintExecutable(ScopeRewriter.Rewrite(result.Statement!, Shop.Place, [], barrier));
    }
}
