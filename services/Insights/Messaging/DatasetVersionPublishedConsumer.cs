using MassTransit;
using NlSql.Contracts.Messages;
using NlSql.Insights.Jobs;
using NlSql.Insights.Schedules;
using NlSql.ServiceDefaults.Messaging;

namespace NlSql.Insights.Messaging;

/// <summary>Notes that a dataset has a new version. The rules are run by a worker: a delivery is not held while they run.</summary>
internal sealed class DatasetVersionPublishedConsumer(Inbox inbox, JobStore jobs, ScheduleWorker schedules) : IConsumer<DatasetVersionPublished>
{
    private const string Consumer = "dataset-version-published";

    public async Task Consume(ConsumeContext<DatasetVersionPublished> context)
    {
        var message = context.Message;
        if (context.MessageId is not { } id || string.IsNullOrWhiteSpace(message.TenantId) || message.Version < 1)
            throw new UnacceptableMessageException("The message lacks id, tenant or version.");
        if (await inbox.TakeOnceAsync(
            Consumer,
            id,
            (connection, transaction) => jobs.AddAsync(connection, transaction, message.TenantId, message.DatasetId, message.PluginId, message.Version, context.CancellationToken),
            context.CancellationToken))
        {
            jobs.Wake();
            schedules.Plan();
        }
    }
}
