using Microsoft.Extensions.Options;
using Npgsql;
using NlSql.Ingestion.Datasets;
using NlSql.Ingestion.DataTables;
using NlSql.Ingestion.Plugins;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Uploads;

/// <summary>Takes a file into a table of a dataset: all of it, or nothing.</summary>
internal sealed class UploadTable(
    NpgsqlDataSource database, PluginModels models, DataTableStore dataTables, PublishVersion publish, IdempotencyKeys keys, UploadSlots slots,
    UploadAudit audit, IOptions<UploadOptions> options, TimeProvider clock, ILogger<UploadTable> logger)
{
    // Uploads to the plugin's main table can always be addressed so.
    private const string DefaultTableAlias = "sales";

    /// <summary>Reads the request's form and answers what was made of it.</summary>
    public async Task<Result<UploadResponse>> ExecuteAsync(UploadRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var startedAt = clock.GetTimestamp();
        var result = await UploadAsync(request, caller, startedAt, cancellationToken);
        if (result.TryGet(out var response, out var failure))
            return response;
        Log.Refused(logger, request.Http.Path, failure.Code);
        // The client may be gone; the trail still says what became of the upload.
        await audit.RecordRefusalAsync(request, caller, failure, startedAt, CancellationToken.None);
        return failure;
    }

    private async Task<Result<UploadResponse>> UploadAsync(UploadRequest request, Caller caller, long startedAt, CancellationToken cancellationToken)
    {
        if (request.PluginId is not { Length: > 0 } pluginId)
            return UploadErrors.PluginRequired;
        using var slot = slots.TryTake(caller.TenantId);
        if (slot is null)
            return UploadErrors.TooManyUploads;
        if (!(await models.FindAsync(pluginId, cancellationToken)).TryGet(out var model, out var failure))
            return failure;
        var table = model.FindTable(request.Table) ?? (request.Table == DefaultTableAlias ? model.DefaultTable : null);
        if (table is null)
            return UploadErrors.TableUnknown(pluginId, request.Table, model.Tables.Select(t => t.Name));
        if (request.IdempotencyKey is { } key)
        {
            if (IdempotencyKeys.Check(key) is { } unusable)
                return unusable;
            if (await keys.FindAsync(caller.TenantId, key, table.Name, cancellationToken) is { } earlier)
                return earlier;
        }

        if (!UploadForm.Of(request.Http).TryGet(out var form, out failure)
            || !(await form.FindFileAsync(cancellationToken)).TryGet(out var file, out failure)
            || !form.Settings().TryGet(out var settings, out failure))
            return failure;
        // Before the file is read, where the form names the dataset before it; again under the lock.
        if (settings.DatasetId is { } datasetId && await CheckDatasetAsync(caller, datasetId, pluginId, cancellationToken) is { } unusableDataset)
            return unusableDataset;
        if (await dataTables.EnsureAsync(model, cancellationToken) is { } incompatible)
            return incompatible;

        var target = await dataTables.GetAsync(pluginId, table.Name, cancellationToken);
        await using var content = new UploadContent(file.Body, options.Value);
        await using var part = new PartWriter(database, target, Guid.CreateVersion7(clock.GetUtcNow()));
        var loading = await new TableLoader(table, TimeZoneOf(model), options.Value, content, part).LoadAsync(settings.SkipBadRows, cancellationToken);
        loading.TryGet(out var loaded, out failure);
        if (!(await ReadLateFieldsAsync(form, settings, failure, cancellationToken)).TryGet(out settings, out failure))
            return failure;

        var publication = new Publication
        {
            Caller = caller,
            Settings = settings,
            PluginId = pluginId,
            PluginVersion = model.Version,
            Definition = table,
            Relationships = model.Relationships,
            Table = target,
            PartId = part.PartId,
            Loaded = loaded!,
            ContentHash = content.Hash(),
            Bytes = content.ContentBytes,
            FileName = file.Name,
            MaximumDatasetRows = options.Value.MaximumDatasetRows,
            StartedAt = startedAt,
        };
        return await CommitAsync(publication.Hashed(), model, request.IdempotencyKey, part.Transaction, cancellationToken);
    }

    private async Task<Result<UploadResponse>> CommitAsync(
        Publication publication, ModelDefinition model, string? idempotencyKey, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        if (!(await publish.ExecuteAsync(publication, transaction, cancellationToken)).TryGet(out var version, out var failure))
            return failure;
        var filled = await DatasetStore.FilledTablesAsync(transaction, version.DatasetId, version.Version, cancellationToken);
        var response = UploadResponse.Of(publication, version, SuggestedQuestions.Of(model, filled, publication.Loaded.Columns, publication.Definition.Name));
        if (version.Unchanged)
            return response;
        if (idempotencyKey is not null && !await keys.TryStoreAsync(transaction, publication.Caller.TenantId, idempotencyKey, response, cancellationToken))
            return (await keys.FindAsync(publication.Caller.TenantId, idempotencyKey, publication.Definition.Name, cancellationToken))!.Value;
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

    /// <summary>Fields may stand behind the file; only how bad rows are treated must be known before.</summary>
    private static async Task<Result<UploadSettings>> ReadLateFieldsAsync(
        UploadForm form, UploadSettings settings, Failure? failure, CancellationToken cancellationToken)
    {
        if (failure is not null && failure.Code != UploadErrors.RowsRejectedCode)
            return failure;
        var broken = await form.ReadRestAsync(cancellationToken);
        if (broken is not null || !form.Settings().TryGet(out var late, out broken))
            return failure ?? broken;
        if (failure is null)
            return late;
        return late.SkipBadRows && !settings.SkipBadRows ? UploadErrors.FieldAfterFile : failure;
    }

    private static TimeZoneInfo TimeZoneOf(ModelDefinition model) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(model.Plugin.Calendar.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
}
