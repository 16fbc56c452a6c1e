using Dapper;
using Npgsql;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Chat.Datasets;

/// <summary>
/// The current version of each dataset and whether it is deleted, read from Ingestion's view in the shared database: one indexed
/// look-up, always up to date, no call to another service (ADR 0020).
/// </summary>
internal sealed class DatasetHeads(NpgsqlDataSource database)
{
    /// <summary>The head of a dataset; null when it is unknown, deleted, someone else's or not granted.</summary>
    public async Task<DatasetHead?> FindAsync(Caller caller, Guid datasetId, CancellationToken cancellationToken)
    {
        if (!caller.Sees(datasetId))
            return null;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<DatasetHead>(new CommandDefinition(
            """
            SELECT dataset_id AS DatasetId, plugin_id AS PluginId, name AS Name, current_version AS Version, published_at AS PublishedAt,
                   model_version AS ModelVersion
            FROM ingestion.dataset_heads
            WHERE tenant_id = @TenantId AND dataset_id = @datasetId AND deleted_at IS NULL AND current_version > 0
            """,
            new { caller.TenantId, datasetId },
            cancellationToken: cancellationToken));
    }

    /// <summary>The newest datasets that a caller sees, at most two: enough to know whether there is exactly one.</summary>
    public async Task<IReadOnlyList<DatasetHead>> NewestAsync(Caller caller, string? pluginId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<DatasetHead>(new CommandDefinition(
            """
            SELECT dataset_id AS DatasetId, plugin_id AS PluginId, name AS Name, current_version AS Version, published_at AS PublishedAt,
                   model_version AS ModelVersion
            FROM ingestion.dataset_heads
            WHERE tenant_id = @TenantId AND (@pluginId IS NULL OR plugin_id = @pluginId) AND deleted_at IS NULL AND current_version > 0
              AND (@granted::uuid[] IS NULL OR dataset_id = ANY (@granted))
            ORDER BY published_at DESC
            LIMIT 2
            """,
            new { caller.TenantId, pluginId, granted = caller.Datasets?.ToArray() },
            cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>The newest datasets of all tenants, at most so many.</summary>
    public async Task<IReadOnlyList<(string TenantId, Guid DatasetId)>> NewestOfAllAsync(int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<(string TenantId, Guid DatasetId)>(new CommandDefinition(
            "SELECT tenant_id, dataset_id FROM ingestion.dataset_heads WHERE deleted_at IS NULL AND current_version > 0 ORDER BY published_at DESC LIMIT @most",
            new { most },
            cancellationToken: cancellationToken))).AsList();
    }
}

/// <summary>The current version of a dataset.</summary>
internal sealed class DatasetHead
{
    public Guid DatasetId { get; init; }

    public string? PluginId { get; init; }

    public string Name { get; init; } = "";

    public int Version { get; init; }

    public DateTime PublishedAt { get; init; }

    /// <summary>The model that holds for the current version; null where the dataset has a plugin.</summary>
    public string? ModelVersion { get; init; }
}
