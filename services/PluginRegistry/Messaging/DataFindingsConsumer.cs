using MassTransit;
using NlSql.Contracts.Messages;
using NlSql.PluginRegistry.DataFindings;
using NlSql.ServiceDefaults.Messaging;

namespace NlSql.PluginRegistry.Messaging;

/// <summary>Keeps what uploads find out about a plugin's declared keys and relationships, for as long as the dataset exists.</summary>
internal sealed class DataFindingsConsumer(Inbox inbox) : IConsumer<DatasetVersionPublished>, IConsumer<DatasetDeleted>, IConsumer<DatasetRestored>
{
    private const string Consumer = "data-findings";

    public async Task Consume(ConsumeContext<DatasetVersionPublished> context)
    {
        var message = context.Message;
        if (context.MessageId is not { } id || string.IsNullOrWhiteSpace(message.TenantId) || message.Version < 1)
            throw new UnacceptableMessageException("The message lacks id, tenant or version.");
        // A dynamic dataset has no plugin that could declare anything.
        if (message.PluginId is not { } pluginId)
            return;
        var findings = new DatasetFindings(message.TenantId, message.DatasetId, pluginId, message.Version, message.PublishedAt, message.Findings);
        await inbox.TakeOnceAsync(
            Consumer, id, (_, transaction) => DataFindingStore.StoreAsync(transaction, findings, context.CancellationToken), context.CancellationToken);
    }

    public async Task Consume(ConsumeContext<DatasetDeleted> context)
    {
        var message = context.Message;
        if (context.MessageId is not { } id || string.IsNullOrWhiteSpace(message.TenantId))
            throw new UnacceptableMessageException("The message lacks id or tenant.");
        await inbox.TakeOnceAsync(
            Consumer,
            id,
            (_, transaction) => DataFindingStore.ForgetAsync(transaction, message.TenantId, message.DatasetId, message.LastVersion, message.DeletedAt, context.CancellationToken),
            context.CancellationToken);
    }

    public async Task Consume(ConsumeContext<DatasetRestored> context)
    {
        var message = context.Message;
        if (context.MessageId is not { } id || string.IsNullOrWhiteSpace(message.TenantId) || message.Version < 1)
            throw new UnacceptableMessageException("The message lacks id, tenant or version.");
        if (message.PluginId is not { } pluginId)
            return;
        var findings = new DatasetFindings(message.TenantId, message.DatasetId, pluginId, message.Version, message.PublishedAt, message.Findings);
        await inbox.TakeOnceAsync(
            Consumer,
            id,
            (_, transaction) => DataFindingStore.RestoreAsync(transaction, findings, message.RestoredAt, context.CancellationToken),
            context.CancellationToken);
    }
}
