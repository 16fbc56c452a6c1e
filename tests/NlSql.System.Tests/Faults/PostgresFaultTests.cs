using System.Net;
using NlSql.Testing;
using Npgsql;

namespace NlSql.System.Tests.Faults;

/// <summary>The database is killed, frozen, cut off, slow, full of connections or read-only.</summary>
[Collection<FaultyCollection>]
public sealed class PostgresFaultTests(FaultySystem system) : IAsyncLifetime
{
    private static int number;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await system.HealedAsync(Cancellation);

    private const int MostSent = 4;

    [Fact]
    public async Task Ask_OneBackendIsKilled_IsAnsweredOrToldToTryAgain()
    {
        var before = await system.Calls.AskAsync("total revenue", Cancellation);
        await ExecuteAsync("SELECT 1");
        var pid = await ScalarAsync<int>("SELECT min(pid) FROM pg_stat_activity WHERE usename = 'nlsql_chat'");

        // The whole server restarts then.
        using (var kill = global::System.Diagnostics.Process.Start("kill", ["-KILL", $"{pid}"]))
            await kill.WaitForExitAsync(Cancellation);

        await AskUntilAnsweredAsync("total revenue", before.Answer);
    }

    [Fact]
    public async Task Ask_PostgresIsKilledAndStartedAgain_Is503MeanwhileAndRecoversByItself()
    {
        var before = await system.Calls.AskAsync("total revenue", Cancellation);
        await system.Postgres.KillAsync();

        var during = await system.Calls.AskAsync("total revenue", Cancellation);
        await system.Postgres.StartAgainAsync(Cancellation);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "storage.unavailable"), (during.Status!.Value, during.Code));
        Assert.InRange(during.Took, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        await AskUntilAnsweredAsync("total revenue", before.Answer);
    }

    [Fact]
    public async Task Ask_PostgresIsFrozenForAMoment_WaitsForItAndIsAnswered()
    {
        var before = await system.Calls.AskAsync("total revenue", Cancellation);
        system.Postgres.Freeze();
        var asked = Enumerable.Range(0, 5).Select(_ => system.Calls.AskAsync("total revenue", Cancellation)).ToList();
        // Another route, which needs no database, is not held up by those that wait.
        using (var root = await system.Gateway.GetAsync(new Uri("/", UriKind.Relative), Cancellation))
            Assert.Equal(HttpStatusCode.OK, root.StatusCode);
        Assert.DoesNotContain(asked, call => call.IsCompleted);
        system.Postgres.Thaw();

        Assert.All(await Task.WhenAll(asked), call => Assert.Equal((CallOutcome.Ok, before.Answer), (call.Outcome, call.Answer)));
    }

    [Fact]
    public async Task Upload_ReplyToItsCommitIsLost_IsOneVersionHoweverOftenItIsSentAgain()
    {
        var first = await system.Calls.UploadAsync(Cancellation);
        var dataset = first.Body.GetProperty("dataset_id").GetGuid();
        var key = $"lost-{Guid.NewGuid():N}";
        // The rows are copied in the transaction that publishes them. A statement that a connection has prepared is not said again; this one never is.
        var lost = system.PostgresWire.CutReplyAfter("FORMAT BINARY, FREEZE", "COMMIT");

        var failed = await system.Calls.UploadAsync(Cancellation, dataset, key, content: -1);
        // A connection that an earlier fault has left broken refuses it before anything is committed.
        for (var sent = 1; failed.Outcome != CallOutcome.Ok && sent < MostSent && await Task.WhenAny(lost, Task.Delay(TimeSpan.FromSeconds(5), Cancellation)) != lost; sent++)
            failed = await system.Calls.UploadAsync(Cancellation, dataset, key, content: -1);
        await lost.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        var again = await system.Calls.UploadAsync(Cancellation, dataset, key, content: -1);
        var third = await system.Calls.UploadAsync(Cancellation, dataset, key, content: -1);

        Assert.Equal(CallOutcome.Unknown, failed.Outcome);
        Assert.Equal((2, 2), (again.Body.GetProperty("version").GetInt32(), third.Body.GetProperty("version").GetInt32()));
        Assert.Equal(2L, await ScalarAsync<long>($"SELECT count(*) FROM ingestion.versions WHERE dataset_id = '{dataset}'"));
        await Eventually.TrueAsync(
            async () => await ScalarAsync<long>($"SELECT count(*) FROM audit.entries WHERE dataset_id = '{dataset}' AND outcome = 'succeeded' AND details -> 'unchanged' IS NULL") == 2, "one entry for each version", Cancellation);
    }

    [Fact]
    public async Task Ask_EveryPacketTakes50Milliseconds_IsSlowerAndRight()
    {
        var before = await system.Calls.AskAsync("total revenue", Cancellation);
        system.PostgresWire.Delay = TimeSpan.FromMilliseconds(50);

        var during = await system.Calls.AskAsync("total revenue", Cancellation);
        var other = await system.Calls.AskAsync(Fresh(), Cancellation);

        Assert.Equal((CallOutcome.Ok, before.Answer), (during.Outcome, during.Answer));
        Assert.Equal(CallOutcome.Ok, other.Outcome);
    }

    [Fact]
    public async Task Ask_NoConnectionIsLeft_Is503AndWorksAgain()
    {
        var question = Fresh();
        await ExecuteAsync("ALTER ROLE nlsql_chat CONNECTION LIMIT 0; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'nlsql_chat'");

        var during = await system.Calls.AskAsync(question, Cancellation);
        await ExecuteAsync("ALTER ROLE nlsql_chat CONNECTION LIMIT -1");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "storage.unavailable"), (during.Status!.Value, during.Code));
        Assert.InRange(during.Took, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        await AskUntilAnsweredAsync(question, null);
    }

    [Fact]
    public async Task Ask_DatabaseIsReadOnly_IsRefusedForItCouldNotBeRecorded()
    {
        await ExecuteAsync("ALTER DATABASE nlsql SET default_transaction_read_only = on; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename LIKE 'nlsql\\_%'");
        ClientCall? during = null;
        try
        {
            await Eventually.TrueAsync(async () => (during = await system.Calls.AskAsync("total revenue", Cancellation)).Code == "storage.read-only", "the code of a read-only database", Cancellation);
        }
        finally
        {
            await ExecuteAsync("ALTER DATABASE nlsql RESET default_transaction_read_only; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename LIKE 'nlsql\\_%'");
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, during!.Status);
        await AskUntilAnsweredAsync("total revenue", null);
    }

    private static string Fresh() => $"top {Interlocked.Increment(ref number) + 1} products by revenue";

    private async Task AskUntilAnsweredAsync(string question, string? answer)
    {
        ClientCall? call = null;
        await Eventually.TrueAsync(
            async () =>
            {
                call = await system.Calls.AskAsync(question, Cancellation);
                // Until it works it says that it does not; a wrong answer or another fault is none of it.
                Assert.True(call.Outcome == CallOutcome.Ok || call.Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout, $"{call.Status} {call.Code}");
                return call.Outcome == CallOutcome.Ok;
            },
            "the question to be answered again",
            Cancellation,
            60);
        if (answer is not null)
            Assert.Equal(answer, call!.Answer);
    }

    private async Task ExecuteAsync(string sql) => await ScalarAsync<object>(sql);

    private async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(system.DatabaseConnectionString + ";Pooling=false;Options=-c default_transaction_read_only=off");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation) is T value ? value : default;
    }
}
