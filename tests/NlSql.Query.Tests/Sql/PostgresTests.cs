using NlSql.Query.Sql.Guarding;
using NlSql.Query.Sql.Parsing;
using NlSql.Query.Sql.Printing;
using NlSql.Query.Sql.Rewriting;
using NlSql.SemanticModel;

namespace NlSql.Query.Tests.Sql;

/// <summary>What Postgres makes of the printed text.</summary>
public sealed class PostgresTests(ShopDatabase database) : IClassFixture<ShopDatabase>
{
    public static TheoryData<string> Benign => [.. Corpus.Benign];

    [Theory]
    [MemberData(nameof(Benign))]
    public async Task PrintExecutable_OrdinaryQuery_GivesTheRowsOfTheOriginalOverOwnRows(string sql)
    {
        ExecutableSql printed = Print(sql, EvaluationBarrier.OffsetZero);
        IReadOnlyList<string> expected = await database.RunAsync(sql);
        Assert.Equal(expected, await database.RunAsync(printed.Text, printed.Parameters));
        Assert.Equal(expected, await database.RunAsync(SqlPrinter.PrintReadable(SqlParser.ParseQuery(sql).Tree!)));
    }

    [Theory]
    [InlineData("SELECT count(*) FROM stores WHERE city = 'FOREIGN' OR TRUE")]
    [InlineData("SELECT count(*) FROM stores WHERE city IN ('FOREIGN', 'OLD PART') OR country IS NOT NULL")]
    [InlineData("WITH stores AS (SELECT * FROM stores) SELECT count(*) FROM stores")]
    public async Task PrintExecutable_ConditionThatIsAlwaysTrue_ReadsNoForeignRow(string sql)
    {
        ExecutableSql printed = Print(sql, EvaluationBarrier.OffsetZero);
        Assert.Equal("4", (await database.RunAsync(printed.Text, printed.Parameters))[1]);
    }

    /// <summary>An error that depends on a foreign value would tell that the value exists: see finding M1.</summary>
    [Fact]
    public async Task PrintExecutable_ExpressionThatFailsOnForeignRows_IsNotEvaluatedThere()
    {
        ExecutableSql printed = Print("SELECT count(*) FROM sales WHERE sqrt(amount) IS NOT NULL", EvaluationBarrier.OffsetZero);
        Assert.Equal("600", (await database.RunAsync(printed.Text, printed.Parameters))[1]);
    }

    [Theory]
    [InlineData(EvaluationBarrier.OffsetZero, true)]
    [InlineData(EvaluationBarrier.RowLevelSecurity, false)]
    public async Task PrintExecutable_Barrier_KeepsConditionsAboveTheScope(EvaluationBarrier barrier, bool separated)
    {
        ExecutableSql printed = Print("SELECT count(*) FROM sales WHERE sqrt(amount) IS NOT NULL", barrier);
        IReadOnlyList<string> plan = await database.RunAsync($"EXPLAIN (COSTS OFF) {printed.Text}", printed.Parameters);
        Assert.Equal(separated, plan.Any(line => line.Contains("Subquery Scan", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task PrintExecutable_TableWithoutParts_IsEmpty()
    {
        var empty = new DatasetScope(Shop.Dataset, Shop.Place.Tables.Select(t => t with { Parts = [] }).ToValueList());
        GuardedStatement statement = SqlGuard.Check(SqlParser.ParseQuery("SELECT count(*) FROM stores").Tree!, Shop.Scope).Statement!;
        ExecutableSql printed = SqlPrinter.PrintExecutable(ScopeRewriter.Rewrite(statement, empty, [], EvaluationBarrier.OffsetZero));
        Assert.Equal("0", (await database.RunAsync(printed.Text, printed.Parameters))[1]);
    }

    private static ExecutableSql Print(string sql, EvaluationBarrier barrier)
    {
        GuardedStatement statement = SqlGuard.Check(SqlParser.ParseQuery(sql).Tree!, Shop.Scope).Statement!;
        return SqlPrinter.PrintExecutable(ScopeRewriter.Rewrite(statement, Shop.Place, [], barrier));
    }
}
