using NlSql.Contracts.Datasets;

namespace NlSql.Contracts.Messages;

/// <summary>A deleted dataset is back as it was. Whoever forgot something of it when it was deleted can know it again.</summary>
/// <param name="TenantId">Owner of the dataset.</param>
/// <param name="DatasetId">The dataset.</param>
/// <param name="PluginId">Its plugin; null for a dynamic dataset.</param>
/// <param name="Version">Its newest version.</param>
/// <param name="PublishedAt">When that was published.</param>
/// <param name="RestoredAt">When it was brought back.</param>
[RequiresConsumer]
public sealed record DatasetRestored(string TenantId, Guid DatasetId, string? PluginId, int Version, DateTimeOffset PublishedAt, DateTimeOffset RestoredAt)
{
    /// <summary>Where the version's rows do not fit the declared keys and relationships; at most 100.</summary>
    public IReadOnlyList<DataFinding> Findings { get; init; } = [];
}
