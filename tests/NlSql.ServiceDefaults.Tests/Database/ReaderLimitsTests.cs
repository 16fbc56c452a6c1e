using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.ServiceDefaults.Tests.Database;

/// <summary>What a query may cost, each at its limit and one beyond.</summary>
public sealed class ReaderLimitsTests(ReaderFixture fixture) : IClassFixture<ReaderFixture>
{
    private const string Numbers = "SELECT i::int FROM generate_series(1, 100) i WHERE $1 IS NOT NULL AND $2 IS NOT NULL";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(100, false)]
    [InlineData(99, true)]
    public async Task Query_AtAndOverTheRows_IsReadToTheLimit(int rows, bool truncated) =>
        await AssertCutAsync(ReaderFixture.Query(Numbers) with { MaximumRows = rows }, rows, truncated);

    [Theory]
    [InlineData(200, 100, false)]
    [InlineData(199, 99, true)]
    public async Task Query_AtAndOverTheCells_IsReadToTheLimit(int cells, int rows, bool truncated) =>
        await AssertCutAsync(ReaderFixture.Query(Numbers.Replace("i::int", "i, i", StringComparison.Ordinal)) with { MaximumCells = cells }, rows, truncated);

    [Theory]
    // 9 × 1 + 90 × 2 + 1 × 3 digits.
    [InlineData("i::int", 192, 100, false)]
    [InlineData("i::int", 191, 99, true)]
    // Two bytes each in UTF-8, however a string counts them.
    [InlineData("'é'::text", 200, 100, false)]
    [InlineData("'é'::text", 199, 99, true)]
    // A numeric counts with all of its digits.
    [InlineData("10::numeric ^ 99", 11_699, 99, true)]
    public async Task Query_AtAndOverTheBytes_IsReadToTheLimit(string value, int bytes, int rows, bool truncated) =>
        await AssertCutAsync(ReaderFixture.Query(Numbers.Replace("i::int", value, StringComparison.Ordinal)) with { MaximumBytes = bytes }, rows, truncated);

    [Fact]
    public async Task Query_WithOneHugeValue_IsRefused()
    {
        var query = ReaderFixture.Query($"SELECT repeat(product, 3000000) FROM {ReaderFixture.Scoped} s LIMIT 1") with { Timeout = TimeSpan.FromSeconds(20) };

        Assert.Equal("data.row-too-large", CodeOf(await fixture.Reader.QueryAsync(query, Cancellation)));
    }

    [Fact]
    public async Task Query_AfterACutOne_FindsItsPlaceFree()
    {
        await using var reader = fixture.CreateReader(new ReaderOptions { Connections = 1, ConnectionsPerTenant = 1 });
        for (var i = 0; i < 5; i++)
        {
            var cut = await reader.QueryAsync(ReaderFixture.Query(Numbers) with { MaximumRows = 1 }, Cancellation);
            Assert.True(cut.TryGet(out var rows, out var failure) && rows.Truncated, failure?.Code);
        }
    }

    [Fact]
    public async Task Query_OverTheCostCeiling_IsNotRun() =>
        Assert.Equal("data.too-expensive", CodeOf(await fixture.Reader.QueryAsync(ReaderFixture.Query(ReaderFixture.Endless) with { MaximumCost = 1_000, MaximumEstimatedRows = double.MaxValue }, Cancellation)));

    [Fact]
    public async Task Query_OverTheCeilingOfEstimatedRows_IsNotRun() =>
        Assert.Equal("data.too-expensive", CodeOf(await fixture.Reader.QueryAsync(ReaderFixture.Query(ReaderFixture.Endless) with { MaximumCost = double.MaxValue, MaximumEstimatedRows = 1_000 }, Cancellation)));

    [Fact]
    public async Task Query_WhoseStepsAreBelowTheCeilingOfEstimatedRows_IsRun()
    {
        // 100 own rows in one step; the aggregate above it has one.
        var query = ReaderFixture.Query($"SELECT count(*) FROM {ReaderFixture.Scoped} s");

        Assert.Equal("data.too-expensive", CodeOf(await fixture.Reader.QueryAsync(query with { MaximumEstimatedRows = 0.5 }, Cancellation)));
        Assert.Null(CodeOf(await fixture.Reader.QueryAsync(query with { MaximumEstimatedRows = 100 }, Cancellation)));
    }

    [Fact]
    public async Task Query_OverItsTime_IsStoppedAndSaysSo() =>
        Assert.Equal("data.timed-out", CodeOf(await fixture.Reader.QueryAsync(ReaderFixture.EndlessQuery with { Timeout = TimeSpan.FromMilliseconds(100) }, Cancellation)));

    [Fact]
    public async Task Query_ThatTakesLongToPlan_IsStoppedByTheTimeoutOfExplain()
    {
        // EXPLAIN computes constants: the query itself is never begun (M7).
        var query = ReaderFixture.Query($"SELECT {string.Join(" + ", Enumerable.Range(30_000, 20).Select(n => $"factorial({n})"))} WHERE $1 IS NOT NULL AND $2 IS NOT NULL") with { Timeout = TimeSpan.FromSeconds(20) };

        Assert.Equal("data.timed-out", CodeOf(await fixture.Reader.QueryAsync(query, Cancellation)));
    }

    [Fact]
    public async Task Query_OverItsTemporaryFiles_IsStopped()
    {
        // 3,000,000 sorted rows of 1 KB; the rights of the role alone stop them at 1 GB.
        var query = ReaderFixture.Query("SELECT max(t) FROM (SELECT i || repeat('x', 1000) AS t FROM generate_series(1, 3000000) i WHERE $1 IS NOT NULL AND $2 IS NOT NULL ORDER BY 1 OFFSET 0) s");

        Assert.Equal("data.too-expensive", CodeOf(await fixture.Reader.QueryAsync(query with { MaximumEstimatedRows = double.MaxValue, MaximumCost = double.MaxValue, Timeout = TimeSpan.FromSeconds(30) }, Cancellation)));
    }

    private async Task AssertCutAsync(ReaderQuery query, int rows, bool truncated)
    {
        var result = await fixture.Reader.QueryAsync(query, Cancellation);

        Assert.True(result.TryGet(out var read, out var failure), failure?.Code);
        Assert.Equal((rows, truncated), (read.Rows.Count, read.Truncated));
    }

    private static string? CodeOf(Result<ReaderRows> result) => result.TryGet(out _, out var failure) ? null : failure.Code;
}
