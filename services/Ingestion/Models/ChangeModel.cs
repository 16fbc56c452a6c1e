using Npgsql;
using NlSql.Ingestion.Datasets;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Models;

/// <summary>
/// Changes the model of a dataset's current version: one at a time, with its entry in the trail in the same transaction. Questions use it from the
/// commit on, as they read the dataset's head.
/// </summary>
internal sealed class ChangeModel(NpgsqlDataSource database, AuditTrail audit, TimeProvider clock, ILogger<ChangeModel> logger)
{
    /// <summary>Applies a change to the stored model; one that gives the same revision changes nothing.</summary>
    /// <param name="caller">Who asks for it.</param>
    /// <param name="datasetId">The dataset.</param>
    /// <param name="ifMatch">The model versions that the change may be made to; null for any.</param>
    /// <param name="change">The change by name, for the trail.</param>
    /// <param name="apply">Makes the next revision of the stored one.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<Result<StoredModel>> ExecuteAsync(
        Caller caller, Guid datasetId, IReadOnlyList<string>? ifMatch, string change, Func<ModelChange, Task<Result<StoredModel>>> apply, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var dataset = await DatasetStore.LockAsync(transaction, caller.TenantId, datasetId, cancellationToken);
        if (!FindModel.Usable(dataset, datasetId).TryGet(out dataset, out var failure))
            return failure;
        if (await DatasetModelStore.NewestAsync(connection, dataset, dataset.CurrentVersion, cancellationToken) is not { } stored)
            return ModelErrors.None(datasetId, dataset.CurrentVersion);
        if (ifMatch is not null && !ifMatch.Contains(stored.Model.Version))
            return ModelErrors.Stale(stored.Model.Version);
        if (!(await apply(new ModelChange(connection, dataset, stored))).TryGet(out var changed, out failure))
            return failure;
        if (ReferenceEquals(changed, stored))
            return stored;
        changed = changed with { Revision = stored.Revision + 1 };
        await DatasetModelStore.AddAsync(transaction, dataset, changed, caller.Subject, clock.GetUtcNow(), cancellationToken);
        var details = new { change, from = stored.Model.Version, to = changed.Model.Version, revision = changed.Revision };
        await audit.AddAsync(transaction, audit.Of(caller, "dataset.model-changed", details).About(dataset), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.Changed(logger, datasetId, change, changed.Revision);
        return changed;
    }
}

/// <summary>What a change is applied to.</summary>
/// <param name="Connection">The connection of the transaction.</param>
/// <param name="Dataset">The dataset, locked.</param>
/// <param name="Stored">The newest revision.</param>
internal sealed record ModelChange(NpgsqlConnection Connection, DatasetRow Dataset, StoredModel Stored);
