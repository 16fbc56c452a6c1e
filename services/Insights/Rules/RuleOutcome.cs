using NlSql.SemanticModel.Definitions;

namespace NlSql.Insights.Rules;

/// <summary>How evaluating a rule ended.</summary>
internal enum RuleStatus
{
    /// <summary>Something worth noticing.</summary>
    Found,

    /// <summary>Nothing worth noticing.</summary>
    Quiet,

    /// <summary>This version does not have what the rule asks for.</summary>
    Unsupported,

    /// <summary>The rule could not be evaluated.</summary>
    Failed,
}

/// <summary>One rule of a run.</summary>
internal sealed record RuleOutcome(string Rule, string Title, RuleStatus Status)
{
    /// <summary>Stable code of the reason; null when the rule was evaluated.</summary>
    public string? Code { get; init; }

    /// <summary>The reason in words.</summary>
    public string? Message { get; init; }

    /// <summary>What was found.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}

/// <summary>Something worth noticing.</summary>
internal sealed record Finding
{
    public required string Rule { get; init; }

    public required string Title { get; init; }

    public required InsightSeverity Severity { get; init; }

    public required string Metric { get; init; }

    /// <summary>The group that it is about; null for the whole.</summary>
    public string? Group { get; init; }

    public required decimal Value { get; init; }

    public decimal? Previous { get; init; }

    public decimal? Change { get; init; }

    /// <summary>Change in percent of the previous value; null when that is zero or missing.</summary>
    public decimal? ChangePct { get; init; }

    public required string Sentence { get; init; }

    /// <summary>What the numbers were computed by.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }
}

/// <summary>A query behind a finding.</summary>
/// <param name="Sql">The SQL, for people.</param>
/// <param name="From">First day covered.</param>
/// <param name="To">Last day covered, included.</param>
internal sealed record Evidence(string Sql, DateOnly? From, DateOnly? To);
