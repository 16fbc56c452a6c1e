using System.Diagnostics;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Logging;
using NlSql.Contracts.Messages;

namespace NlSql.ServiceDefaults.Messaging;

/// <summary>How sending one message ended.</summary>
internal enum PublishOutcome
{
    /// <summary>The broker has it.</summary>
    Confirmed,

    /// <summary>It cannot be sent as it is now: nobody listens, the broker refuses it, or its type is unknown.</summary>
    Refused,

    /// <summary>The broker says nothing. It may or may not have the message.</summary>
    NoAnswer,
}

/// <summary>Sends stored messages and waits for the broker's word.</summary>
internal sealed class OutboxPublisher(RelayBus bus, MessageTypes types, TimeProvider clock, ILogger<OutboxPublisher> logger)
{
    private static readonly ActivitySource Activities = new("NlSql.Outbox");
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Sends one message, or audit events as one.</summary>
    /// <param name="rows">One row, or several that <see cref="OutboxGroups"/> put together.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<PublishOutcome> PublishAsync(IReadOnlyList<OutboxRow> rows, CancellationToken cancellationToken)
    {
        var first = rows[0];
        if (types.Find(first.Type) is not { } type || MessageOf(rows, type) is not { } message)
        {
            Log.UnknownMessageType(logger, first.Type);
            return PublishOutcome.Refused;
        }

        // Each is part of the trace that it was stored in; a group is of none.
        var activities = rows.Select(row => Activities.StartActivity("outbox relay", ActivityKind.Producer, row.TraceParent)).ToList();
        if (rows.Count > 1)
            Activity.Current = null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        try
        {
            // A blocked broker may ignore the token, so the wait has a bound of its own.
            await bus.PublishAsync(message, message.GetType(), context => Stamp(context, first.Id, type), limit.Token).WaitAsync(Timeout, clock, cancellationToken);
            return PublishOutcome.Confirmed;
        }
        catch (Exception e) when (e is MessageReturnedException or MessageNotAcknowledgedException)
        {
            Log.PublishFailed(logger, first.Type, first.Attempts + 1, e.GetType().Name);
            return PublishOutcome.Refused;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NoAnswer(logger, first.Type, e.GetType().Name);
            return PublishOutcome.NoAnswer;
        }
        finally
        {
            activities.ForEach(a => a?.Dispose());
        }
    }

    private static object? MessageOf(IReadOnlyList<OutboxRow> rows, Type type)
    {
        try
        {
            return rows.Count == 1
                ? JsonSerializer.Deserialize(rows[0].Body, type)
                : new AuditGroupRecorded([.. rows.Select(row => new ReportedEvent(row.Id, JsonSerializer.Deserialize<AuditRecorded>(row.Body)!, row.TraceParent))]);
        }
        catch (JsonException)
        {
            // Another version wrote it.
            return null;
        }
    }

    private static void Stamp(PublishContext context, Guid id, Type type)
    {
        context.MessageId = id;
        context.Durable = true;
        // Where an event must not vanish, no bound queue is an error: it stays in the outbox until somebody listens.
        context.Mandatory = type.IsDefined(typeof(RequiresConsumerAttribute), inherit: false);
    }
}

/// <summary>Message types by the name that the outbox stores.</summary>
internal sealed class MessageTypes(System.Reflection.Assembly contracts)
{
    public Type? Find(string fullName) => contracts.GetType(fullName);
}
