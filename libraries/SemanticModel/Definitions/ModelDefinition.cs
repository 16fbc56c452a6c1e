using System.Text.Json.Serialization;

namespace NlSql.SemanticModel.Definitions;

/// <summary>
/// A semantic model: everything that is known about one business domain. Read from the five files of a plugin, or drafted
/// from the data of a dynamic dataset. Immutable; two models with the same <see cref="Version"/> are the same.
/// </summary>
public sealed record ModelDefinition
{
    /// <summary>Who the model is: id, name, currency, calendar.</summary>
    public required PluginDefinition Plugin { get; init; }

    /// <summary>Version of the content: the lower-case hexadecimal SHA-256 of the files that it was read from.</summary>
    public required string Version { get; init; }

    /// <summary>Tables in the order of the file.</summary>
    public required IReadOnlyList<TableDefinition> Tables { get; init; }

    /// <summary>Declared joins between tables.</summary>
    public IReadOnlyList<RelationshipDefinition> Relationships { get; init; } = [];

    /// <summary>Metrics in the order of the file.</summary>
    public IReadOnlyList<MetricDefinition> Metrics { get; init; } = [];

    /// <summary>Named filters.</summary>
    public IReadOnlyList<SegmentDefinition> Segments { get; init; } = [];

    /// <summary>Terms of the trade and what they map to.</summary>
    public IReadOnlyList<GlossaryEntry> Glossary { get; init; } = [];

    /// <summary>Packs of verified questions.</summary>
    public IReadOnlyList<QuestionPack> QuestionPacks { get; init; } = [];

    /// <summary>What may be asked and shown.</summary>
    public PolicyDefinition Policy { get; init; } = new();

    /// <summary>What is worth noticing.</summary>
    public IReadOnlyList<InsightDefinition> Insights { get; init; } = [];

    /// <summary>The table that an upload without a better name goes to: the one marked default, else the first.</summary>
    [JsonIgnore]
    public TableDefinition DefaultTable => Tables.FirstOrDefault(t => t.Default) ?? Tables[0];

    /// <summary>The table of that name, or null.</summary>
    public TableDefinition? FindTable(string name)
    {
        foreach (var candidate in Tables)
        {
            if (string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase))
                return candidate;
        }

        return null;
    }

    /// <summary>The metric of that name, or null.</summary>
    public MetricDefinition? FindMetric(string name)
    {
        foreach (var candidate in Metrics)
        {
            if (string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase))
                return candidate;
        }

        return null;
    }

    /// <summary>The segment of that name, or null.</summary>
    public SegmentDefinition? FindSegment(string name)
    {
        // A loop: asked for thousands of times while a question is read.
        foreach (var candidate in Segments)
        {
            if (string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase))
                return candidate;
        }

        return null;
    }
}
