using NlSql.Query.Sql.Guarding;

namespace NlSql.Query.Tests.Sql.Fencing;

/// <summary>Each ordinary query with two hundred random edits: refused, or it gives what it would give if foreign rows were not there.</summary>
public sealed class MutationTests(FencedShop shop) : IClassFixture<FencedShop>
{
    private const int EditsPerQuery = 200;
    private const int Run = 800;

    private static readonly string[] Moving = ["now", "current", "localtime", "random", "limit", "fetch", "offset", "age", "array_agg", "string_agg", "first_value", "nth_value", "last_value", "lag", "lead", "row_number", "ntile", "distinct on"];

    [Fact]
    public async Task Check_MutantOfAnOrdinaryQuery_IsRefusedOrReadsOwnRowsOnly()
    {
        (string Sql, GuardedStatement Statement)[] accepted =
        [
            .. Corpus.Benign.AsParallel().AsOrdered().SelectMany((sql, i) =>
                Enumerable.Range(0, EditsPerQuery).Select(n => new Mutator((i * EditsPerQuery) + n).Edit(sql)))
            .Select(sql => (Sql: sql, Statement: FencedShop.Accept(sql)))
            .Where(m => m.Statement is not null)
            .Select(m => (m.Sql, m.Statement!)),
        ];
        Assert.InRange(accepted.Length, Run, Corpus.Benign.Count * EditsPerQuery * 2 / 3);

        int step = accepted.Length / Run;
        await Parallel.ForAsync(0, accepted.Length / step, TestContext.Current.CancellationToken, async (i, _) =>
        {
            var (sql, statement) = accepted[i * step];
            var (beside, alone) = await shop.RunAsync(statement);
            // What depends on the moment or on an order that nobody asked for is compared by its size, and searched for the marker.
            bool steady = !Moving.Any(w => sql.Contains(w, StringComparison.OrdinalIgnoreCase));
            Assert.True(steady ? beside.SequenceEqual(alone) : beside.Count == alone.Count, $"{sql}\n{string.Join('\n', beside.Take(5))}\nand alone\n{string.Join('\n', alone.Take(5))}");
            if (!sql.Contains(FencedShop.Marker, StringComparison.OrdinalIgnoreCase))
                Assert.DoesNotContain(beside, row => row.Contains(FencedShop.Marker, StringComparison.Ordinal));
        });
    }
}
