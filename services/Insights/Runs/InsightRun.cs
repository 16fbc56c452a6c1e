using NlSql.Insights.Findings;
using NlSql.Insights.Rules;

namespace NlSql.Insights.Runs;

/// <summary>What a run of a dataset's rules gave; stored and shown as it is.</summary>
internal sealed record InsightRun
{
    public required Guid RunId { get; init; }

    /// <summary>The dataset's plugin; null where it has none and a model of its own.</summary>
    public required string? Plugin { get; init; }

    public required string PluginVersion { get; init; }

    public required Guid DatasetId { get; init; }

    public required int DatasetVersion { get; init; }

    public required RunTrigger Trigger { get; init; }

    /// <summary>The day that relative ranges count back from.</summary>
    public required DateOnly AnchorDay { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Finished { get; init; }

    /// <summary>What was found, loudest first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Findings beyond the limit that are not shown.</summary>
    public int FindingsLeftOut { get; init; }

    /// <summary>Findings that stay quiet because the same was found within the rule's cool-down.</summary>
    public int FindingsCoolingDown { get; init; }

    /// <summary>How each rule ended, in the order of the plugin.</summary>
    public required IReadOnlyList<RuleReport> Rules { get; init; }

    /// <summary>The queries that were sent, each once, in their order.</summary>
    public IReadOnlyList<string> Queries { get; init; } = [];
}

/// <summary>How a rule ended.</summary>
internal sealed record RuleReport(string Rule, string Title, RuleStatus Status, int Findings, string? Code, string? Message);

/// <summary>Why rules were run.</summary>
internal enum RunTrigger
{
    /// <summary>Somebody asked.</summary>
    Requested,

    /// <summary>The dataset has a new version.</summary>
    NewData,

    /// <summary>A schedule was due.</summary>
    Scheduled,
}
