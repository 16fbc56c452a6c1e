using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Dapper;
using Npgsql;

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
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var body = JsonSerializer.Serialize(message);
        if (body.Length > MaximumBodyBytes)
            throw new ArgumentException($"A message of {body.Length} characters is over the limit of {MaximumBodyBytes}.", nameof(message));
        const string sql = """
            INSERT INTO outbox (id, aggregate, type, body, trace_parent, created, next_try)
            VALUES (@id, @aggregate, @type, @body, @traceParent, @now, @now)
            """;
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            sql,
            new { id, aggregate, type = typeof(T).FullName, body, traceParent = Activity.Current?.Id, now = now.UtcDateTime },
            transaction,
            cancellationToken: cancellationToken));
        signal.Raise();
        return id;
    }
}

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
