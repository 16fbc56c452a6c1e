using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.ServiceDefaults.Tests.Database;

/// <summary>What leaves the reader beside rows: logs, traces, failures and health tell no value, no text and no estimate (C19, M8).</summary>
public sealed class ReaderTellingTests(ReaderFixture fixture) : IClassFixture<ReaderFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Query_ThatFailsOnAValue_LeavesItInNoLogTraceOrMessage()
    {
        var told = new ConcurrentQueue<string>();
        using var ours = new Activity("telling").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == ours.TraceId)
                    told.Enqueue($"{activity.StatusDescription} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events.SelectMany(e => e.Tags))}");
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var reader = new ReaderDatabase(
            fixture.Roles, new ServiceInformation("test"), fixture.Service, new OptionsWrapper<ReaderOptions>(new ReaderOptions()), new Sink(told));

        var result = await reader.QueryAsync(ReaderFixture.Query($"SELECT product::int AS telling FROM {ReaderFixture.Scoped} s"), Cancellation);

        Assert.False(result.TryGet(out _, out var failure));
        Assert.Equal("data.value-error", failure.Code);
        told.Enqueue(failure.Message);
        Assert.Contains(told, text => text.Contains("22P02", StringComparison.Ordinal));
        // The listener hears: it would have told of the query.
        await using (var heard = fixture.Service.CreateCommand("SELECT 'heard'"))
            await heard.ExecuteScalarAsync(Cancellation);
        Assert.Contains(told, text => text.Contains("heard", StringComparison.Ordinal));
        Assert.DoesNotContain(told, text => text.Contains("ACME", StringComparison.Ordinal) || text.Contains("telling", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_WhileAQueryOutlivesEveryTimeout_IsDegraded()
    {
        var registration = new HealthCheckRegistration("reader", new ReaderBackendsCheck(new ReaderBackends(fixture.Service)), HealthStatus.Degraded, []);
        var context = new HealthCheckContext { Registration = registration };
        var check = new ReaderBackendsCheck(new ReaderBackends(fixture.Service));
        Assert.Equal(HealthStatus.Healthy, (await check.CheckHealthAsync(context, Cancellation)).Status);
        // In place of a query that is a minute old.
        await fixture.ExecuteAsOwnerAsync("""
            ALTER FUNCTION platform.reader_backends() RENAME TO reader_backends_now;
            CREATE FUNCTION platform.reader_backends() RETURNS TABLE (pid int, seconds double precision) LANGUAGE sql AS 'VALUES (1, 61::float8), (2, 59)';
            GRANT EXECUTE ON FUNCTION platform.reader_backends() TO nlsql_service;
            """);

        var degraded = await check.CheckHealthAsync(context, Cancellation);

        await fixture.ExecuteAsOwnerAsync("DROP FUNCTION platform.reader_backends(); ALTER FUNCTION platform.reader_backends_now() RENAME TO reader_backends");
        Assert.Equal((HealthStatus.Degraded, "1 data queries have been running for more than 60 seconds."), (degraded.Status, degraded.Description));
    }

    [Fact]
    public async Task Backends_OfAQueryAtWork_AreSeenByTheServicesOwnRole()
    {
        await using var connection = await fixture.ConnectAsReaderWithinAcmeAsync();
        var backends = new ReaderBackends(fixture.Service);
        Assert.False(await backends.IsAtWorkAsync(connection.ProcessID, Cancellation));
        await using var begin = new Npgsql.NpgsqlCommand("BEGIN", connection);
        await begin.ExecuteNonQueryAsync(Cancellation);

        Assert.True(await backends.IsAtWorkAsync(connection.ProcessID, Cancellation));
        Assert.Equal(1, await backends.CountOlderThanAsync(TimeSpan.Zero, Cancellation));
        Assert.Equal(0, await backends.CountOlderThanAsync(TimeSpan.FromSeconds(60), Cancellation));
    }

    private sealed class Sink(ConcurrentQueue<string> told) : ILogger<ReaderDatabase>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            told.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
