using Dapper;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.ServiceDefaults.Tests.Database;

/// <summary>
/// Nothing of one query's session reaches the next one on the same physical connection. The sessions here are made as the reader's
/// are, but log in as the owner: the reader itself can leave hardly any of this behind.
/// </summary>
public sealed class ReaderSessionTests(ReaderFixture fixture) : IClassFixture<ReaderFixture>, IAsyncLifetime
{
    private readonly ReaderOptions one = new() { Connections = 1, ConnectionsPerTenant = 1 };
    private ReaderSlots slots = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        var owner = new NpgsqlConnectionStringBuilder(fixture.OwnerConnectionString);
        var connection = ReaderDatabase.ConnectionOf(fixture.Roles, new ServiceInformation("session"));
        (connection.Username, connection.Password) = (owner.Username, owner.Password);
        slots = new ReaderSlots(connection, one);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => slots.DisposeAsync();

    [Theory]
    [InlineData("a setting", "SET statement_timeout = 12345", "SELECT current_setting('statement_timeout')")]
    [InlineData("the scope", "SET nlsql.dataset_id = '0b000000-0000-7000-8000-000000000002'", "SELECT coalesce(current_setting('nlsql.dataset_id', true), '')")]
    [InlineData("the scope by function", "SELECT set_config('nlsql.dataset_id', '0b000000-0000-7000-8000-000000000002', false)", "SELECT coalesce(current_setting('nlsql.dataset_id', true), '')")]
    [InlineData("a role", "SET ROLE nlsql_data_owner", "SELECT current_user::text")]
    [InlineData("another session user", "SET SESSION AUTHORIZATION nlsql_chat", "SELECT session_user::text")]
    [InlineData("the way of transactions", "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE", "SELECT current_setting('default_transaction_isolation')")]
    [InlineData("a temporary table", "CREATE TEMP TABLE left_behind (i int)", "SELECT count(*)::text FROM pg_class WHERE relname = 'left_behind'")]
    [InlineData("a prepared statement", "PREPARE left_behind AS SELECT 1", "SELECT count(*)::text FROM pg_prepared_statements")]
    [InlineData("a cursor", "DECLARE left_behind CURSOR WITH HOLD FOR SELECT 1", "SELECT count(*)::text FROM pg_cursors")]
    [InlineData("an advisory lock", "SELECT pg_advisory_lock(42)", "SELECT count(*)::text FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")]
    [InlineData("a channel", "LISTEN left_behind", "SELECT count(*)::text FROM pg_listening_channels()")]
    [InlineData("a transaction", "BEGIN; SET LOCAL work_mem = '64kB'; SELECT 1", "SELECT current_setting('work_mem')")]
    [InlineData("a failed transaction", "BEGIN; SAVEPOINT s; SET LOCAL work_mem = '64kB'", "SELECT current_setting('work_mem')")]
    public async Task Session_AfterAQueryThatLeft_IsAsNew(string what, string leave, string look)
    {
        var (before, process) = await LookAsync(look, null);

        var (left, _) = await LookAsync(look, leave);
        var (after, sameProcess) = await LookAsync(look, null);

        Assert.NotEqual((what, before), (what, left));
        Assert.Equal((what, before), (what, after));
        Assert.Equal(process, sameProcess);
    }

    private async Task<(string? Seen, int Process)> LookAsync(string look, string? leave)
    {
        var slot = await slots.TakeAsync("acme", Cancellation);
        try
        {
            await using var connection = await slot!.Source.OpenConnectionAsync(Cancellation);
            if (leave is not null)
                await connection.ExecuteAsync(leave);
            return (await connection.ExecuteScalarAsync<string>(look), connection.ProcessID);
        }
        finally
        {
            slots.Return(slot!);
        }
    }
}
