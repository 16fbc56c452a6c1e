using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using NlSql.ServiceDefaults.Database;
using Npgsql;
using NpgsqlTypes;

namespace NlSql.ServiceDefaults.Messaging;

/// <summary>
/// Messages to be sent, stored in the transaction of the change that they report. Nothing on a request's path waits for the broker:
/// the relay sends them afterwards, at least once and in order per aggregate.
/// </summary>
public sealed class Outbox(OutboxSignal signal, TimeProvider clock)
{
    // The broker and the tables hold messages, not payloads: larger content goes by reference.
    private const int MaximumBodyBytes = 256 * 1024;

    /// <summary>Stores a message in the caller's transaction.</summary>
    /// <param name="transaction">The transaction of the change.</param>
    /// <param name="aggregate">What the message is about; messages about one thing keep their order.</param>
    /// <param name="message">The message, a type of the contracts assembly.</param>
    /// <param name="cancellationToken">Stops the insert.</param>
    /// <returns>The message's id, which consumers see and deduplicate by.</returns>
    /// <exception cref="ArgumentException">The message is larger than 256 KiB.</exception>
    public async Task<Guid> EnqueueAsync<T>(NpgsqlTransaction transaction, string aggregate, T message, CancellationToken cancellationToken)
        where T : class
    {
        var prepared = Prepare(aggregate, message);
        await prepared.Statement.RunAsync(transaction, cancellationToken);
        signal.Raise();
        return prepared.Id;
    }

    /// <summary>A message for a batch; the relay looks for it once a <see cref="OutboxSignal">signal</see> is raised.</summary>
    /// <exception cref="ArgumentException">The message is larger than 256 KiB.</exception>
    internal PreparedMessage Prepare<T>(string aggregate, T message)
        where T : class
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var body = JsonSerializer.Serialize(message);
        if (body.Length > MaximumBodyBytes)
            throw new ArgumentException($"A message of {body.Length} characters is over the limit of {MaximumBodyBytes}.", nameof(message));
        return new(id, Statement.Of(
            "INSERT INTO outbox (id, aggregate, type, body, trace_parent, created, next_try) VALUES ($1, $2, $3, $4, $5, $6, $6)",
            (NpgsqlDbType.Uuid, id),
            (NpgsqlDbType.Text, aggregate),
            (NpgsqlDbType.Text, typeof(T).FullName),
            (NpgsqlDbType.Text, body),
            (NpgsqlDbType.Text, Activity.Current?.Id),
            (NpgsqlDbType.TimestampTz, now.UtcDateTime)));
    }
}

/// <summary>A message that is not stored yet.</summary>
/// <param name="Id">Its id, which consumers see.</param>
/// <param name="Statement">Stores it.</param>
public sealed record PreparedMessage(Guid Id, NpgsqlBatchCommand Statement);

/// <summary>Wakes the relay of this process when a message was stored.</summary>
public sealed class OutboxSignal
{
    // One slot: a second signal before the relay has looked says nothing new.
    private readonly Channel<bool> raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Says that there may be something to send.</summary>
    public void Raise() => raised.Writer.TryWrite(true);

    /// <summary>Waits for a signal; false when none came in time.</summary>
    internal async Task<bool> WaitAsync(TimeSpan timeout, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await raised.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
