using NlSql.Insights.Measuring;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Insights.Rules;

/// <summary>How evaluating a rule ended.</summary>
internal enum RuleStatus
{
    /// <summary>Something worth noticing.</summary>
    Found,

    /// <summary>Nothing worth noticing.</summary>
    Quiet,

    /// <summary>An earlier version, whose runs are kept, did not have what the rule asks for.</summary>
    Unsupported,

    /// <summary>The rule could not be evaluated.</summary>
    Failed,

    /// <summary>Somebody has muted the rule; it was not evaluated.</summary>
    Muted,
}

/// <summary>One rule of a run.</summary>
internal sealed record RuleOutcome(string Rule, string Title, RuleStatus Status)
{
    /// <summary>Stable code of the reason; null when the rule was evaluated.</summary>
    public string? Code { get; init; }

    /// <summary>The reason in words.</summary>
    public string? Message { get; init; }

    /// <summary>What was found.</summary>
    public IReadOnlyList<Discovery> Discoveries { get; init; } = [];
}

/// <summary>What a rule noticed, with what it was measured by.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Noticed">The number.</param>
/// <param name="Measured">What gave it.</param>
/// <param name="Before">What gave the number that it is compared with; null where there is none, or the same did.</param>
internal sealed record Discovery(InsightDefinition Rule, Noticed Noticed, Measurement Measured, Measurement? Before);
