using Dapper;
using Npgsql;

namespace NlSql.Insights.Mutes;

/// <summary>Rules that are muted for a dataset, always of one tenant.</summary>
internal sealed class MuteStore(NpgsqlDataSource database)
{
    /// <summary>The mutes of a dataset by rule.</summary>
    public async Task<IReadOnlyDictionary<string, Mute>> OfDatasetAsync(string tenantId, Guid datasetId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var mutes = await connection.QueryAsync<Mute>(new CommandDefinition(
            "SELECT rule AS Rule, muted_by AS MutedBy, muted_at AS MutedAt, reason AS Reason FROM mutes WHERE tenant_id = @tenantId AND dataset_id = @datasetId",
            new { tenantId, datasetId },
            cancellationToken: cancellationToken));
        return mutes.ToDictionary(m => m.Rule, StringComparer.Ordinal);
    }

    /// <summary>Mutes a rule; a second mute replaces who, when and why.</summary>
    public static Task AddAsync(NpgsqlTransaction transaction, string tenantId, Guid datasetId, Mute mute, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO mutes (tenant_id, dataset_id, rule, muted_by, muted_at, reason) VALUES (@tenantId, @datasetId, @Rule, @MutedBy, @MutedAt, @Reason)
            ON CONFLICT (tenant_id, dataset_id, rule) DO UPDATE SET muted_by = excluded.muted_by, muted_at = excluded.muted_at, reason = excluded.reason
            """,
            new { tenantId, datasetId, mute.Rule, mute.MutedBy, mute.MutedAt, mute.Reason },
            transaction,
            cancellationToken: cancellationToken));

    /// <summary>Ends a mute; false when there was none.</summary>
    public static async Task<bool> RemoveAsync(NpgsqlTransaction transaction, string tenantId, Guid datasetId, string rule, CancellationToken cancellationToken) =>
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "DELETE FROM mutes WHERE tenant_id = @tenantId AND dataset_id = @datasetId AND rule = @rule",
            new { tenantId, datasetId, rule },
            transaction,
            cancellationToken: cancellationToken)) > 0;
}

/// <summary>A rule that is muted for a dataset.</summary>
internal sealed class Mute
{
    public string Rule { get; init; } = "";

    public string MutedBy { get; init; } = "";

    public DateTime MutedAt { get; init; }

    /// <summary>Why; null when nobody said.</summary>
    public string? Reason { get; init; }
}
