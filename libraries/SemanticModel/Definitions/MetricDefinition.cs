namespace NlSql.SemanticModel.Definitions;

/// <summary>Something that is measured.</summary>
public sealed record MetricDefinition
{
    /// <summary>Lower-case identifier.</summary>
    public required string Name { get; init; }

    /// <summary>How the metric is made; decides which of the following properties are set.</summary>
    public required MetricType Type { get; init; }

    /// <summary>Name for people.</summary>
    public required string Label { get; init; }

    /// <summary>What the metric means.</summary>
    public string Description { get; init; } = "";

    /// <summary>Other words that people use for it.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>Rank of those synonyms that stand back where the same phrase means something else as well: 2 and more; all others have 1.</summary>
    public IReadOnlyDictionary<string, int> SynonymRanks { get; init; } = new Dictionary<string, int>();

    /// <summary>Unit: <c>currency</c>, <c>percent</c> (a ratio shown times 100), <c>count</c>, or a word; null when none.</summary>
    public string? Unit { get; init; }

    /// <summary>How to write a value; null for the unit's default.</summary>
    public string? Format { get; init; }

    /// <summary>Whether more is better.</summary>
    public GoodDirection GoodDirection { get; init; } = GoodDirection.Neutral;

    /// <summary>Smallest plausible value; null when unbounded.</summary>
    public decimal? ValidMin { get; init; }

    /// <summary>Largest plausible value; null when unbounded.</summary>
    public decimal? ValidMax { get; init; }

    /// <summary>Who answers for the definition.</summary>
    public string? Owner { get; init; }

    /// <summary>Simple: the table aggregated.</summary>
    public string? Table { get; init; }

    /// <summary>Simple: the aggregate.</summary>
    public AggregateFunction? Aggregate { get; init; }

    /// <summary>Simple: SQL expression over the table's columns (null counts rows). Derived: expression over other metrics' names.</summary>
    public string? Expression { get; init; }

    /// <summary>Simple: the percentile, 0–1, when the aggregate is one.</summary>
    public decimal? Percentile { get; init; }

    /// <summary>Simple: SQL condition on the rows that count.</summary>
    public string? Filter { get; init; }

    /// <summary>Simple: the column that time is measured on; null for the table's own.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Ratio: the metric above the line.</summary>
    public string? Numerator { get; init; }

    /// <summary>Ratio: the metric below the line.</summary>
    public string? Denominator { get; init; }

    /// <summary>Cumulative: the metric accumulated.</summary>
    public string? Metric { get; init; }

    /// <summary>Cumulative: a rolling window such as <c>7 days</c>; null to accumulate without end or by <see cref="GrainToDate"/>.</summary>
    public string? Window { get; init; }

    /// <summary>Cumulative: restart at each period of this grain.</summary>
    public string? GrainToDate { get; init; }
}

/// <summary>How a metric is made.</summary>
public enum MetricType { Simple, Ratio, Derived, Cumulative }

/// <summary>Which direction of change is good news.</summary>
public enum GoodDirection { Neutral, Up, Down }

/// <summary>A named filter: "large orders".</summary>
public sealed record SegmentDefinition
{
    /// <summary>Lower-case identifier.</summary>
    public required string Name { get; init; }

    /// <summary>Name for people.</summary>
    public required string Label { get; init; }

    /// <summary>What the segment means.</summary>
    public string Description { get; init; } = "";

    /// <summary>Other words that people use for it.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>Rank of those synonyms that stand back where the same phrase means something else as well: 2 and more; all others have 1.</summary>
    public IReadOnlyDictionary<string, int> SynonymRanks { get; init; } = new Dictionary<string, int>();

    /// <summary>The table filtered.</summary>
    public required string Table { get; init; }

    /// <summary>SQL condition over the table's columns.</summary>
    public required string Filter { get; init; }
}

/// <summary>A term of the trade.</summary>
public sealed record GlossaryEntry
{
    /// <summary>The term.</summary>
    public required string Term { get; init; }

    /// <summary>What it means, in a sentence.</summary>
    public required string Meaning { get; init; }

    /// <summary>Other words for it.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>The metric, segment, table or <c>table.column</c> that it maps to; null when it is only explained.</summary>
    public string? MapsTo { get; init; }

    /// <summary>What it is often confused with.</summary>
    public string? Not { get; init; }
}
