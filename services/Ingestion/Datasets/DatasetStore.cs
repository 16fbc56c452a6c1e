using Dapper;
using Npgsql;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Datasets;

/// <summary>A dataset as it is stored.</summary>
internal sealed record DatasetRow
{
    public string TenantId { get; init; } = "";

    public Guid DatasetId { get; init; }

    public string? PluginId { get; init; }

    public string Name { get; init; } = "";

    public int CurrentVersion { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime PublishedAt { get; init; }

    public DateTime? DeletedAt { get; init; }
}

/// <summary>A dataset in a list, with the size of its current version.</summary>
internal sealed record DatasetListRow
{
    public Guid DatasetId { get; init; }

    public string? PluginId { get; init; }

    public string Name { get; init; } = "";

    public int CurrentVersion { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime PublishedAt { get; init; }

    public DateTime? DeletedAt { get; init; }

    public long Rows { get; init; }

    public long StoredBytes { get; init; }
}

/// <summary>A version and what it changed.</summary>
internal sealed record VersionRow
{
    public int Version { get; init; }

    public string TableName { get; init; } = "";

    public string Mode { get; init; } = "";

    public long Rows { get; init; }

    public long Rejected { get; init; }

    public long Bytes { get; init; }

    public string FileName { get; init; } = "";

    public byte[] ContentHash { get; init; } = [];

    public string? PluginVersion { get; init; }

    public DateTime PublishedAt { get; init; }

    public string PublishedBy { get; init; } = "";

    public string Findings { get; init; } = "[]";
}

/// <summary>A part within a version.</summary>
internal sealed record PartRow
{
    public string TableName { get; init; } = "";

    public string PhysicalName { get; init; } = "";

    public Guid PartId { get; init; }

    public long Rows { get; init; }

    public long StoredBytes { get; init; }

    public DateTime CreatedAt { get; init; }
}

/// <summary>Datasets by tenant and id; nothing is ever looked up by id alone. One that is being purged is unknown.</summary>
internal static class DatasetStore
{
    private const string Columns = "tenant_id, dataset_id, plugin_id, name, current_version, created_at, published_at, deleted_at";

    /// <summary>Messages about one dataset keep their order.</summary>
    public static string AggregateOf(Guid datasetId) => $"dataset:{datasetId:D}";

    /// <summary>A type as it is stored and shown.</summary>
    public static string NameOf(ColumnType type) => type.ToString().ToLowerInvariant();

