using System.Text.Json;
using Dapper;
using Npgsql;
using NlSql.Contracts.Datasets;
using NlSql.ServiceDefaults;

namespace NlSql.Ingestion.Uploads.Findings;

/// <summary>Findings as they are stored with a version.</summary>
internal static class FindingRecords
{
    public static IReadOnlyList<DataFinding> Read(string json) => JsonSerializer.Deserialize<List<DataFinding>>(json, JsonOptions.Snake) ?? [];

    /// <summary>The findings of a version; none when there is no such version.</summary>
    public static async Task<IReadOnlyList<DataFinding>> OfVersionAsync(NpgsqlTransaction transaction, Guid datasetId, int version, CancellationToken cancellationToken) =>
        await transaction.Connection!.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "SELECT findings::text FROM versions WHERE dataset_id = @datasetId AND version = @version",
            new { datasetId, version },
            transaction,
            cancellationToken: cancellationToken)) is { } json ? Read(json) : [];

    public static Task WriteAsync(
        NpgsqlTransaction transaction, Guid datasetId, int version, IReadOnlyList<DataFinding> findings, CancellationToken cancellationToken) =>
        findings.Count == 0
            ? Task.CompletedTask
            : transaction.Connection!.ExecuteAsync(new CommandDefinition(
                "UPDATE versions SET findings = @findings::jsonb WHERE dataset_id = @datasetId AND version = @version",
                new { datasetId, version, findings = JsonSerializer.Serialize(findings, JsonOptions.Snake) },
                transaction,
                cancellationToken: cancellationToken));
}
