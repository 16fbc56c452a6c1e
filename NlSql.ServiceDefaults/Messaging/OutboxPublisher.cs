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

/// <summary>Sends one stored message and waits for the broker's word.</summary>
internal sealed class OutboxPublisher(RelayBus bus, MessageTypes types, TimeProvider clock, ILogger<OutboxPublisher> logger)
{
    private static readonly ActivitySource Activities = new("NlSql.Outbox");
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public async Task<PublishOutcome> PublishAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        if (types.Find(row.Type) is not { } type || JsonSerializer.Deserialize(row.Body, type) is not { } message)
        {
            Log.UnknownMessageType(logger, row.Type);
            return PublishOutcome.Refused;
        }

        using var activity = Activities.StartActivity("outbox relay", ActivityKind.Producer, row.TraceParent);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        try
        {
            // A blocked broker may ignore the token, so the wait has a bound of its own.
            await bus.PublishAsync(message, type, context => Stamp(context, row.Id, type), limit.Token).WaitAsync(Timeout, clock, cancellationToken);
            return PublishOutcome.Confirmed;
        }
        catch (Exception e) when (e is MessageReturnedException or MessageNotAcknowledgedException)
        {
            Log.PublishFailed(logger, row.Type, row.Attempts + 1, e.GetType().Name);
            return PublishOutcome.Refused;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NoAnswer(logger, row.Type, e.GetType().Name);
            return PublishOutcome.NoAnswer;
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
