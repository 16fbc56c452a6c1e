using Npgsql;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Messaging;

namespace NlSql.Ingestion.Datasets;

/// <summary>Brings a deleted dataset back as it was. Restoring one that is not deleted changes nothing.</summary>
internal sealed class RestoreDataset(NpgsqlDataSource database, Outbox outbox, TimeProvider clock, ILogger<RestoreDataset> logger)
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
        var record = DatasetAudit.Of(caller, dataset, "dataset.restored", clock.GetUtcNow());
        await outbox.EnqueueAsync(transaction, DatasetStore.AggregateOf(datasetId), record, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.Restored(logger, datasetId);
        return null;
    }
}
