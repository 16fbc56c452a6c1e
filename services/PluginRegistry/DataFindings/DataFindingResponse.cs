namespace NlSql.PluginRegistry.DataFindings;

/// <summary>Uploaded rows that do not fit what the plugin declares.</summary>
/// <param name="DatasetId">The dataset.</param>
/// <param name="Version">Its version.</param>
/// <param name="PublishedAt">When that was published.</param>
/// <param name="Code"><c>data.key-not-unique</c>, <c>data.cardinality-violated</c>, <c>data.rows-without-partner</c> or <c>data.not-checked</c>.</param>
/// <param name="Table">The table whose rows are meant.</param>
/// <param name="Columns">The columns concerned.</param>
/// <param name="Relationship">The relationship; null for a key.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Message">The finding in a sentence.</param>
internal sealed record DataFindingResponse(
    Guid DatasetId, int Version, DateTimeOffset PublishedAt, string Code, string Table, IReadOnlyList<string> Columns, string? Relationship, long Rows, string Message);
