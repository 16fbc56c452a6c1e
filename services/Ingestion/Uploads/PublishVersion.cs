using Dapper;
using Npgsql;
using NlSql.Contracts.Datasets;
using NlSql.Contracts.Messages;
using NlSql.Ingestion.Datasets;
using NlSql.Ingestion.DataTables;
using NlSql.Ingestion.Models;
using NlSql.Ingestion.Profiles;
using NlSql.Ingestion.Uploads.Findings;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Messaging;

namespace NlSql.Ingestion.Uploads;

/// <summary>
/// Makes a loaded part the newest version of its dataset: metadata, events and the partition, in the transaction that loaded it. The
/// lock on the dataset's row puts uploads to one dataset in order, so versions are 1, 2, 3… without gaps.
/// </summary>
internal sealed class PublishVersion(FindModelViolations violations, DraftDatasetModel drafts, Outbox outbox, AuditTrail audit, TimeProvider clock)
{
    private const int MostFindings = 100;

    /// <summary>Prepares everything for the commit; or finds that the version exists already and nothing is to be committed.</summary>
    public async Task<Result<PublishedVersion>> ExecuteAsync(Publication publication, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!(await LockAsync(publication, transaction, now, cancellationToken)).TryGet(out var dataset, out var failure))
            return failure;
        var current = await CurrentPartsAsync(transaction, dataset, publication.TableName, cancellationToken);
        if (IsUnchanged(publication, current))
            return await UnchangedAsync(publication, transaction, dataset, cancellationToken);
        if (!(await EnsureTableAsync(publication, transaction, dataset, cancellationToken)).TryGet(out var table, out failure))
            return failure;

