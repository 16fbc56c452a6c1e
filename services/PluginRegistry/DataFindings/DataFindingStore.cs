using System.Text.Json;
using Dapper;
using NlSql.Contracts.Datasets;
using NlSql.ServiceDefaults;
using Npgsql;

namespace NlSql.PluginRegistry.DataFindings;

/// <summary>The findings of each dataset's newest version.</summary>
internal sealed class DataFindingStore(NpgsqlDataSource database)
{
    private const int MostDatasets = 20;
    private const int MostFindings = 100;

    /// <summary>Takes over what a version says, unless a newer one has spoken.</summary>
    public static Task StoreAsync(NpgsqlTransaction transaction, DatasetFindings findings, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO data_findings (tenant_id, dataset_id, plugin_id, version, published_at, findings)
            VALUES (@TenantId, @DatasetId, @PluginId, @Version, @At, @body::jsonb)
            ON CONFLICT (tenant_id, dataset_id) DO UPDATE
            SET plugin_id = excluded.plugin_id, version = excluded.version, published_at = excluded.published_at, findings = excluded.findings
            WHERE data_findings.version < excluded.version
            """,
            new
            {
                findings.TenantId,
                findings.DatasetId,
                findings.PluginId,
                findings.Version,
                At = findings.PublishedAt.UtcDateTime,
                body = BodyOf(findings),
            },
            transaction,
            cancellationToken: cancellationToken));

    /// <summary>Forgets the findings of a deleted dataset, up to its last version.</summary>
    public static Task ForgetAsync(
        NpgsqlTransaction transaction, string tenantId, Guid datasetId, int lastVersion, DateTimeOffset at, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO data_findings (tenant_id, dataset_id, plugin_id, version, published_at, findings, marked_at)
            VALUES (@tenantId, @datasetId, NULL, @lastVersion, @at, '[]', @at)
            ON CONFLICT (tenant_id, dataset_id) DO UPDATE SET version = excluded.version, findings = excluded.findings, marked_at = excluded.marked_at
            WHERE data_findings.version <= excluded.version AND data_findings.marked_at < excluded.marked_at
            """,
            new { tenantId, datasetId, lastVersion, at = at.UtcDateTime },
            transaction,
            cancellationToken: cancellationToken));

    /// <summary>Knows the findings of a restored dataset again, unless a newer version or a later deletion has spoken.</summary>
    public static Task RestoreAsync(NpgsqlTransaction transaction, DatasetFindings findings, DateTimeOffset at, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO data_findings (tenant_id, dataset_id, plugin_id, version, published_at, findings, marked_at)
            VALUES (@TenantId, @DatasetId, @PluginId, @Version, @PublishedAt, @body::jsonb, @at)
            ON CONFLICT (tenant_id, dataset_id) DO UPDATE
            SET plugin_id = excluded.plugin_id, version = excluded.version, published_at = excluded.published_at, findings = excluded.findings, marked_at = excluded.marked_at
            WHERE data_findings.version <= excluded.version AND data_findings.marked_at < excluded.marked_at
            """,
            new
            {
                findings.TenantId,
                findings.DatasetId,
                findings.PluginId,
                findings.Version,
                PublishedAt = findings.PublishedAt.UtcDateTime,
                at = at.UtcDateTime,
                body = BodyOf(findings),
            },
            transaction,
            cancellationToken: cancellationToken));

    /// <summary>A tenant's findings about a plugin, newest dataset first; null while the database is away: the files can be judged without.</summary>
    public async Task<IReadOnlyList<DataFindingResponse>?> NewestAsync(string tenantId, string pluginId, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            var rows = await connection.QueryAsync<(Guid DatasetId, int Version, DateTime At, string Body)>(new CommandDefinition(
                """
                SELECT dataset_id, version, published_at, findings::text
                FROM data_findings
                WHERE tenant_id = @tenantId AND plugin_id = @pluginId AND findings <> '[]'
                ORDER BY published_at DESC, dataset_id
                LIMIT @MostDatasets
                """,
                new { tenantId, pluginId, MostDatasets },
                cancellationToken: cancellationToken));
            return
            [
                .. (from row in rows
                    from finding in JsonSerializer.Deserialize<List<DataFinding>>(row.Body, JsonOptions.Snake)!
                    select new DataFindingResponse(
                        row.DatasetId, row.Version, new DateTimeOffset(row.At, TimeSpan.Zero), finding.Code, finding.Table, finding.Columns, finding.Relationship,
                        finding.Rows, finding.Message)).Take(MostFindings),
            ];
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return null;
        }
    }

    private static string BodyOf(DatasetFindings findings) => JsonSerializer.Serialize(findings.Findings.Take(MostFindings), JsonOptions.Snake);
}

/// <summary>What a version of a dataset says about its rows.</summary>
internal sealed record DatasetFindings(
    string TenantId, Guid DatasetId, string PluginId, int Version, DateTimeOffset PublishedAt, IReadOnlyList<DataFinding> Findings);
