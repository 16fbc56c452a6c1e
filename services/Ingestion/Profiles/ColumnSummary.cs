using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Profiles;

/// <summary>The profile of a column over all parts of a version.</summary>
internal sealed record ColumnSummary
{
    public required string Name { get; init; }

    /// <summary>What the file or the plugin calls it.</summary>
    public required string Label { get; init; }

    public required ColumnType Type { get; init; }

    public required long Rows { get; init; }

    /// <summary>Smallest value as invariant text; null for types without an order worth telling.</summary>
    public string? Minimum { get; init; }

    /// <summary>Largest value, as above.</summary>
    public string? Maximum { get; init; }

    public required ColumnStatistics Statistics { get; init; }

    /// <summary>A sample of the distinct values.</summary>
    public required DistinctSketch Sketch { get; init; }

    /// <summary>Values of a text column, most frequent first: all of them, or the most frequent.</summary>
    public IReadOnlyList<ValueCount> Values { get; init; } = [];

    /// <summary>Whether <see cref="Values"/> are all.</summary>
    public bool ValuesComplete { get; init; }

    /// <summary>Whether its values are shown to nobody.</summary>
    public bool Hidden { get; init; }

    public long Nulls => Statistics.Nulls;
}

/// <summary>The profile of a table over all parts of a version.</summary>
internal sealed record ProfiledTable(string Name, long Rows, IReadOnlyList<ColumnSummary> Columns);