    public static Task<DatasetRow?> FindAsync(NpgsqlConnection connection, string tenantId, Guid datasetId, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<DatasetRow>(new CommandDefinition(
            $"SELECT {Columns} FROM datasets WHERE tenant_id = @tenantId AND dataset_id = @datasetId AND purging IS NULL",
            new { tenantId, datasetId },
            cancellationToken: cancellationToken));

    /// <summary>The dataset, unless it is unknown or deleted.</summary>
    public static async Task<Result<DatasetRow>> FindUsableAsync(NpgsqlConnection connection, string tenantId, Guid datasetId, CancellationToken cancellationToken) =>
        Usable(await FindAsync(connection, tenantId, datasetId, cancellationToken), datasetId);

    /// <summary>The dataset that was looked for, unless it is not there or deleted.</summary>
    public static Result<DatasetRow> Usable(DatasetRow? dataset, Guid datasetId) => dataset switch
    {
        null => DatasetErrors.Unknown(datasetId),
        { DeletedAt: not null } => DatasetErrors.Deleted(datasetId),
        _ => dataset,
    };

    /// <summary>The dataset that an upload is meant for: there, and of the plugin, if one is named.</summary>
    public static async Task<Result<DatasetRow>> FindForUploadAsync(
        NpgsqlConnection connection, string tenantId, Guid datasetId, string? pluginId, CancellationToken cancellationToken)
    {
        var dataset = await FindAsync(connection, tenantId, datasetId, cancellationToken);
        if (dataset is null)
            return DatasetErrors.Unknown(datasetId);
        return DatasetErrors.Unusable(dataset, pluginId ?? dataset.PluginId) is { } unusable ? unusable : dataset;
    }

    /// <summary>The dataset, held against other changes until the transaction ends.</summary>
    public static Task<DatasetRow?> LockAsync(NpgsqlTransaction transaction, string tenantId, Guid datasetId, CancellationToken cancellationToken) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<DatasetRow>(new CommandDefinition(
            $"SELECT {Columns} FROM datasets WHERE tenant_id = @tenantId AND dataset_id = @datasetId AND purging IS NULL FOR UPDATE",
            new { tenantId, datasetId },
            transaction,
            cancellationToken: cancellationToken));

    public static Task InsertAsync(NpgsqlTransaction transaction, DatasetRow dataset, string subject, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO datasets (tenant_id, dataset_id, plugin_id, name, current_version, created_at, created_by, published_at)
            VALUES (@TenantId, @DatasetId, @PluginId, @Name, @CurrentVersion, @CreatedAt, @subject, @PublishedAt)
            """,
            new { dataset.TenantId, dataset.DatasetId, dataset.PluginId, dataset.Name, dataset.CurrentVersion, dataset.CreatedAt, subject, dataset.PublishedAt },
            transaction,
            cancellationToken: cancellationToken));

    /// <summary>Sets or clears the mark of deletion.</summary>
    public static Task MarkDeletedAsync(NpgsqlTransaction transaction, DatasetRow dataset, DateTime? at, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "UPDATE datasets SET deleted_at = @at WHERE tenant_id = @TenantId AND dataset_id = @DatasetId",
            new { dataset.TenantId, dataset.DatasetId, at },
            transaction,
            cancellationToken: cancellationToken));

    /// <summary>Newest first, beginning after a dataset: ids grow with time. With the deleted ones that can be restored, if asked for.</summary>
    public static async Task<List<DatasetListRow>> ListAsync(
        NpgsqlConnection connection, Caller caller, string? pluginId, bool deleted, Guid? after, int limit, CancellationToken cancellationToken) =>
        [.. await connection.QueryAsync<DatasetListRow>(new CommandDefinition(
            $"""
            SELECT d.dataset_id, d.plugin_id, d.name, d.current_version, d.created_at, d.published_at, d.deleted_at, s.rows, s.stored_bytes
            FROM datasets d
            CROSS JOIN LATERAL (
                SELECT coalesce(sum(p.rows), 0)::bigint AS rows, coalesce(sum(p.stored_bytes), 0)::bigint AS stored_bytes
                FROM version_parts v JOIN parts p USING (dataset_id, part_id)
                WHERE v.dataset_id = d.dataset_id AND v.version = d.current_version) s
            WHERE d.tenant_id = @TenantId AND (@granted::uuid[] IS NULL OR d.dataset_id = ANY (@granted)) AND {(deleted ? "d.purging IS NULL" : "d.deleted_at IS NULL")}
              AND (@pluginId::text IS NULL OR d.plugin_id = @pluginId)
              AND (@after::uuid IS NULL OR d.dataset_id < @after)
            ORDER BY d.dataset_id DESC
            LIMIT @limit
            """,
            new { caller.TenantId, granted = caller.Datasets?.ToArray(), pluginId, after, limit },
            cancellationToken: cancellationToken))];

    /// <summary>Versions, newest first, before a version.</summary>
    public static async Task<List<VersionRow>> VersionsAsync(
        NpgsqlConnection connection, DatasetRow dataset, int before, int limit, CancellationToken cancellationToken) =>
        [.. await connection.QueryAsync<VersionRow>(new CommandDefinition(
            """
            SELECT v.version, v.table_name, v.mode, p.rows, p.rejected, p.bytes, p.file_name, p.content_hash, v.plugin_version, v.published_at, v.published_by, v.findings::text AS findings
            FROM versions v JOIN parts p USING (dataset_id, part_id)
            WHERE v.dataset_id = @DatasetId AND v.tenant_id = @TenantId AND v.version < @before
            ORDER BY v.version DESC
            LIMIT @limit
            """,
            new { dataset.DatasetId, dataset.TenantId, before, limit },
            cancellationToken: cancellationToken))];

    /// <summary>When a version was published; null when there is none.</summary>
    public static Task<DateTime?> PublishedAtAsync(NpgsqlConnection connection, DatasetRow dataset, int version, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<DateTime?>(new CommandDefinition(
            "SELECT published_at FROM versions WHERE dataset_id = @DatasetId AND tenant_id = @TenantId AND version = @version",
            new { dataset.DatasetId, dataset.TenantId, version },
            cancellationToken: cancellationToken));

    /// <summary>The parts of a version in order.</summary>
    public static async Task<List<PartRow>> PartsAsync(NpgsqlConnection connection, DatasetRow dataset, int version, CancellationToken cancellationToken) =>
        [.. await connection.QueryAsync<PartRow>(new CommandDefinition(
            """
            SELECT v.table_name, p.physical_name, p.part_id, p.rows, p.stored_bytes, p.created_at
            FROM version_parts v JOIN parts p USING (dataset_id, part_id)
            WHERE v.dataset_id = @DatasetId AND p.tenant_id = @TenantId AND v.version = @version
            ORDER BY v.table_name, v.position
            """,
            new { dataset.DatasetId, dataset.TenantId, version },
            cancellationToken: cancellationToken))];

    /// <summary>Names of the tables that a version holds rows of.</summary>
    public static async Task<IReadOnlySet<string>> FilledTablesAsync(NpgsqlTransaction transaction, Guid datasetId, int version, CancellationToken cancellationToken) =>
        (await transaction.Connection!.QueryAsync<string>(new CommandDefinition(
            "SELECT DISTINCT table_name FROM version_parts WHERE dataset_id = @datasetId AND version = @version",
            new { datasetId, version },
            transaction,
            cancellationToken: cancellationToken))).ToHashSet(StringComparer.Ordinal);
}
