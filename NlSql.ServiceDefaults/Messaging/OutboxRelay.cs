using System.Diagnostics;
using System.Text.Json;
using Dapper;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace NlSql.ServiceDefaults.Messaging;

/// <summary>
/// Sends what the outbox holds: in batches, on its own connection, each message confirmed by the broker before its row is deleted.
/// A crash in between sends it twice, which consumers ignore by its id. A message that cannot be sent holds back only its aggregate.
/// </summary>
internal sealed class OutboxRelay(
    NpgsqlDataSource database, IBus bus, OutboxSignal signal, OutboxState state, MessageTypes types, TimeProvider clock, ILogger<OutboxRelay> logger)
    : BackgroundService
{
    private const int BatchSize = 100;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterSignal = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await RelayBatchAsync(stoppingToken) == BatchSize)
                    continue;
                // The signal comes before the commit of the message: look again shortly after it.
                if (await signal.WaitAsync(Idle, clock, stoppingToken))
                    await Task.Delay(AfterSignal, clock, stoppingToken);
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

    private async Task<int> RelayBatchAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        // Earlier rows of an aggregate that wait for their retry hold back the later ones.
        const string sql = """
            SELECT id, aggregate, type, body::text AS body, trace_parent AS TraceParent, created, attempts
            FROM outbox o
            WHERE next_try <= @now
              AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.aggregate = o.aggregate AND e.seq < o.seq AND e.next_try > @now)
            ORDER BY seq
            LIMIT @BatchSize
            FOR UPDATE SKIP LOCKED
            """;
        var rows = (await connection.QueryAsync<OutboxRow>(new CommandDefinition(sql, new { now, BatchSize }, transaction, cancellationToken: cancellationToken))).AsList();
        state.Observe(rows.Count > 0 ? rows[0].Created : null);
        if (rows.Count == 0)
            return 0;

        var sent = new List<Guid>(rows.Count);
        var blocked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (blocked.Contains(row.Aggregate))
                continue;
            if (await TryPublishAsync(row, cancellationToken))
            {
                sent.Add(row.Id);
                continue;
            }

            blocked.Add(row.Aggregate);
            var wait = TimeSpan.FromMilliseconds(Math.Min(LongestBackoff.TotalMilliseconds, 250 * Math.Pow(2, Math.Min(row.Attempts, 16))));
            await connection.ExecuteAsync(new CommandDefinition(
                "UPDATE outbox SET attempts = attempts + 1, next_try = @next WHERE id = @Id",
                new { row.Id, next = now + wait },
                transaction,
                cancellationToken: cancellationToken));
        }

        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM outbox WHERE id = ANY(@sent)", new { sent }, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return rows.Count;
    }

    private async Task<bool> TryPublishAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        if (types.Find(row.Type) is not { } type || JsonSerializer.Deserialize(row.Body, type) is not { } message)
        {
            Log.UnknownMessageType(logger, row.Type);
            return false;
        }

        using var activity = Activity.Current is null && row.TraceParent is not null
            ? new Activity("outbox relay").SetParentId(row.TraceParent).Start()
            : null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(PublishTimeout);
        try
        {
            // A blocked broker may ignore the token, so the wait has a bound of its own.
            await bus.Publish(message, type, context => Stamp(context, row.Id), limit.Token).WaitAsync(PublishTimeout, clock, cancellationToken);
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.PublishFailed(logger, row.Type, row.Attempts + 1, e.GetType().Name);
            return false;
        }
    }

    private static void Stamp(PublishContext context, Guid id)
    {
        context.MessageId = id;
        context.Durable = true;
        // An event without a bound queue would vanish: it is an error, and stays in the outbox until somebody listens.
        context.Mandatory = true;
    }

    private sealed class OutboxRow
    {
        public Guid Id { get; init; }

        public string Aggregate { get; init; } = "";

        public string Type { get; init; } = "";

        public string Body { get; init; } = "";

        public string? TraceParent { get; init; }

        public DateTime Created { get; init; }

        public int Attempts { get; init; }
    }
}

/// <summary>Message types by the name that the outbox stores.</summary>
internal sealed class MessageTypes(System.Reflection.Assembly contracts)
{
    public Type? Find(string fullName) => contracts.GetType(fullName);
}

/// <summary>How old the oldest unsent message was when the relay last looked.</summary>
internal sealed class OutboxState(TimeProvider clock)
{
    private DateTime? oldest;

    public TimeSpan OldestAge => oldest is { } created ? clock.GetUtcNow().UtcDateTime - created : TimeSpan.Zero;

    public void Observe(DateTime? created) => oldest = created;
}
