using Dapper;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Messaging;
using Npgsql;

namespace NlSql.PluginRegistry.Persistence;

/// <summary>Which version of each plugin was announced. A change is stored together with its events.</summary>
internal sealed class PluginVersionStore(NpgsqlDataSource database, Outbox outbox, AuditTrail audit, TimeProvider clock)
{
    // Plugins belong to the installation; their changes are kept in the trail of its default tenant.
    private const string Tenant = "default";

    /// <summary>Announces the versions that differ from what was announced last, and the plugins that are gone.</summary>
    /// <param name="versions">Version by plugin id, all plugins.</param>
    /// <param name="actor">Who caused it, for the audit trail.</param>
    /// <param name="cancellationToken">Cancels; then nothing was announced.</param>
    /// <returns>How many changes were announced by this call; another replica may have announced the same before.</returns>
    public async Task<int> AnnounceAsync(IReadOnlyDictionary<string, string> versions, string actor, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        const string gone = """
            UPDATE plugin_versions SET version = NULL, changed_at = @now
            WHERE version IS NOT NULL AND NOT plugin_id = ANY (@ids)
            RETURNING plugin_id
            """;
        var ids = versions.Keys.Order(StringComparer.Ordinal).ToArray();
        var changes = new List<PluginChanged>();
        foreach (var id in await connection.QueryAsync<string>(new CommandDefinition(gone, new { ids, now = now.UtcDateTime }, transaction, cancellationToken: cancellationToken)))
            changes.Add(new PluginChanged(id, null, now));

        const string changed = """
            INSERT INTO plugin_versions (plugin_id, version, changed_at) VALUES (@id, @version, @now)
            ON CONFLICT (plugin_id) DO UPDATE SET version = excluded.version, changed_at = excluded.changed_at
            WHERE plugin_versions.version IS DISTINCT FROM excluded.version
            RETURNING plugin_id
            """;
        // In the order of the ids, so that two replicas wait for each other instead of locking each other out.
        foreach (var id in ids)
        {
            var version = versions[id];
            var rows = await connection.QueryAsync<string>(new CommandDefinition(changed, new { id, version, now = now.UtcDateTime }, transaction, cancellationToken: cancellationToken));
            if (rows.Any())
                changes.Add(new PluginChanged(id, version, now));
        }

        foreach (var change in changes)
        {
            await outbox.EnqueueAsync(transaction, $"plugin:{change.PluginId}", change, cancellationToken);
            var recorded = audit.Of(Tenant, actor, change.Version is null ? "plugin.removed" : "plugin.changed") with { SubjectId = change.Version, PluginId = change.PluginId };
            await audit.AddAsync(transaction, recorded, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return changes.Count;
    }
}
