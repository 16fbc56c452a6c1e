using System.Text.Json;
using Dapper;
using NlSql.ServiceDefaults;
using Npgsql;

namespace NlSql.PluginRegistry.Contracts;

/// <summary>What a result is a result of: anything else that is the same gives the same rows.</summary>
/// <param name="PluginId">The plugin.</param>
/// <param name="PluginVersion">Hash of its files.</param>
/// <param name="SampleData">Hash of its sample data.</param>
/// <param name="Engine">The build that compiles and compares.</param>
internal sealed record ContractKey(string PluginId, string PluginVersion, string SampleData, string Engine);

/// <summary>A result and when it came about.</summary>
internal sealed record StoredContract(ContractResult Result, DateTimeOffset CheckedAt);

/// <summary>The last result of each plugin's contract, shared by all replicas.</summary>
internal sealed class ContractStore(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>The stored result of exactly this, or else what <paramref name="run"/> gives, which is stored.</summary>
    /// <param name="key">What is run.</param>
    /// <param name="run">Runs it; for one plugin never twice at a time, however many replicas there are.</param>
    /// <param name="cancellationToken">Cancels; nothing is then stored.</param>
    public async Task<StoredContract> GetOrRunAsync(ContractKey key, Func<Task<ContractResult>> run, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (await FindAsync(connection, null, key, cancellationToken) is { } known)
            return known;
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO contract_results (plugin_id, plugin_version, sample_data, engine, body, checked_at)
            VALUES (@PluginId, '', '', '', '{}', now())
            ON CONFLICT DO NOTHING
            """,
            key,
            cancellationToken: cancellationToken));
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Locks the row, waiting for another replica that runs the same.
        await connection.ExecuteAsync(new CommandDefinition(
            "SELECT 1 FROM contract_results WHERE plugin_id = @PluginId FOR UPDATE", key, transaction, commandTimeout: 300, cancellationToken: cancellationToken));
        if (await FindAsync(connection, transaction, key, cancellationToken) is { } meanwhile)
            return meanwhile;

        var stored = new StoredContract(await run(), clock.GetUtcNow());
        await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE contract_results
            SET plugin_version = @PluginVersion, sample_data = @SampleData, engine = @Engine, body = @body::jsonb, checked_at = @at
            WHERE plugin_id = @PluginId
            """,
            new
            {
                key.PluginId,
                key.PluginVersion,
                key.SampleData,
                key.Engine,
                body = JsonSerializer.Serialize(stored.Result, JsonOptions.Snake),
                at = stored.CheckedAt.UtcDateTime,
            },
            transaction,
            cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return stored;
    }

    private static async Task<StoredContract?> FindAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, ContractKey key, CancellationToken cancellationToken)
    {
        var row = await connection.QuerySingleOrDefaultAsync<(string Body, DateTime CheckedAt)?>(new CommandDefinition(
            """
            SELECT body::text, checked_at FROM contract_results
            WHERE plugin_id = @PluginId AND plugin_version = @PluginVersion AND sample_data = @SampleData AND engine = @Engine
            """,
            key,
            transaction,
            cancellationToken: cancellationToken));
        return row is var (body, at)
            ? new StoredContract(JsonSerializer.Deserialize<ContractResult>(body, JsonOptions.Snake)!, new DateTimeOffset(at, TimeSpan.Zero))
            : null;
    }
}
