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

    [Fact]
    public async Task ReaderSettings_WithoutTheService_AreTheSafeOnes()
    {
        await using var connection = await fixture.ConnectAsReaderAsync();

        Assert.Equal("force_custom_plan", await ShowAsync(connection, "plan_cache_mode"));
        Assert.Equal("on", await ShowAsync(connection, "default_transaction_read_only"));
        Assert.Equal("1GB", await ShowAsync(connection, "temp_file_limit"));
        Assert.Equal("30s", await ShowAsync(connection, "statement_timeout"));
    }

    [Theory]
    [InlineData("SELECT * FROM data.sales_globex", "M3: a partition by name")]
    [InlineData("WITH x AS MATERIALIZED (SELECT set_config('nlsql.dataset_id', '0b000000-0000-7000-8000-000000000002', true)) SELECT product FROM data.sales, x", "M4: the scope set from inside a query")]
    [InlineData("SELECT set_config('role', 'nlsql_data_owner', false)", "M4: another role")]
    [InlineData("SET ROLE nlsql_data_owner", "another role by statement")]
    [InlineData("SELECT count(*) FROM pg_stats", "M8: statistics of foreign rows")]
    [InlineData("SELECT reltuples FROM pg_class WHERE relname = 'sales_globex'", "M8: sizes of foreign tables")]
    [InlineData("SELECT table_name FROM information_schema.tables", "M8: names of foreign tables")]
    [InlineData("SELECT lo_from_bytea(0, 'x')", "M9: a write in a read-only transaction")]
    [InlineData("SELECT txid_current()", "M9: a transaction id used up")]
    [InlineData("SELECT pg_notify('x', 'y')", "M9: a message to others")]
    [InlineData("SELECT pg_advisory_lock(1)", "M9: a lock on others")]
    [InlineData("SELECT pg_terminate_backend(1)", "M9: another session ended")]
    [InlineData("SELECT pg_sleep(1)", "time used up")]
    [InlineData("CREATE TEMP TABLE t (i int)", "M9: temporary tables")]
    [InlineData("CREATE TABLE public.t (i int)", "tables")]
    [InlineData("SELECT query_to_xml('SELECT 1', true, true, '')", "M10: SQL hidden in an argument")]
    [InlineData("SELECT * FROM ts_stat('SELECT 1')", "M10: SQL hidden in an argument")]
    [InlineData("INSERT INTO data.sales VALUES (null, null, 'x', 1)", "a write")]
    [InlineData("DELETE FROM data.sales", "a deletion")]
    [InlineData("TRUNCATE data.sales", "a truncation")]
    [InlineData("DROP TABLE data.sales", "a drop")]
    [InlineData("COPY data.sales TO PROGRAM 'cat'", "a program")]
    [InlineData("SELECT pg_read_file('/etc/passwd')", "a file")]
    public async Task Attack_WithTheReadersRightsAlone_IsRefusedByTheServer(string sql, string what)
    {
        await using var connection = await fixture.ConnectAsReaderWithinAcmeAsync();
        await using var command = new NpgsqlCommand(sql, connection);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation));

        Assert.True(
            refusal.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.UndefinedFunction,
            $"{what}: {refusal.SqlState} {refusal.MessageText}");
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

    [Fact]
    public async Task Query_OverItsTime_IsStoppedAndSaysSo()
    {
        var result = await fixture.Reader.QueryAsync(
            ReaderFixture.Query(Endless) with { Timeout = TimeSpan.FromMilliseconds(100), MaximumCost = double.MaxValue, MaximumEstimatedRows = double.MaxValue }, Cancellation);

        Assert.False(result.TryGet(out _, out var failure));
        Assert.Equal("data.timed-out", failure.Code);
    }

    [Fact]
    public async Task Query_OverTheCostCeiling_IsNotRun()
    {
        var result = await fixture.Reader.QueryAsync(
            ReaderFixture.Query(Endless) with { MaximumCost = 1_000 }, Cancellation);

        Assert.False(result.TryGet(out _, out var failure));
        Assert.Equal("data.too-expensive", failure.Code);
    }

    [Fact]
    public async Task Query_WithMoreRowsThanAllowed_IsCutAndSaysSo()
    {
        var query = ReaderFixture.Query($"SELECT product FROM {ReaderFixture.Scoped} s");

        var atLimit = await fixture.Reader.QueryAsync(query with { MaximumRows = 100 }, Cancellation);
        var beyond = await fixture.Reader.QueryAsync(query with { MaximumRows = 99 }, Cancellation);

        Assert.True(atLimit.TryGet(out var all, out _) && beyond.TryGet(out var cut, out _) && cut.Truncated && cut.Rows.Count == 99);
        Assert.False(all.Truncated);
        Assert.Equal(100, all.Rows.Count);
    }

    [Fact]
    public async Task Values_OfEveryType_ComeBackExactly()
    {
        var rows = await ReadAsync(
            $"SELECT 12345678901234567.123456789::numeric, 9007199254740993::bigint, date '2025-12-31', timestamp '2025-12-31 23:59:59.123456', true, null::text FROM {ReaderFixture.Scoped} s LIMIT 1");

        Assert.Equal(
            [12345678901234567.123456789m, 9007199254740993L, new DateOnly(2025, 12, 31), new DateTime(2025, 12, 31, 23, 59, 59, 123, 456), true, null],
            rows.Rows[0]);
    }

    private const string Endless = """
        SELECT count(*) FROM data.sales a, data.sales b, data.sales c, data.sales d
        WHERE a.dataset_id = $1 AND a.part_id = ANY($2) AND a.amount + b.amount + c.amount + d.amount < 0
        """;

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

    private static async Task<string?> ShowAsync(NpgsqlConnection connection, string setting)
    {
        await using var command = new NpgsqlCommand($"SHOW {setting}", connection);
        return (string?)await command.ExecuteScalarAsync(Cancellation);
    }
}
