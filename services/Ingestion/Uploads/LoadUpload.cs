using Microsoft.Extensions.Options;
using Npgsql;
using NlSql.Ingestion.Datasets;
using NlSql.Ingestion.DataTables;
using NlSql.Ingestion.Plugins;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Uploads;

/// <summary>Loads a file into a table of a dataset and publishes the version: all of it, or nothing.</summary>
internal sealed class LoadUpload(
    NpgsqlDataSource database, PluginModels models, DataTableStore dataTables, PublishVersion publish, IdempotencyKeys keys,
    IOptions<UploadOptions> options, TimeProvider clock, ILogger<LoadUpload> logger)
{
    // Uploads to the plugin's main table can always be addressed so.
    private const string DefaultTableAlias = "sales";

    /// <summary>What the key's upload answered before; a failure when the upload can be refused unread; null when it is to be loaded.</summary>
    public async Task<Result<UploadResponse>?> FindEarlierAsync(
        Caller caller, string? pluginId, string tableName, string? idempotencyKey, CancellationToken cancellationToken)
    {
        if (!(await FindTargetAsync(pluginId, tableName, cancellationToken)).TryGet(out var target, out var failure))
            return failure;
        if (idempotencyKey is null)
            return null;
        return IdempotencyKeys.Check(idempotencyKey) is { } unusable
            ? unusable
            : await keys.FindAsync(caller.TenantId, idempotencyKey, target.Table.Name, cancellationToken);
    }

    /// <summary>Loads the file. A failure leaves nothing behind.</summary>
    public async Task<Result<UploadResponse>> ExecuteAsync(UploadWork work, CancellationToken cancellationToken)
    {
        if (!(await FindTargetAsync(work.PluginId, work.Table, cancellationToken)).TryGet(out var found, out var failure))
            return failure;
        var (model, table) = found;
        // Before the file is read, where the form names the dataset before it; again under the lock.
        if (work.Settings.DatasetId is { } datasetId && await CheckDatasetAsync(work.Caller, datasetId, model.Plugin.Id, cancellationToken) is { } unusable)
            return unusable;
        if (await dataTables.EnsureAsync(model, cancellationToken) is { } incompatible)
            return incompatible;

        var target = await dataTables.GetAsync(model.Plugin.Id, table.Name, cancellationToken);
        await using var content = new UploadContent(work.Body, options.Value);
        await using var part = new PartWriter(database, target, Guid.CreateVersion7(clock.GetUtcNow()));
        work.Progress.Enter(UploadPhase.Loading);
        var loading = await new TableLoader(table, TimeZoneOf(model), options.Value, content, part, work.Progress).LoadAsync(work.Settings.SkipBadRows, cancellationToken);
        loading.TryGet(out var loaded, out failure);
        if (!(await work.CompleteSettings(failure, cancellationToken)).TryGet(out var settings, out failure))
            return failure;

        work.Progress.Enter(UploadPhase.Publishing);
        var publication = new Publication
        {
            Caller = work.Caller,
            Settings = settings,
            PluginId = model.Plugin.Id,
            PluginVersion = model.Version,
            Definition = table,
            Relationships = model.Relationships,
            Table = target,
            PartId = part.PartId,
            Loaded = loaded!,
            ContentHash = content.Hash(),
            Bytes = content.ContentBytes,
            FileName = work.FileName,
            MaximumDatasetRows = options.Value.MaximumDatasetRows,
            StartedAt = work.StartedAt,
        };
        return await CommitAsync(publication.Hashed(), model, work, part.Transaction, cancellationToken);
    }

    private async Task<Result<(ModelDefinition Model, TableDefinition Table)>> FindTargetAsync(string? pluginId, string tableName, CancellationToken cancellationToken)
    {
        if (pluginId is null)
            return UploadErrors.PluginRequired;
        if (!(await models.FindAsync(pluginId, cancellationToken)).TryGet(out var model, out var failure))
            return failure;
        var table = model.FindTable(tableName) ?? (tableName == DefaultTableAlias ? model.DefaultTable : null);
        return table is null ? UploadErrors.TableUnknown(pluginId, tableName, model.Tables.Select(t => t.Name)) : (model, table);
    }

    private async Task<Result<UploadResponse>> CommitAsync(
        Publication publication, ModelDefinition model, UploadWork work, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        if (!(await publish.ExecuteAsync(publication, transaction, cancellationToken)).TryGet(out var version, out var failure))
            return failure;
        var filled = await DatasetStore.FilledTablesAsync(transaction, version.DatasetId, version.Version, cancellationToken);
        var response = UploadResponse.Of(publication, version, SuggestedQuestions.Of(model, filled, publication.Loaded.Columns, publication.Definition.Name));
        if (version.Unchanged)
            return response;
        if (work.IdempotencyKey is { } idempotencyKey && !await keys.TryStoreAsync(transaction, publication.Caller.TenantId, idempotencyKey, response, cancellationToken))
            return (await keys.FindAsync(publication.Caller.TenantId, idempotencyKey, publication.Definition.Name, cancellationToken))!.Value;
        if (work.BeforeCommit is { } beforeCommit)
            await beforeCommit(transaction, response, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.Published(
            logger, version.DatasetId, version.Version, publication.Definition.Name, response.Rows, response.Rejected, response.Bytes,
            (long)clock.GetElapsedTime(publication.StartedAt).TotalMilliseconds);
        return response;
    }

    private async Task<Failure?> CheckDatasetAsync(Caller caller, Guid datasetId, string pluginId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var found = await DatasetStore.FindAsync(connection, caller.TenantId, datasetId, cancellationToken);
        return found is null ? DatasetErrors.Unknown(datasetId) : DatasetErrors.Unusable(found, pluginId);
    }

    private static TimeZoneInfo TimeZoneOf(ModelDefinition model) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(model.Plugin.Calendar.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
}
