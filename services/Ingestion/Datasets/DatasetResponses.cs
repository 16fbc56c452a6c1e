using System.Text.Json;
using NlSql.Contracts.Datasets;
using NlSql.Ingestion.Uploads.Findings;

namespace NlSql.Ingestion.Datasets;

/// <summary>A page of a list; ask for the next one with its cursor.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>A dataset in a list; one with a time of deletion can be restored until it is purged.</summary>
internal sealed record DatasetSummary(
    Guid DatasetId, string Name, string? PluginId, int Version, long Rows, long StoredBytes, DateTimeOffset CreatedAt, DateTimeOffset PublishedAt, DateTimeOffset? DeletedAt)
{
    public static DatasetSummary Of(DatasetListRow row) =>
        new(row.DatasetId, row.Name, row.PluginId, row.CurrentVersion, row.Rows, row.StoredBytes, row.CreatedAt, row.PublishedAt, row.DeletedAt);
}

/// <summary>A dataset in full; it was last updated when its newest version was published.</summary>
internal sealed record DatasetDetails(
    Guid DatasetId, string Name, string? PluginId, int Version, long Rows, long StoredBytes, DateTimeOffset CreatedAt, DateTimeOffset LastUpdated,
    IReadOnlyList<TableSummary> Tables, IReadOnlyList<VersionSummary> Versions);

internal sealed record TableSummary(string Name, int Parts, long Rows, long StoredBytes, DateTimeOffset LastUpdated)
{
    public static IReadOnlyList<TableSummary> Of(IEnumerable<PartRow> parts) =>
        [.. parts.GroupBy(p => p.TableName).Select(t => new TableSummary(t.Key, t.Count(), t.Sum(p => p.Rows), t.Sum(p => p.StoredBytes), t.Max(p => p.CreatedAt)))];
}

internal sealed record VersionSummary(
    int Version, string Table, string Mode, long Rows, long Rejected, long Bytes, string FileName, string Sha256, string? PluginVersion,
    DateTimeOffset PublishedAt, string PublishedBy, IReadOnlyList<DataFinding> ModelFindings)
{
    public static VersionSummary Of(VersionRow row) => new(
        row.Version, row.TableName, row.Mode, row.Rows, row.Rejected, row.Bytes, row.FileName, Convert.ToHexStringLower(row.ContentHash), row.PluginVersion,
        row.PublishedAt, row.PublishedBy, FindingRecords.Read(row.Findings));
}

/// <summary>The first rows of a table.</summary>
internal sealed record DatasetPreview(Guid DatasetId, int Version, string Table, IReadOnlyList<PreviewColumn> Columns, IReadOnlyList<JsonElement> Rows);

internal sealed record PreviewColumn(string Name, string Type);
