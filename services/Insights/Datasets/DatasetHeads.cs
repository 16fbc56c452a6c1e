using Dapper;
using Npgsql;

namespace NlSql.Insights.Datasets;

/// <summary>The current version of each dataset, read from Ingestion's view in the shared database.</summary>
internal sealed class DatasetHeads(NpgsqlDataSource database)
{
    private const int MostHeads = 10_000;

    /// <summary>The head of one dataset of a tenant; null when it is unknown, deleted or someone else's.</summary>
    public async Task<DatasetHead?> FindAsync(string tenantId, Guid datasetId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<DatasetHead>(new CommandDefinition(
            """
            SELECT dataset_id AS DatasetId, plugin_id AS PluginId, current_version AS Version
            FROM ingestion.dataset_heads
            WHERE tenant_id = @tenantId AND dataset_id = @datasetId AND deleted_at IS NULL AND current_version > 0
            """,
            new { tenantId, datasetId },
            cancellationToken: cancellationToken));
    }

    /// <summary>The heads of all tenants, at most <see cref="MostHeads"/>.</summary>
    public async Task<IReadOnlyList<TenantHead>> AllAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<TenantHead>(new CommandDefinition(
            """
            SELECT tenant_id AS TenantId, dataset_id AS DatasetId, plugin_id AS PluginId, current_version AS Version, model_version AS ModelVersion
            FROM ingestion.dataset_heads WHERE deleted_at IS NULL AND current_version > 0 ORDER BY published_at DESC LIMIT @MostHeads
            """,
            new { MostHeads },
            cancellationToken: cancellationToken))];
    }
}

/// <summary>The current version of a dataset.</summary>
internal sealed class DatasetHead
{
    public Guid DatasetId { get; init; }

    public string? PluginId { get; init; }

    public int Version { get; init; }
}

/// <summary>The current version of a dataset, of any tenant.</summary>
internal sealed class TenantHead
{
    public string TenantId { get; init; } = "";

    public Guid DatasetId { get; init; }

    public string? PluginId { get; init; }

    public int Version { get; init; }

    /// <summary>The version of a dataset's own model; null where it has a plugin.</summary>
    public string? ModelVersion { get; init; }
}
