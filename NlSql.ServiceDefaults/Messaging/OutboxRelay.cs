using System.Diagnostics.Metrics;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace NlSql.ServiceDefaults.Messaging;

/// <summary>
/// Sends what the outbox holds: in batches, on its own connection, each message confirmed by the broker before its row is deleted.
/// A crash in between sends it twice, which consumers ignore by its id. A message that the broker does not take holds back only its
/// aggregate; a broker that does not answer holds back everything and costs nothing but time.
/// </summary>
internal sealed class OutboxRelay(
    NpgsqlDataSource database, OutboxPublisher publisher, RelayBus bus, BrokerWatchdog watchdog, OutboxSignal signal, OutboxState state, TimeProvider clock, ILogger<OutboxRelay> logger)
    : BackgroundService
{
    private const int BatchSize = 100;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    // What is stored meanwhile goes along: a message of twenty events costs little more than one of one.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var round = await RelayBatchAsync(stoppingToken);
                if (watchdog.IsStuckAfter(round))
                    bus.Rebuild();
                if (round is { Rows: BatchSize, BrokerAnswered: true })
                    continue;
                if (round.BrokerAnswered || round.Rows == 0)
                    await Task.Delay(await signal.WaitAsync(Idle, clock, stoppingToken) ? Gathering : TimeSpan.Zero, clock, stoppingToken);
                else
                    await Task.Delay(Idle, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or InvalidOperationException)
            {
                Log.RelayInterrupted(logger, e.GetType().Name);
                await Task.Delay(Idle, clock, stoppingToken);
            }
        }
    }

    private async Task<RelayRound> RelayBatchAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // A relay that is frozen in here gives its rows back: the server ends the session.
        await connection.ExecuteAsync(new CommandDefinition("SET LOCAL idle_in_transaction_session_timeout = '60s'", transaction: transaction, cancellationToken: cancellationToken));
        var oldest = await connection.ExecuteScalarAsync<DateTime?>(new CommandDefinition(
            "SELECT created FROM outbox ORDER BY seq LIMIT 1", transaction: transaction, cancellationToken: cancellationToken));
        state.Observe(oldest);
        var now = clock.GetUtcNow().UtcDateTime;
        // Earlier rows of an aggregate that wait for their retry hold back the later ones.
        const string sql = """
            SELECT id, aggregate, type, body, trace_parent AS TraceParent, attempts
            FROM outbox o
            WHERE next_try <= @now
              AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.aggregate = o.aggregate AND e.seq < o.seq AND e.next_try > @now)
            ORDER BY seq
            LIMIT @BatchSize
            FOR UPDATE SKIP LOCKED
            """;
        var rows = (await connection.QueryAsync<OutboxRow>(new CommandDefinition(sql, new { now, BatchSize }, transaction, cancellationToken: cancellationToken))).AsList();
        if (rows.Count == 0)
            return new RelayRound(0, BrokerAnswered: false);

        var aggregates = await Task.WhenAll(rows.GroupBy(row => row.Aggregate).Select(group => SendInOrderAsync([.. group], cancellationToken)));
        var refused = aggregates.SelectMany(a => a.Refused).ToList();
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE outbox SET attempts = attempts + 1, next_try = @next WHERE id = @Id",
            refused.Select(row => new { row.Id, next = now + Backoff(row.Attempts) }),
            transaction,
            cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM outbox WHERE id = ANY(@sent)", new { sent = aggregates.SelectMany(a => a.Sent).ToArray() }, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return new RelayRound(rows.Count, aggregates.Any(a => a.Sent.Count > 0) || refused.Count > 0);
    }

    /// <summary>Sends an aggregate's messages one after the other, until one does not get through; events that may go together do.</summary>
    private async Task<(List<Guid> Sent, List<OutboxRow> Refused)> SendInOrderAsync(OutboxRow[] rows, CancellationToken cancellationToken)
    {
        var sent = new List<Guid>(rows.Length);
        foreach (var group in OutboxGroups.Of(rows))
        {
            switch (await publisher.PublishAsync(group, cancellationToken))
            {
                case PublishOutcome.Confirmed:
                    sent.AddRange(group.Select(row => row.Id));
                    break;
                case PublishOutcome.Refused:
                    return (sent, group);
                case PublishOutcome.NoAnswer:
                    return (sent, []);
            }
        }

        return (sent, []);
    }

    private static TimeSpan Backoff(int attempts) =>
        TimeSpan.FromMilliseconds(Math.Min(LongestBackoff.TotalMilliseconds, 250 * Math.Pow(2, Math.Min(attempts, 16))));
}

/// <summary>What one look at the outbox came to.</summary>
/// <param name="Rows">Messages that were due.</param>
/// <param name="BrokerAnswered">Whether the broker took or refused any of them.</param>
internal readonly record struct RelayRound(int Rows, bool BrokerAnswered);

/// <summary>A stored message.</summary>
internal sealed class OutboxRow
{
    public Guid Id { get; init; }

    public string Aggregate { get; init; } = "";

    public string Type { get; init; } = "";

    public string Body { get; init; } = "";

    public string? TraceParent { get; init; }

    public int Attempts { get; init; }
}

/// <summary>How old the oldest unsent message was when the relay last looked.</summary>
internal sealed class OutboxState
{
    private readonly TimeProvider clock;
    private DateTime? oldest;

    public OutboxState(TimeProvider clock, IMeterFactory meters)
    {
        this.clock = clock;
        meters.Create("NlSql.Outbox").CreateObservableGauge(
            "nlsql.outbox.oldest_age", () => OldestAge.TotalSeconds, "s", "Age of the oldest message that waits to be sent");
    }

    public TimeSpan OldestAge => oldest is { } created ? clock.GetUtcNow().UtcDateTime - created : TimeSpan.Zero;

    public void Observe(DateTime? created) => oldest = created;
}
