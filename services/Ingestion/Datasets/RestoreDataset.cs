using Npgsql;
using NlSql.Contracts.Messages;
using NlSql.Ingestion.Uploads.Findings;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Messaging;

namespace NlSql.Ingestion.Datasets;

/// <summary>Brings a deleted dataset back as it was. Restoring one that is not deleted changes nothing.</summary>
internal sealed class RestoreDataset(NpgsqlDataSource database, Outbox outbox, AuditTrail audit, TimeProvider clock, ILogger<RestoreDataset> logger)
{
    public async Task<Failure?> ExecuteAsync(Caller caller, Guid datasetId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var dataset = await DatasetStore.LockAsync(transaction, caller.TenantId, datasetId, cancellationToken);
        if (dataset is null)
            return DatasetErrors.Unknown(datasetId);
        if (dataset.DeletedAt is null)
            return null;
        await DatasetStore.MarkDeletedAsync(transaction, dataset, null, cancellationToken);
        var (now, aggregate) = (clock.GetUtcNow(), DatasetStore.AggregateOf(datasetId));
        var restored = new DatasetRestored(dataset.TenantId, datasetId, dataset.PluginId, dataset.CurrentVersion, dataset.PublishedAt, now)
        {
            Findings = await FindingRecords.OfVersionAsync(transaction, datasetId, dataset.CurrentVersion, cancellationToken),
        };
        await outbox.EnqueueAsync(transaction, aggregate, restored, cancellationToken);
        await audit.AddAsync(transaction, audit.Of(caller, "dataset.restored").About(dataset), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.Restored(logger, datasetId);
        return null;
    }
}
