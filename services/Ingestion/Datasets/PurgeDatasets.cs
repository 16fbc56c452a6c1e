using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using NlSql.Ingestion.DataTables;
using NlSql.ServiceDefaults.Auditing;

namespace NlSql.Ingestion.Datasets;

/// <summary>
/// Removes datasets that were deleted long ago, for good: first they are hidden, which a restore at the same moment either sees or
/// prevents; then their parts go one by one, each in a transaction of its own; last what is known of them. A round that is broken off is
/// taken up by the next, of this replica or another: the dataset's row is locked by the one that is at it.
/// </summary>
internal sealed class PurgeDatasets(NpgsqlDataSource database, AuditTrail audit, IOptions<DatasetOptions> options, TimeProvider clock, ILogger<PurgeDatasets> logger)
{
    private const int MostAttempts = 5;

    /// <summary>Purges what is due.</summary>
    /// <returns>How many datasets are gone.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var purged = 0;
        foreach (var (tenantId, datasetId) in await FindDueAsync(cancellationToken))
        {
            try
            {
                if (await HideAsync(tenantId, datasetId, cancellationToken) && await PurgeAsync(tenantId, datasetId, cancellationToken))
                    purged++;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                // Questions are running; they go first. The next round goes on.
                Log.PurgeWaits(logger, datasetId);
            }
        }

        return purged;
    }

    private async Task<List<(string TenantId, Guid DatasetId)>> FindDueAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return
        [
            .. await connection.QueryAsync<(string, Guid)>(new CommandDefinition(
                "SELECT tenant_id, dataset_id FROM datasets WHERE deleted_at <= @limit ORDER BY deleted_at", new { limit = Limit }, cancellationToken: cancellationToken)),
        ];
    }

    private DateTime Limit => (clock.GetUtcNow() - TimeSpan.FromDays(options.Value.RetentionDays)).UtcDateTime;

    /// <summary>From the commit on the dataset is unknown to everybody; false when it was restored meanwhile or another replica is at it.</summary>
    private async Task<bool> HideAsync(string tenantId, Guid datasetId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE datasets d SET purging = coalesce(d.purging, (
                SELECT jsonb_build_object(
                    'name', d.name, 'versions', d.current_version, 'parts', count(*), 'rows', coalesce(sum(p.rows), 0), 'stored_bytes', coalesce(sum(p.stored_bytes), 0))
                FROM parts p WHERE p.dataset_id = d.dataset_id))
            WHERE tenant_id = @tenantId AND dataset_id = (
                SELECT dataset_id FROM datasets WHERE tenant_id = @tenantId AND dataset_id = @datasetId AND deleted_at <= @limit FOR UPDATE SKIP LOCKED)
            """,
            new { tenantId, datasetId, limit = Limit },
            cancellationToken: cancellationToken)) == 1;
    }

    private async Task<bool> PurgeAsync(string tenantId, Guid datasetId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var parts = await connection.QueryAsync<Guid>(new CommandDefinition(
            "SELECT part_id FROM parts WHERE dataset_id = @datasetId ORDER BY part_id", new { datasetId }, cancellationToken: cancellationToken));
        foreach (var part in parts.ToList())
        {
            if (!await DropAsync(connection, tenantId, datasetId, part, cancellationToken))
                return false;
        }

        return await ForgetAsync(connection, tenantId, datasetId, cancellationToken);
    }

    private static async Task<bool> DropAsync(NpgsqlConnection connection, string tenantId, Guid datasetId, Guid partId, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            if (!await IsHeldAsync(transaction, tenantId, datasetId, cancellationToken))
                return false;
            try
            {
                await DatasetRows.DeleteAsync(transaction, datasetId, partId, cancellationToken);
                // Last, because the parent is locked from here to the commit.
                await PartTables.DropAsync(transaction, partId, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return true;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable && attempt < MostAttempts)
            {
                // Those who waited behind us go on; then once more.
            }
        }
    }

    private async Task<bool> ForgetAsync(NpgsqlConnection connection, string tenantId, Guid datasetId, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await IsHeldAsync(transaction, tenantId, datasetId, cancellationToken))
            return false;
        var dataset = await connection.QuerySingleAsync<Purged>(new CommandDefinition(
            "SELECT plugin_id, current_version, purging::text AS purging FROM datasets WHERE tenant_id = @tenantId AND dataset_id = @datasetId",
            new { tenantId, datasetId },
            transaction,
            cancellationToken: cancellationToken));
        var tables = await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT physical_name FROM data_tables WHERE dataset_id = @datasetId", new { datasetId }, transaction, cancellationToken: cancellationToken));
        foreach (var table in tables.ToList())
            await PartTables.DropParentAsync(transaction, table, cancellationToken);
        await DatasetRows.DeleteAsync(transaction, datasetId, null, cancellationToken);
        await audit.AddAsync(
            transaction,
            audit.Of(tenantId, AuditTrail.SystemActor, "dataset.purged", JsonElement.Parse(dataset.Purging)) with
            {
                PluginId = dataset.PluginId,
                DatasetId = datasetId,
                DatasetVersion = dataset.CurrentVersion,
            },
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.Purged(logger, datasetId);
        return true;
    }

    private static Task<bool> IsHeldAsync(NpgsqlTransaction transaction, string tenantId, Guid datasetId, CancellationToken cancellationToken) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<bool>(new CommandDefinition(
            "SELECT true FROM datasets WHERE tenant_id = @tenantId AND dataset_id = @datasetId AND purging IS NOT NULL FOR UPDATE SKIP LOCKED",
            new { tenantId, datasetId },
            transaction,
            cancellationToken: cancellationToken));

    private sealed class Purged
    {
        public string? PluginId { get; init; }

        public int CurrentVersion { get; init; }

        public string Purging { get; init; } = "{}";
    }
}
