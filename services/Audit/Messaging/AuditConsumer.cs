using System.Diagnostics;
using MassTransit;
using NlSql.Audit.Entries;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults.Messaging;

namespace NlSql.Audit.Messaging;

/// <summary>Takes what other services report, one by one or in groups.</summary>
internal sealed class AuditConsumer(RecordEntries record) : IConsumer<AuditRecorded>, IConsumer<AuditGroupRecorded>
{
    private static readonly ActivitySource Activities = new("NlSql.Audit");

    public async Task Consume(ConsumeContext<AuditRecorded> context)
    {
        if (context.MessageId is not { } id)
            throw new UnacceptableMessageException("The message has no id.");
        await RecordAsync([new ReportedEvent(id, context.Message)], context.CancellationToken);
    }

    public async Task Consume(ConsumeContext<AuditGroupRecorded> context)
    {
        var events = context.Message.Events;
        // Each is part of the trace that it happened in; the group is of none.
        var activities = events.Select(e => Activities.StartActivity("audit record", ActivityKind.Consumer, e.TraceParent)).ToList();
        try
        {
            await RecordAsync(events, context.CancellationToken);
        }
        finally
        {
            activities.ForEach(a => a?.Dispose());
        }
    }

    /// <summary>Records what is complete; a message with something that is not is set aside, and may be replayed without harm.</summary>
    private async Task RecordAsync(IReadOnlyList<ReportedEvent> events, CancellationToken cancellationToken)
    {
        var complete = events.Where(e => RecordEntries.IsComplete(e.Event)).ToList();
        await record.RunAsync(complete, cancellationToken);
        if (complete.Count < events.Count)
            throw new UnacceptableMessageException("The message lacks tenant, actor, service, action or outcome.");
    }
}

/// <summary>How the queue is read: entries of one tenant wait for each other anyway, so a few at a time are enough.</summary>
internal sealed class AuditConsumerDefinition : ConsumerDefinition<AuditConsumer>
{
    public AuditConsumerDefinition()
    {
        EndpointName = "audit-audit-recorded";
        ConcurrentMessageLimit = 8;
    }
}
