using NlSql.SemanticModel.Queries;

namespace NlSql.SemanticModel.Definitions;

/// <summary>Something worth noticing, as a rule on a metric (insights.yaml).</summary>
public sealed record InsightDefinition
{
    /// <summary>Lower-case identifier.</summary>
    public required string Name { get; init; }

    /// <summary>Title for people.</summary>
    public required string Title { get; init; }

    /// <summary>What the insight says and why it matters.</summary>
    public string Description { get; init; } = "";

    /// <summary>How loud it is.</summary>
    public InsightSeverity Severity { get; init; } = InsightSeverity.Info;

    /// <summary>The metric watched; null when the rule is <see cref="Sql"/>.</summary>
    public string? Metric { get; init; }

    /// <summary>Columns by which the metric is split; empty for the whole.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>The segment that the rule is limited to; null for everything.</summary>
    public string? Segment { get; init; }

    /// <summary>The range looked at.</summary>
    public TimeFilter? Time { get; init; }

    /// <summary>The periods of a <see cref="DetectorKind.Zscore"/> or <see cref="DetectorKind.Trend"/>; null for the unit of <see cref="Time"/>.</summary>
    public TimeGrain? Grain { get; init; }

    /// <summary>What the range is compared with; null for nothing.</summary>
    public string? Compare { get; init; }

    /// <summary>How the rule decides.</summary>
    public DetectorDefinition? Detector { get; init; }

    /// <summary>Guarded SQL where a rule cannot say it.</summary>
    public string? Sql { get; init; }

    /// <summary>Template of the sentence, with names in braces: value, previous, change, change_pct, share, previous_share, period, score, slope, metric, group.</summary>
    public string Explain { get; init; } = "";

    /// <summary>Whether to look for the groups that contributed most (<c>auto</c>); null for no.</summary>
    public string? Drivers { get; init; }

    /// <summary>How long the same finding stays quiet; null for never.</summary>
    public string? Cooldown { get; init; }

    /// <summary>Cron expression; null when it runs only on demand and on new data.</summary>
    public string? Schedule { get; init; }
}

/// <summary>How an insight's rule decides: its kind and numeric parameters.</summary>
public sealed record DetectorDefinition(DetectorKind Kind, IReadOnlyDictionary<string, decimal> Parameters);

/// <summary>Ways to decide that a number is worth noticing.</summary>
public enum DetectorKind { Threshold, Change, Zscore, Trend, Share, Top, Bottom }

/// <summary>How loud an insight is.</summary>
public enum InsightSeverity { Info, Warning, Critical }
