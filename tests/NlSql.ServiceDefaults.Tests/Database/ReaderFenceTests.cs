using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Errors;
using Npgsql;

namespace NlSql.ServiceDefaults.Tests.Database;

/// <summary>
/// What the reader role and the row-level security stop by themselves: the text below reaches Postgres as it is, without parser,
/// guard or printer. The numbers M1–M10 are the findings that bind the design (see ADR 0004).
/// </summary>
public sealed class ReaderFenceTests(ReaderFixture fixture) : IClassFixture<ReaderFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Query_WithinTheScope_SeesItsOwnRowsOnly()
    {
        var rows = await ReadAsync($"SELECT count(*), min(product), max(product) FROM {ReaderFixture.Scoped} s");

        Assert.Equal([100L, "ACME-1", "ACME-99"], rows.Rows[0]);
    }

    [Theory]
    [InlineData("SELECT product FROM data.sales WHERE dataset_id = $1 AND part_id = ANY($2)")]
    [InlineData("SELECT product FROM data.sales WHERE dataset_id = $1 AND $2 IS NOT NULL")]
    [InlineData("SELECT product FROM data.sales WHERE $1 IS NOT NULL AND $2 IS NOT NULL")]
    public async Task Query_ThatWouldFailOnAForeignValue_DoesNotEvaluateIt(string scoped)
    {
        // M1: a scope in the text limits rows, not evaluation. The policy comes before the cast, so GLOBEX-1 never meets it.
        var result = await QueryAsync($"SELECT count(*) FROM ({scoped}) s WHERE replace(product, 'ACME-', '')::int > 50");

        Assert.True(result.TryGet(out var rows, out var failure), failure?.Code);
        Assert.Equal(50L, rows.Rows[0][0]);
    }

    [Fact]
    public async Task Query_ThatFailsOnAnOwnValue_TellsNothingOfTheValue()
    {
        var result = await QueryAsync($"SELECT product::int FROM {ReaderFixture.Scoped} s");

        Assert.False(result.TryGet(out _, out var failure));
        Assert.Equal("data.value-error", failure.Code);
        Assert.DoesNotContain("ACME", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_OfAScopedQuery_HoldsOwnPartitionsOnly()
    {
        // M2: a generic plan would scan every partition of every tenant.
        await using var connection = await fixture.ConnectAsReaderWithinAcmeAsync();
        await using var command = new NpgsqlCommand($"EXPLAIN SELECT count(*) FROM {ReaderFixture.Scoped} s", connection)
        {
            Parameters = { new() { Value = ReaderFixture.AcmeDataset }, new() { Value = new[] { ReaderFixture.AcmePart } } },
        };
        for (var run = 0; run < 8; run++)
        {
            var plan = await LinesAsync(command);
            Assert.Contains("sales_acme", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("sales_globex", plan, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no UUID at all")]
    [InlineData("0c000000-0000-7000-8000-000000000003")]
    public async Task Scope_UnsetOrUnknown_ShowsNoRows(string? scope)
    {
        await using var connection = await fixture.ConnectAsReaderAsync();
        if (scope is not null)
            await new NpgsqlCommand($"SET nlsql.dataset_id = '{scope}'", connection).ExecuteNonQueryAsync(Cancellation);
        await using var command = new NpgsqlCommand("SELECT count(*) FROM data.sales", connection);

        Assert.Equal(0L, await command.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task Scope_Set_ShowsItsRowsWithoutAnyPredicate()
    {
        await using var connection = await fixture.ConnectAsReaderWithinAcmeAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM data.sales", connection);

        Assert.Equal(100L, await command.ExecuteScalarAsync(Cancellation));
    }

    [Theory]
    [InlineData("SELECT 1 WHERE $1 IS NOT NULL AND $2 IS NOT NULL; SELECT 2")]
    [InlineData("SELECT 1 WHERE $1 IS NOT NULL AND $2 IS NOT NULL; COMMIT; DROP TABLE data.sales")]
    public async Task Query_OfTwoStatements_IsRefused(string sql)
    {
        // M5: the driver splits parameterless text itself; with positional parameters the server sees, and refuses, the whole.
        var result = await QueryAsync(sql);

        Assert.False(result.TryGet(out _, out var failure));
        Assert.Equal("data.refused", failure.Code);
    }

    [Fact]
    public async Task Query_WithoutParameters_IsNeverSent() =>
        await Assert.ThrowsAsync<ArgumentException>(() =>
            fixture.Reader.QueryAsync(ReaderFixture.Query("SELECT 1") with { Parameters = [] }, Cancellation));

    [Fact]
    public async Task Query_AfterOneThatChangedItsSession_FindsACleanOne()
    {
        // A setting, a role or an open transaction of one query must not reach the next one on the same pooled connection.
        for (var i = 0; i < 20; i++)
            await QueryAsync("SELECT 1/0 WHERE $1 IS NOT NULL AND $2 IS NOT NULL");

        var rows = await ReadAsync($"SELECT count(*), current_setting('nlsql.dataset_id') FROM {ReaderFixture.Scoped} s");

        Assert.Equal([100L, ReaderFixture.AcmeDataset.ToString()], rows.Rows[0]);
    }

    private Task<Result<ReaderRows>> QueryAsync(string sql) =>
        fixture.Reader.QueryAsync(ReaderFixture.Query(sql), Cancellation);

    private async Task<ReaderRows> ReadAsync(string sql) =>
        (await QueryAsync(sql)).TryGet(out var rows, out var failure) ? rows : throw new InvalidOperationException(failure.Code);

    private static async Task<string> LinesAsync(NpgsqlCommand command)
    {
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        while (await reader.ReadAsync(Cancellation))
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }
}
