using System.Text.Json;
using Dapper;
using NlSql.Insights.Rules;
using NlSql.ServiceDefaults;
using Npgsql;

namespace NlSql.Insights.Runs;

/// <summary>Runs and findings, always of one tenant.</summary>
internal sealed class RunStore(NpgsqlDataSource database)
{
    /// <summary>Stores a run with its findings in the caller's transaction.</summary>
    public static async Task AddAsync(NpgsqlTransaction transaction, string tenantId, InsightRun run, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO runs (tenant_id, run_id, dataset_id, dataset_version, plugin_id, plugin_version, trigger, finished, body)
            VALUES (@tenantId, @RunId, @DatasetId, @DatasetVersion, @Plugin, @PluginVersion, @trigger, @finished, @body::jsonb)
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
            },
            transaction,
            cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO findings (tenant_id, run_id, ordinal, dataset_id, rule, group_key, found)
            VALUES (@tenantId, @RunId, @ordinal, @DatasetId, @Rule, @group, @found)
            """,
            run.Findings.Select((finding, ordinal) => new
            {
                tenantId,
                run.RunId,
                ordinal,
                run.DatasetId,
                finding.Rule,
                group = finding.Group ?? "",
                found = run.Finished.UtcDateTime,
            }),
            transaction,
            cancellationToken: cancellationToken));
    }

    public Task<InsightRun?> FindAsync(string tenantId, Guid runId, CancellationToken cancellationToken) =>
        ReadAsync("tenant_id = @tenantId AND run_id = @runId", new { tenantId, runId }, cancellationToken);

    /// <summary>The newest run, of a plugin or dataset where given.</summary>
    public Task<InsightRun?> LatestAsync(string tenantId, string? plugin, Guid? datasetId, CancellationToken cancellationToken) =>
        ReadAsync(
            "tenant_id = @tenantId AND (@plugin::text IS NULL OR plugin_id = @plugin) AND (@datasetId::uuid IS NULL OR dataset_id = @datasetId)",
            new { tenantId, plugin, datasetId },
            cancellationToken);

    /// <summary>When the rule last found something about the group; null when it never did.</summary>
    public async Task<DateTimeOffset?> LastFoundAsync(string tenantId, Guid datasetId, Finding finding, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var last = await connection.ExecuteScalarAsync<DateTime?>(new CommandDefinition(
            "SELECT max(found) FROM findings WHERE tenant_id = @tenantId AND dataset_id = @datasetId AND rule = @Rule AND group_key = @group",
            new { tenantId, datasetId, finding.Rule, group = finding.Group ?? "" },
            cancellationToken: cancellationToken));
        return last is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null;
    }

    private async Task<InsightRun?> ReadAsync(string condition, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var body = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            $"SELECT body::text FROM runs WHERE {condition} ORDER BY finished DESC LIMIT 1", parameters, cancellationToken: cancellationToken));
        return body is null ? null : JsonSerializer.Deserialize<InsightRun>(body, JsonOptions.Snake);
    }
}
