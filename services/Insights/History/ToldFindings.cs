using System.Text.Json;
using Dapper;
using NlSql.Insights.Findings;
using NlSql.ServiceDefaults;
using Npgsql;

namespace NlSql.Insights.History;

/// <summary>Findings of a tenant one by one, in the order in which they were told.</summary>
internal sealed class ToldFindings(NpgsqlDataSource database)
{
    private const string Columns = """
        SELECT f.seq AS Id, f.found AS Found, f.run_id AS RunId, f.dataset_id AS DatasetId, r.dataset_version AS DatasetVersion, r.plugin_id AS Plugin, r.trigger AS Trigger,
            (r.body -> 'findings' -> f.ordinal)::text AS Body
        FROM findings f JOIN runs r USING (tenant_id, run_id)
        """;

    /// <summary>What a rule found, newest first.</summary>
    public async Task<IReadOnlyList<ToldFinding>> OfRuleAsync(
        string tenantId, string rule, Guid? datasetId, long? before, int limit, CancellationToken cancellationToken) =>
        await ReadAsync(
            $"""
            {Columns}
            WHERE f.tenant_id = @tenantId AND f.rule = @rule AND (@datasetId::uuid IS NULL OR f.dataset_id = @datasetId) AND (@before::bigint IS NULL OR f.seq < @before)
            ORDER BY f.seq DESC LIMIT @limit
            """,
            new { tenantId, rule, datasetId, before, limit },
            cancellationToken);

    /// <summary>What was told after a finding, oldest first.</summary>
    public async Task<IReadOnlyList<ToldFinding>> AfterAsync(string tenantId, Guid? datasetId, long after, int limit, CancellationToken cancellationToken) =>
        await ReadAsync(
            $"""
            {Columns}
            WHERE f.tenant_id = @tenantId AND (@datasetId::uuid IS NULL OR f.dataset_id = @datasetId) AND f.seq > @after
            ORDER BY f.seq LIMIT @limit
            """,
            new { tenantId, datasetId, after, limit },
            cancellationToken);

    /// <summary>The newest finding; 0 when there is none.</summary>
    public async Task<long> NewestAsync(string tenantId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT coalesce(max(newest), 0) FROM told WHERE tenant_id = @tenantId", new { tenantId }, cancellationToken: cancellationToken));
    }

    private async Task<IReadOnlyList<ToldFinding>> ReadAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
        return [.. rows.Select(r => new ToldFinding(
            r.Id, r.Found, r.RunId, r.DatasetId, r.DatasetVersion, r.Plugin, r.Trigger, JsonSerializer.Deserialize<Finding>(r.Body, JsonOptions.Snake)!))];
    }

    private sealed class Row
    {
        public long Id { get; init; }

        public DateTime Found { get; init; }

        public Guid RunId { get; init; }

        public Guid DatasetId { get; init; }

        public int DatasetVersion { get; init; }

        public string? Plugin { get; init; }

        public string Trigger { get; init; } = "";

        public string Body { get; init; } = "";
    }
}

/// <summary>A finding with the run that it is of.</summary>
/// <param name="Id">Grows with time, within a tenant.</param>
/// <param name="Found">When it was found.</param>
/// <param name="RunId">The run.</param>
/// <param name="DatasetId">The dataset.</param>
/// <param name="DatasetVersion">Its version.</param>
/// <param name="Plugin">Its plugin; null where it has none.</param>
/// <param name="Trigger">requested, new_data or scheduled.</param>
/// <param name="Finding">What was found.</param>
internal sealed record ToldFinding(long Id, DateTime Found, Guid RunId, Guid DatasetId, int DatasetVersion, string? Plugin, string Trigger, Finding Finding);
