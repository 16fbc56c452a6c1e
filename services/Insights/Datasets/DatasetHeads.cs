using Dapper;
using Npgsql;

namespace NlSql.Insights.Datasets;

/// <summary>The current version of each dataset, read from Ingestion's view in the shared database.</summary>
internal sealed class DatasetHeads(NpgsqlDataSource database)
{
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
}

/// <summary>The current version of a dataset.</summary>
internal sealed class DatasetHead
{
    public Guid DatasetId { get; init; }

    public string? PluginId { get; init; }

    public int Version { get; init; }
}
