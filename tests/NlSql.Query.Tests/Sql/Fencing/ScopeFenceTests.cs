using NlSql.Query.Sql.Guarding;
using NlSql.Query.Sql.Rewriting;

namespace NlSql.Query.Tests.Sql.Fencing;

/// <summary>The printed scope alone keeps foreign rows out of results, counts and errors: acceptance of the guard's fence by itself.</summary>
public sealed class ScopeFenceTests(FencedShop shop) : IClassFixture<FencedShop>
{
    private const int Queries = 800;

    [Fact]
    public async Task Rewrite_RandomQueries_GiveTheSameBesideForeignRowsAsWithoutThem()
    {
        int accepted = 0, answered = 0;
        await Parallel.ForAsync(0, Queries, TestContext.Current.CancellationToken, async (seed, _) =>
        {
            string sql = new RandomQueries(seed).Next();
            if (FencedShop.Accept(sql) is not { } statement) return;
            var (beside, alone) = await shop.RunAsync(statement);
            Assert.True(beside.SequenceEqual(alone), $"{sql}\n{string.Join('\n', beside.Take(5))}\nand alone\n{string.Join('\n', alone.Take(5))}");
            Interlocked.Increment(ref accepted);
            if (alone.Count > 0 && !alone[0].StartsWith("error", StringComparison.Ordinal)) Interlocked.Increment(ref answered);
        });

        Assert.True(accepted > Queries / 2, $"Only {accepted} of {Queries} random queries were accepted.");
        Assert.True(answered > accepted / 2, $"Only {answered} of {accepted} accepted queries gave rows.");
    }

    /// <summary>The reason for OFFSET 0: Postgres evaluates what it likes first, and an error tells of a foreign value.</summary>
    [Theory]
    [InlineData("SELECT count(*) FROM products WHERE CAST(name AS integer) > 0")]
    [InlineData("SELECT count(*) FROM products WHERE to_date(category, 'YYYY-MM-DD') IS NOT NULL")]
    [InlineData("SELECT count(*) FROM sales WHERE sqrt(amount) > 0")]
    [InlineData("SELECT count(*) FROM sales WHERE 1 / quantity >= 0")]
    [InlineData("WITH p AS NOT MATERIALIZED (SELECT * FROM products) SELECT count(*) FROM p WHERE CAST(name AS integer) > 0")]
    public async Task Rewrite_ConversionThatFailsOnForeignValues_FailsOnlyWithoutBarrier(string sql)
    {
        GuardedStatement statement = FencedShop.Accept(sql)!;
        var (beside, alone) = await shop.RunAsync(statement);
        Assert.Equal(alone, beside);
        Assert.DoesNotContain("error", alone[0], StringComparison.Ordinal);
        (beside, _) = await shop.RunAsync(statement, EvaluationBarrier.RowLevelSecurity);
        Assert.StartsWith("error", beside[0], StringComparison.Ordinal);
    }
}
