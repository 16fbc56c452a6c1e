namespace NlSql.Contracts.Datasets;

/// <summary>What the asking side needs to know of one version of a dataset; immutable, so it can be held as long as wanted.</summary>
/// <param name="DatasetId">The dataset.</param>
/// <param name="TenantId">Its owner.</param>
/// <param name="Name">Name for people.</param>
/// <param name="PluginId">Its plugin; null for a dynamic dataset.</param>
/// <param name="Version">The version.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="Tables">Its tables with the parts that make them up.</param>
public sealed record DatasetCatalog(
    Guid DatasetId, string TenantId, string Name, string? PluginId, int Version, DateTimeOffset PublishedAt, IReadOnlyList<CatalogTable> Tables);

/// <summary>One table of a dataset version.</summary>
/// <param name="Name">Logical name, as in the semantic model.</param>
/// <param name="PhysicalName">Name of the partitioned parent within the schema <c>data</c>, such as <c>retail__sales</c>.</param>
/// <param name="Parts">Parts that make up the table; empty when nothing was uploaded.</param>
/// <param name="Rows">Rows over all parts.</param>
/// <param name="Columns">Columns with what the profile found.</param>
public sealed record CatalogTable(string Name, string PhysicalName, IReadOnlyList<Guid> Parts, long Rows, IReadOnlyList<CatalogColumn> Columns);

/// <summary>One column of a dataset version.</summary>
/// <param name="Name">Logical name, also the physical one.</param>
/// <param name="Type">text, integer, decimal, boolean, date, timestamp or uuid.</param>
/// <param name="Minimum">Smallest value as invariant text (ISO for dates); null when there is none or the column is text.</param>
/// <param name="Maximum">Largest value; as above.</param>
/// <param name="DistinctValues">Distinct values of a text column, most frequent first, up to the configured cap; empty for others.</param>
/// <param name="ValuesComplete">Whether <paramref name="DistinctValues"/> holds all of them.</param>
/// <param name="HasValues">Whether any row has a value; false too for a column that no uploaded file had.</param>
/// <param name="HasGaps">Whether any row has no value.</param>
public sealed record CatalogColumn(
    string Name, string Type, string? Minimum, string? Maximum, IReadOnlyList<string> DistinctValues, bool ValuesComplete, bool HasValues, bool HasGaps = false);
