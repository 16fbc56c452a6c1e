using System.Diagnostics;
using Npgsql;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Errors;
using NlSql.Testing;

namespace NlSql.ServiceDefaults.Tests.Database;

/// <summary>Who waits for whom: clients that leave, servers that do not answer, tenants that want everything.</summary>
public sealed class ReaderPlacesTests(ReaderFixture fixture) : IClassFixture<ReaderFixture>
{
    private static readonly ReaderOptions OnePerTenant = new() { Connections = 3, ConnectionsPerTenant = 1, WaitMilliseconds = 50 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Query_WhoseClientLeaves_IsCancelledAtTheServer()
    {
        await NobodyAtWorkAsync();
        await using var reader = fixture.CreateReader(OnePerTenant);
        using var client = new CancellationTokenSource();
        var query = reader.QueryAsync(ReaderFixture.EndlessQuery with { Timeout = TimeSpan.FromSeconds(30) }, client.Token);
        await AtWorkAsync();

        await client.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
        await Eventually.TrueAsync(async () => (await AtWorkNowAsync()).Count == 0, "the query is cancelled", Cancellation, seconds: 20);
        await Eventually.TrueAsync(async () => CodeOf(await reader.QueryAsync(Quick("acme"), Cancellation)) is null, "the place is free again", Cancellation, seconds: 20);
    }

    [Fact]
    public async Task Query_ThatTheServerDoesNotStop_EndsForItsClientAndKeepsItsPlace()
    {
        // A frozen process stands for an expression that looks for no cancellation (M6).
        await NobodyAtWorkAsync();
        await using var reader = fixture.CreateReader(OnePerTenant);
        var clock = Stopwatch.StartNew();
        var query = reader.QueryAsync(ReaderFixture.EndlessQuery with { Timeout = TimeSpan.FromSeconds(5) }, Cancellation);
        var process = await AtWorkAsync();
        await SignalAsync("STOP", process);
        try
        {
            Assert.Equal("data.timed-out", CodeOf(await query));
            Assert.InRange(clock.Elapsed.TotalSeconds, 5.9, 8);

            // Past the moment, 2 s after the cancellation, when the connection is dropped.
            await Eventually.TrueAsync(() => Task.FromResult(clock.Elapsed.TotalSeconds > 9), "the connection is dropped", Cancellation);
            Assert.Equal("data.busy", CodeOf(await reader.QueryAsync(Quick("acme"), Cancellation)));
            Assert.Null(CodeOf(await reader.QueryAsync(Quick("globex"), Cancellation)));
        }
        finally
        {
            await SignalAsync("CONT", process);
        }

        await Eventually.TrueAsync(async () => CodeOf(await reader.QueryAsync(Quick("acme"), Cancellation)) is null, "the place is free once the process ends", Cancellation);
    }

    [Fact]
    public async Task Query_OfATenantThatHasAllItsPlaces_IsRefusedWhileOthersRun()
    {
        await using var reader = fixture.CreateReader(OnePerTenant);
        using var client = new CancellationTokenSource();
        var running = reader.QueryAsync(ReaderFixture.EndlessQuery with { Timeout = TimeSpan.FromSeconds(30) }, client.Token);
        await AtWorkAsync();

        (await reader.QueryAsync(Quick("acme"), Cancellation)).TryGet(out _, out var refused);

        Assert.Equal(("data.busy", FailureKind.Unavailable, 2), (refused?.Code, refused?.Kind, refused?.RetryAfterSeconds));
        Assert.Null(CodeOf(await reader.QueryAsync(Quick("globex"), Cancellation)));
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Query_ThatTimesOut_DropsItsOwnConnectionAndNoOther()
    {
        await NobodyAtWorkAsync();
        await using var reader = fixture.CreateReader(new ReaderOptions { Connections = 2, ConnectionsPerTenant = 2 });
        using var client = new CancellationTokenSource();
        var running = reader.QueryAsync(ReaderFixture.EndlessQuery with { Timeout = TimeSpan.FromSeconds(30) }, client.Token);
        var first = await AtWorkAsync();

        for (var i = 0; i < 3; i++)
            Assert.Equal("data.timed-out", CodeOf(await reader.QueryAsync(ReaderFixture.EndlessQuery with { Timeout = TimeSpan.FromMilliseconds(50) }, Cancellation)));

        Assert.False(running.IsCompleted);
        await Eventually.TrueAsync(async () => (await AtWorkNowAsync()) is [var only] && only == first, "the first query alone is still at work", Cancellation);
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Query_WhoseIdleConnectionWasLost_IsRunOnANewOne()
    {
        await using var reader = fixture.CreateReader(new ReaderOptions { Connections = 1, ConnectionsPerTenant = 1 });
        Assert.Null(CodeOf(await reader.QueryAsync(Quick("acme"), Cancellation)));
        await fixture.ExecuteAsOwnerAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'test-reader'");

        Assert.Null(CodeOf(await reader.QueryAsync(Quick("acme"), Cancellation)));
    }

    [Fact]
    public async Task Take_MoreThanAllPlaces_WaitsInVain()
    {
        await using var slots = new ReaderSlots(new NpgsqlConnectionStringBuilder(fixture.OwnerConnectionString), new ReaderOptions { Connections = 2, ConnectionsPerTenant = 2, WaitMilliseconds = 20 });
        var taken = await slots.TakeAsync("acme", Cancellation);
        Assert.NotNull(await slots.TakeAsync("globex", Cancellation));

        Assert.Null(await slots.TakeAsync("initech", Cancellation));
        slots.Return(taken!);
        Assert.NotNull(await slots.TakeAsync("initech", Cancellation));
        // The place that initech did not get in time is not lost to it.
        Assert.Null(await slots.TakeAsync("initech", Cancellation));
    }

    private static ReaderQuery Quick(string tenant) =>
        ReaderFixture.Query($"SELECT count(*) FROM {ReaderFixture.Scoped} s") with { TenantId = tenant };

    private static string? CodeOf(Result<ReaderRows> result) => result.TryGet(out _, out var failure) ? null : failure.Code;

    // What another test left at work ends by itself.
    private Task NobodyAtWorkAsync() => Eventually.TrueAsync(async () => (await AtWorkNowAsync()).Count == 0, "nobody is at work", Cancellation);

    private async Task<int> AtWorkAsync()
    {
        List<int> working = [];
        await Eventually.TrueAsync(async () => (working = await AtWorkNowAsync()).Count > 0, "the query is at work", Cancellation);
        return working[0];
    }

    private async Task<List<int>> AtWorkNowAsync()
    {
        // Past EXPLAIN, whose text begins otherwise.
        await using var owner = new NpgsqlConnection(fixture.OwnerConnectionString);
        return Dapper.SqlMapper.Query<int>(owner, "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND usename = 'nlsql_reader' AND state = 'active' AND query LIKE 'SELECT count%'").ToList();
    }

    private static async Task SignalAsync(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process}"]);
        await kill.WaitForExitAsync(CancellationToken.None);
        Assert.Equal(0, kill.ExitCode);
    }
}
