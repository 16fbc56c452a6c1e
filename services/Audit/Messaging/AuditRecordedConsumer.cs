using MassTransit;
using NlSql.Audit.Entries;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults.Messaging;

namespace NlSql.Audit.Messaging;

/// <summary>Takes what other services report.</summary>
internal sealed class AuditRecordedConsumer(RecordEntry record) : IConsumer<AuditRecorded>
{
    public async Task Consume(ConsumeContext<AuditRecorded> context)
    {
        var message = context.Message;
        if (context.MessageId is not { } id)
            throw new UnacceptableMessageException("The message has no id.");
        if (!RecordEntry.IsComplete(message))
            throw new UnacceptableMessageException("The message lacks tenant, actor, service, action or outcome.");
        await record.RunAsync(id, message, context.CancellationToken);
    }
}

/// <summary>How the queue is read: entries of one tenant wait for each other anyway, so a few at a time are enough.</summary>
internal sealed class AuditRecordedConsumerDefinition : ConsumerDefinition<AuditRecordedConsumer>
{
    public AuditRecordedConsumerDefinition() => ConcurrentMessageLimit = 8;
}