        var version = dataset.CurrentVersion + 1;
        await WriteVersionAsync(publication, table, transaction, dataset, version, now, cancellationToken);
        if (await RowsOfAsync(transaction, dataset.DatasetId, version, cancellationToken) > publication.MaximumDatasetRows)
            return UploadErrors.DatasetTooLarge(publication.MaximumDatasetRows);
        await PartRecords.WriteProfileAsync(publication, transaction, dataset, cancellationToken);
        var model = await ModelAsync(publication, transaction, dataset, version, cancellationToken);
        var findings = await FindAsync(publication, transaction, dataset, version, cancellationToken);
        await EnqueueAsync(publication, transaction, dataset, version, findings, now, cancellationToken);
        // Last, because the parent is locked against other parts from here to the commit.
        var parent = await DataTableStore.HoldAsync(transaction, table.PhysicalName, cancellationToken);
        await PartTables.AttachAsync(transaction, parent, publication.FilledPart(dataset.DatasetId), cancellationToken);
        await PartRecords.WriteSizeAsync(publication, transaction, dataset, cancellationToken);
        return new PublishedVersion(dataset.DatasetId, dataset.Name, version, Unchanged: false, findings, model.Model, model.Questions);
    }

    private static async Task<PublishedVersion> UnchangedAsync(
        Publication publication, NpgsqlTransaction transaction, DatasetRow dataset, CancellationToken cancellationToken)
    {
        var findings = await FindingRecords.OfVersionAsync(transaction, dataset.DatasetId, dataset.CurrentVersion, cancellationToken);
        var stored = publication.PluginId is null ? await DatasetModelStore.NewestAsync(transaction.Connection!, dataset, dataset.CurrentVersion, cancellationToken) : null;
        return new PublishedVersion(
            dataset.DatasetId, dataset.Name, dataset.CurrentVersion, Unchanged: true, findings, publication.Target.Model ?? stored?.Model, QuestionsOf(stored));
    }

    // A plugin has its model; that of other datasets follows from all their rows.
    private async Task<(ModelDefinition? Model, IReadOnlyList<string> Questions)> ModelAsync(
        Publication publication, NpgsqlTransaction transaction, DatasetRow dataset, int version, CancellationToken cancellationToken)
    {
        if (publication.Target.Model is { } model)
            return (model, []);
        var tables = await ProfileStore.ReadAsync(transaction.Connection!, dataset, version, DraftingProfiles.MostValues, cancellationToken);
        var stored = await drafts.ExecuteAsync(
            transaction, dataset, version, [.. tables.Select(DraftingProfiles.Of)], publication.Caller.Subject, cancellationToken);
        return (stored.Model, QuestionsOf(stored));
    }

    private static IReadOnlyList<string> QuestionsOf(StoredModel? stored) =>
        stored is null ? [] : [.. stored.Proposals.Where(p => p.State == ProposalState.Open).Select(p => p.Question)];

    // A plugin's tables are there before the file is read; those of other datasets follow the file.
    private static async Task<Result<DataTable>> EnsureTableAsync(
        Publication publication, NpgsqlTransaction transaction, DatasetRow dataset, CancellationToken cancellationToken) =>
        publication.PluginId is null
            ? await DynamicTableStore.EnsureAsync(transaction, dataset.DatasetId, publication.Target.DataTable, publication.Settings.Mode == UploadMode.Append, cancellationToken)
            : publication.Target.DataTable;

    // What earlier versions said of other tables is still so: their rows have not changed.
    private async Task<IReadOnlyList<DataFinding>> FindAsync(
        Publication publication, NpgsqlTransaction transaction, DatasetRow dataset, int version, CancellationToken cancellationToken)
    {
        var earlier = await FindingRecords.OfVersionAsync(transaction, dataset.DatasetId, dataset.CurrentVersion, cancellationToken);
        var parts = await DatasetStore.PartsAsync(transaction.Connection!, dataset, version, cancellationToken);
        var found = await violations.RunAsync(
            publication.Definition, publication.Relationships, new VersionRows(dataset.DatasetId, publication.PartId, parts),
            key => parts.Count(p => p.TableName == publication.TableName) == 1 && publication.IsUnique(key), transaction, cancellationToken);
        List<DataFinding> findings =
        [
            .. found.Concat(earlier.Where(f => DeclaredChecks.StillHolds(f, publication.Definition.Name, publication.Relationships))).Take(MostFindings),
        ];
        await FindingRecords.WriteAsync(transaction, dataset.DatasetId, version, findings, cancellationToken);
        return findings;
    }

    private static async Task<Result<DatasetRow>> LockAsync(
        Publication publication, NpgsqlTransaction transaction, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (publication.Settings.DatasetId is { } existing)
        {
            var found = await DatasetStore.LockAsync(transaction, publication.Caller.TenantId, existing, cancellationToken);
            return found is null ? DatasetErrors.Unknown(existing) : DatasetErrors.Unusable(found, publication.PluginId) is { } failure ? failure : found;
        }

        var created = new DatasetRow
        {
            TenantId = publication.Caller.TenantId,
            DatasetId = Guid.CreateVersion7(now),
            PluginId = publication.PluginId,
            Name = publication.DatasetName,
            CurrentVersion = 0,
            CreatedAt = now.UtcDateTime,
            PublishedAt = now.UtcDateTime,
        };
        await DatasetStore.InsertAsync(transaction, created, publication.Caller.Subject, cancellationToken);
        return created;
    }

    private static async Task<List<CurrentPart>> CurrentPartsAsync(
        NpgsqlTransaction transaction, DatasetRow dataset, string table, CancellationToken cancellationToken) =>
        [.. await transaction.Connection!.QueryAsync<CurrentPart>(new CommandDefinition(
            """
            SELECT p.content_hash, p.definition_hash
            FROM version_parts v JOIN parts p USING (dataset_id, part_id)
            WHERE v.dataset_id = @DatasetId AND v.version = @CurrentVersion AND v.table_name = @table
            """,
            new { dataset.DatasetId, dataset.CurrentVersion, table },
            transaction,
            cancellationToken: cancellationToken))];

    private static bool IsUnchanged(Publication publication, List<CurrentPart> current)
    {
        var same = current.Count(p => p.ContentHash.AsSpan().SequenceEqual(publication.ContentHash) && p.DefinitionHash.AsSpan().SequenceEqual(publication.DefinitionHash));
        return same > 0 && (publication.Settings.Mode == UploadMode.Append || current.Count == 1);
    }

    private static async Task WriteVersionAsync(
        Publication publication, DataTable dataTable, NpgsqlTransaction transaction, DatasetRow dataset, int version, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string sql = """
            INSERT INTO parts (tenant_id, dataset_id, part_id, table_name, physical_name, content_hash, definition_hash, file_name, bytes, stored_bytes, rows, rejected, created_at)
            VALUES (@tenant, @dataset, @part, @table, @physical, @contentHash, @definitionHash, @file, @bytes, 0, @rows, @rejected, @now);
            INSERT INTO versions (tenant_id, dataset_id, version, table_name, part_id, mode, plugin_version, published_at, published_by)
            VALUES (@tenant, @dataset, @version, @table, @part, @mode, @pluginVersion, @now, @subject);
            INSERT INTO version_parts (dataset_id, version, table_name, position, part_id)
            SELECT dataset_id, @version, table_name, position, part_id
            FROM version_parts
            WHERE dataset_id = @dataset AND version = @version - 1 AND (@append OR table_name <> @table);
            INSERT INTO version_parts (dataset_id, version, table_name, position, part_id)
            SELECT @dataset, @version, @table, count(*), @part
            FROM version_parts
            WHERE dataset_id = @dataset AND version = @version AND table_name = @table;
            UPDATE datasets SET current_version = @version, published_at = @now WHERE tenant_id = @tenant AND dataset_id = @dataset;
            """;
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            sql,
            new
            {
                tenant = dataset.TenantId,
                dataset = dataset.DatasetId,
                part = publication.PartId,
                table = publication.TableName,
                physical = dataTable.PhysicalName,
                contentHash = publication.ContentHash,
                definitionHash = publication.DefinitionHash,
                file = publication.FileName,
                bytes = publication.Bytes,
                rows = publication.Loaded.Rows,
                rejected = publication.Loaded.Rejected.Rows,
                now = now.UtcDateTime,
                version,
                mode = publication.Settings.Mode == UploadMode.Append ? "append" : "replace",
                append = publication.Settings.Mode == UploadMode.Append,
                pluginVersion = publication.PluginVersion,
                subject = publication.Caller.Subject,
            },
            transaction,
            cancellationToken: cancellationToken));
    }

    private static Task<long> RowsOfAsync(NpgsqlTransaction transaction, Guid dataset, int version, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT coalesce(sum(p.rows), 0)::bigint FROM version_parts v JOIN parts p USING (dataset_id, part_id) WHERE v.dataset_id = @dataset AND v.version = @version",
            new { dataset, version },
            transaction,
            cancellationToken: cancellationToken));

    private async Task EnqueueAsync(
        Publication publication, NpgsqlTransaction transaction, DatasetRow dataset, int version, IReadOnlyList<DataFinding> findings, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await outbox.EnqueueAsync(
            transaction,
            DatasetStore.AggregateOf(dataset.DatasetId),
            new DatasetVersionPublished(dataset.TenantId, dataset.DatasetId, dataset.PluginId, version, publication.TableName, publication.Loaded.Rows, now)
            {
                Findings = findings,
            },
            cancellationToken);
        var details = new
        {
            table = publication.TableName,
            mode = publication.Settings.Mode,
            rows = publication.Loaded.Rows,
            rejected = publication.Loaded.Rejected.Rows,
            bytes = publication.Bytes,
            sha256 = Convert.ToHexStringLower(publication.ContentHash),
            plugin_version = publication.PluginVersion,
        };
        await audit.AddAsync(
            transaction,
            audit.Of(publication.Caller, UploadAudit.Uploaded, details) with
            {
                SubjectId = publication.PartId.ToString(),
                PluginId = dataset.PluginId,
                DatasetId = dataset.DatasetId,
                DatasetVersion = version,
                DurationMs = clock.GetElapsedTime(publication.StartedAt).TotalMilliseconds,
            },
            cancellationToken);
    }

    private sealed class CurrentPart
    {
        public byte[] ContentHash { get; init; } = [];

        public byte[] DefinitionHash { get; init; } = [];
    }
}

/// <summary>A version that can be asked.</summary>
/// <param name="DatasetId">Its dataset.</param>
/// <param name="Name">The dataset's name.</param>
/// <param name="Version">Its number.</param>
/// <param name="Unchanged">Whether it existed before.</param>
/// <param name="Findings">Where its rows do not fit the declared keys and relationships.</param>
/// <param name="Model">The model that it is asked under.</param>
/// <param name="ModelQuestions">What only the dataset's owner can tell about the model.</param>
internal sealed record PublishedVersion(
    Guid DatasetId, string Name, int Version, bool Unchanged, IReadOnlyList<DataFinding> Findings, ModelDefinition? Model, IReadOnlyList<string> ModelQuestions);
