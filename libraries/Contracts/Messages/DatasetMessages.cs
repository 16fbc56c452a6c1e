using NlSql.Contracts.Datasets;

namespace NlSql.Contracts.Messages;

/// <summary>A version of a dataset can be asked. Consumers apply the highest version and read its content from Ingestion.</summary>
/// <param name="TenantId">Owner of the dataset.</param>
/// <param name="DatasetId">The dataset.</param>
/// <param name="PluginId">Its plugin; null for a dynamic dataset.</param>
/// <param name="Version">The version, 1 or more.</param>
/// <param name="Table">Logical name of the table that the upload filled.</param>
/// <param name="Rows">Rows that the upload added.</param>
/// <param name="PublishedAt">When the version was published.</param>
[RequiresConsumer]
public sealed record DatasetVersionPublished(
    string TenantId, Guid DatasetId, string? PluginId, int Version, string Table, long Rows, DateTimeOffset PublishedAt)
{
    /// <summary>Where the version's rows do not fit the declared keys and relationships; at most 100.</summary>
    public IReadOnlyList<DataFinding> Findings { get; init; } = [];
}

/// <summary>A dataset was deleted. Carries the last version, so that a late publish never resurrects it.</summary>
[RequiresConsumer]
public sealed record DatasetDeleted(string TenantId, Guid DatasetId, int LastVersion, DateTimeOffset DeletedAt);
