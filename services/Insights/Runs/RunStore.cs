using System.Text.Json;
using Dapper;
using NlSql.ServiceDefaults;
using Npgsql;

namespace NlSql.Insights.Runs;

/// <summary>Runs and findings, always of one tenant.</summary>
internal sealed class RunStore(NpgsqlDataSource database)
{
    /// <summary>Runs kept per dataset; older ones go with their findings.</summary>
    public const int MostRuns = 1_000;

    /// <summary>Stores a run with its findings in the caller's transaction.</summary>
    public static async Task AddAsync(NpgsqlTransaction transaction, string tenantId, InsightRun run, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO runs (tenant_id, run_id, dataset_id, dataset_version, plugin_id, plugin_version, trigger, finished, body)
            VALUES (@tenantId, @RunId, @DatasetId, @DatasetVersion, @Plugin, @PluginVersion, @trigger, @finished, @body::jsonb);
            DELETE FROM runs WHERE tenant_id = @tenantId AND dataset_id = @DatasetId AND finished < (
                SELECT finished FROM runs WHERE tenant_id = @tenantId AND dataset_id = @DatasetId ORDER BY finished DESC OFFSET @last LIMIT 1)
            """,
            new
            {
                tenantId,
                run.RunId,
                run.DatasetId,
                run.DatasetVersion,
                run.Plugin,
                run.PluginVersion,
                trigger = JsonNamingPolicy.SnakeCaseLower.ConvertName(run.Trigger.ToString()),
                finished = run.Finished.UtcDateTime,
                body = JsonSerializer.Serialize(run, JsonOptions.Snake),
                last = MostRuns - 1,
            },
            transaction,
            cancellationToken: cancellationToken));
        if (run.Findings.Count > 0)
            await AddFindingsAsync(transaction, tenantId, run, cancellationToken);
    }

    public Task<InsightRun?> FindAsync(string tenantId, Guid runId, CancellationToken cancellationToken) =>
        ReadAsync("tenant_id = @tenantId AND run_id = @runId", new { tenantId, runId }, cancellationToken);

    /// <summary>The newest run, of a plugin or dataset where given.</summary>
    public Task<InsightRun?> LatestAsync(string tenantId, string? plugin, Guid? datasetId, CancellationToken cancellationToken) =>
        ReadAsync(
            "tenant_id = @tenantId AND (@plugin::text IS NULL OR plugin_id = @plugin) AND (@datasetId::uuid IS NULL OR dataset_id = @datasetId)",
            new { tenantId, plugin, datasetId },
            cancellationToken);

    /// <summary>Runs, newest first, behind a place in the list.</summary>
    public async Task<IReadOnlyList<RunSummary>> ListAsync(
        string tenantId, string? plugin, Guid? datasetId, RunCursor? after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var runs = await connection.QueryAsync<RunSummary>(new CommandDefinition(
            """
            SELECT run_id AS RunId, plugin_id AS Plugin, plugin_version AS PluginVersion, dataset_id AS DatasetId, dataset_version AS DatasetVersion, trigger AS Trigger,
                finished AS Finished, jsonb_array_length(body -> 'findings') AS Findings,
                jsonb_array_length(jsonb_path_query_array(body, '$.rules[*] ? (@.status == "failed")')) AS RulesFailed
            FROM runs
            WHERE tenant_id = @tenantId AND (@plugin::text IS NULL OR plugin_id = @plugin) AND (@datasetId::uuid IS NULL OR dataset_id = @datasetId)
                AND (@at::timestamptz IS NULL OR (finished, run_id) < (@at, @id))
            ORDER BY finished DESC, run_id DESC LIMIT @limit
            """,
            new { tenantId, plugin, datasetId, at = after?.Finished, id = after?.RunId, limit },
            cancellationToken: cancellationToken));
        return [.. runs];
    }

    /// <summary>When each rule last found something about each group.</summary>
    public async Task<IReadOnlyDictionary<(string Rule, string Key), DateTimeOffset>> LastFoundAsync(string tenantId, Guid datasetId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var last = await connection.QueryAsync<(string Rule, string Key, DateTime Found)>(new CommandDefinition(
            "SELECT rule, group_key, max(found) FROM findings WHERE tenant_id = @tenantId AND dataset_id = @datasetId GROUP BY rule, group_key",
            new { tenantId, datasetId },
            cancellationToken: cancellationToken));
        return last.ToDictionary(l => (l.Rule, l.Key), l => new DateTimeOffset(l.Found, TimeSpan.Zero));
    }

    private static async Task AddFindingsAsync(NpgsqlTransaction transaction, string tenantId, InsightRun run, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        var newest = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "INSERT INTO told (tenant_id, newest) VALUES (@tenantId, @Count) ON CONFLICT (tenant_id) DO UPDATE SET newest = told.newest + excluded.newest RETURNING newest",
            new { tenantId, run.Findings.Count },
            transaction,
            cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO findings (tenant_id, run_id, ordinal, dataset_id, rule, group_key, found, seq)
            VALUES (@tenantId, @RunId, @ordinal, @DatasetId, @Rule, @key, @found, @seq)
            """,
            run.Findings.Select((finding, ordinal) => new
            {
                tenantId,
                run.RunId,
                ordinal,
                run.DatasetId,
                finding.Rule,
                key = FindingKey.Of(finding.Group, finding.Period),
                found = run.Finished.UtcDateTime,
                seq = newest - run.Findings.Count + 1 + ordinal,
            }),
            transaction,
            cancellationToken: cancellationToken));
    }

    private async Task<InsightRun?> ReadAsync(string condition, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var body = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            $"SELECT body::text FROM runs WHERE {condition} ORDER BY finished DESC LIMIT 1", parameters, cancellationToken: cancellationToken));
        return body is null ? null : JsonSerializer.Deserialize<InsightRun>(body, JsonOptions.Snake);
    }
}
