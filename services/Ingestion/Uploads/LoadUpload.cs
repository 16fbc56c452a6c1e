using Microsoft.Extensions.Options;
using Npgsql;
using NlSql.Ingestion.Datasets;
using NlSql.Ingestion.Plugins;
using NlSql.Ingestion.Uploads.Sources;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Uploads;

/// <summary>Loads a file into a table of a dataset and publishes the version: all of it, or nothing.</summary>
internal sealed class LoadUpload(
    NpgsqlDataSource database, PluginModels models, PlanPluginLoad planPlugin, PlanDynamicLoad planDynamic, PublishVersion publish, IdempotencyKeys keys,
    IOptions<UploadOptions> options, TimeProvider clock, ILogger<LoadUpload> logger)
{
    // Uploads to the plugin's main table can always be addressed so.
    private const string DefaultTableAlias = "sales";

    /// <summary>What the key's upload answered before; a failure when the upload can be refused unread; null when it is to be loaded.</summary>
    public async Task<Result<UploadResponse>?> FindEarlierAsync(
        Caller caller, string? pluginId, string tableName, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var name = NlSql.Drafting.Profiling.StoredNames.OfTable(tableName);
        if (pluginId is not null)
        {
            if (!(await FindTableAsync(pluginId, tableName, cancellationToken)).TryGet(out var target, out var failure))
                return failure;
            name = target.Table.Name;
        }

        if (idempotencyKey is null)
            return null;
        return IdempotencyKeys.Check(idempotencyKey) is { } unusable
            ? unusable
            : await keys.FindAsync(caller.TenantId, idempotencyKey, name, cancellationToken);
    }

    /// <summary>Loads the file. A failure leaves nothing behind.</summary>
    public async Task<Result<UploadResponse>> ExecuteAsync(UploadWork work, CancellationToken cancellationToken)
    {
        // Before the file is read, where the form names the dataset before it; again under the lock.
        if (!(await FindPluginAsync(work.Caller, work.Settings.DatasetId, work.PluginId, cancellationToken)).TryGet(out var owner, out var failure))
            return failure;
        await using var content = new UploadContent(work.Body, options.Value);
        var opening = await TabularFile.OpenAsync(content, work.FileName, work.Settings.Source, options.Value, rewindable: owner.PluginId is null, cancellationToken);
        if (!opening.TryGet(out var file, out failure))
            return failure;
        await using (file)
            return owner.PluginId is { } pluginId ? await LoadPluginAsync(work, pluginId, content, file, cancellationToken) : await LoadDynamicAsync(work, content, file, cancellationToken);
    }

    private async Task<Result<UploadResponse>> LoadPluginAsync(
        UploadWork work, string pluginId, UploadContent content, TabularFile file, CancellationToken cancellationToken)
    {
        work.Progress.Enter(UploadPhase.Loading);
        if (!(await FindTableAsync(pluginId, work.Table, cancellationToken)).TryGet(out var found, out var failure)
            || !(await planPlugin.ExecuteAsync(found.Model, found.Table, file, work.Settings, cancellationToken)).TryGet(out var target, out failure))
            return failure;
        using var plan = target.Plan;
        await using var part = new PartWriter(database, target.DataTable, Guid.CreateVersion7(clock.GetUtcNow()));
        var loading = await new TableLoader(target.Plan, options.Value, part, work.Progress).LoadAsync(work.Settings.SkipBadRows, cancellationToken);
        loading.TryGet(out var loaded, out failure);
        if (!(await work.CompleteSettings(failure, cancellationToken)).TryGet(out var settings, out failure))
            return failure;
        // The rows were read by then as the fields before them said.
        return settings.Formats.Reads(work.Settings.Formats) ? await PublishAsync(work, settings, target, loaded!, content, part, cancellationToken) : UploadErrors.FieldAfterFile;
    }

    // The file is received as a whole before its rows are read, so all fields are known by then.
    private async Task<Result<UploadResponse>> LoadDynamicAsync(
        UploadWork work, UploadContent content, TabularFile file, CancellationToken cancellationToken)
    {
        if (!(await work.CompleteSettings(null, cancellationToken)).TryGet(out var settings, out var failure))
            return failure;
        if (settings.DatasetId != work.Settings.DatasetId && await CheckLateDatasetAsync(work, settings, cancellationToken) is { } unusable)
            return unusable;
        if (!(await planDynamic.ExecuteAsync(work.Table, file, settings, work.Progress, cancellationToken)).TryGet(out var target, out failure))
            return failure;
        using var plan = target.Plan;
        await using var part = new PartWriter(database, target.DataTable, Guid.CreateVersion7(clock.GetUtcNow()));
        return (await new TableLoader(target.Plan, options.Value, part, work.Progress).LoadAsync(settings.SkipBadRows, cancellationToken)).TryGet(out var loaded, out failure)
            ? await PublishAsync(work, settings, target, loaded, content, part, cancellationToken)
            : failure;
    }

    // Had the form named a plugin's dataset before the file, the file would have been read as the plugin says.
    private async Task<Failure?> CheckLateDatasetAsync(UploadWork work, UploadSettings settings, CancellationToken cancellationToken)
    {
        if (!(await FindPluginAsync(work.Caller, settings.DatasetId, work.PluginId, cancellationToken)).TryGet(out var owner, out var failure))
            return failure;
        return owner.PluginId is { } plugin ? UploadErrors.DatasetOfOtherPlugin(plugin) : null;
    }

    private async Task<Result<UploadResponse>> PublishAsync(
        UploadWork work, UploadSettings settings, UploadTarget target, LoadedRows loaded, UploadContent content, PartWriter part, CancellationToken cancellationToken)
    {
        work.Progress.Enter(UploadPhase.Publishing);
        var publication = new Publication
        {
            Caller = work.Caller,
            Settings = settings,
            Target = target,
            PartId = part.PartId,
            Loaded = loaded,
            ContentHash = content.Hash(),
            Bytes = content.ContentBytes,
            FileName = work.FileName,
            MaximumDatasetRows = options.Value.MaximumDatasetRows,
            StartedAt = work.StartedAt,
        };
        return await CommitAsync(publication.Hashed(), work, part.Transaction, cancellationToken);
    }

    private async Task<Result<UploadResponse>> CommitAsync(
        Publication publication, UploadWork work, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        if (!(await publish.ExecuteAsync(publication, transaction, cancellationToken)).TryGet(out var version, out var failure))
            return failure;
        var filled = await DatasetStore.FilledTablesAsync(transaction, version.DatasetId, version.Version, cancellationToken);
        var examples = version.Model is { } model ? SuggestedQuestions.Of(model, filled, publication.Loaded.Columns, publication.Definition.Name) : [];
        var response = UploadResponse.Of(publication, version, examples);
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

    private async Task<Result<(ModelDefinition Model, TableDefinition Table)>> FindTableAsync(string pluginId, string tableName, CancellationToken cancellationToken)
    {
        if (!(await models.FindAsync(pluginId, cancellationToken)).TryGet(out var model, out var failure))
            return failure;
        var table = model.FindTable(tableName) ?? (tableName == DefaultTableAlias ? model.DefaultTable : null);
        return table is null ? UploadErrors.TableUnknown(pluginId, tableName, model.Tables.Select(t => t.Name)) : (model, table);
    }

    /// <summary>The plugin of the upload: the one named, else that of the dataset.</summary>
    private async Task<Result<Owner>> FindPluginAsync(Caller caller, Guid? datasetId, string? pluginId, CancellationToken cancellationToken)
    {
        if (datasetId is not { } id)
            return new Owner(pluginId);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await DatasetStore.FindForUploadAsync(connection, caller.TenantId, id, pluginId, cancellationToken)).TryGet(out var found, out var failure)
            ? new Owner(found.PluginId)
            : failure;
    }

    private readonly record struct Owner(string? PluginId);
}
