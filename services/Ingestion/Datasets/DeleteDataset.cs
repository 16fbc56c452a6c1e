using Npgsql;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Messaging;

namespace NlSql.Ingestion.Datasets;

/// <summary>Marks a dataset as deleted: from the commit on it answers no question. Its rows stay until they are purged.</summary>
internal sealed class DeleteDataset(NpgsqlDataSource database, Outbox outbox, AuditTrail audit, TimeProvider clock, ILogger<DeleteDataset> logger)
{
    public async Task<Failure?> ExecuteAsync(Caller caller, Guid datasetId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var dataset = await DatasetStore.LockAsync(transaction, caller.TenantId, datasetId, cancellationToken);
        if (dataset is null)
            return DatasetErrors.Unknown(datasetId);
        if (dataset.DeletedAt is not null)
            return DatasetErrors.Deleted(datasetId);
        var now = clock.GetUtcNow();
        await DatasetStore.MarkDeletedAsync(transaction, dataset, now.UtcDateTime, cancellationToken);
        var aggregate = DatasetStore.AggregateOf(datasetId);
        await outbox.EnqueueAsync(transaction, aggregate, new DatasetDeleted(dataset.TenantId, datasetId, dataset.CurrentVersion, now), cancellationToken);
        await audit.AddAsync(transaction, audit.Of(caller, "dataset.deleted").About(dataset), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.Deleted(logger, datasetId);
        return null;
    }
}
