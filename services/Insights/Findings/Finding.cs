using System.Text.Json.Nodes;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Insights.Findings;

/// <summary>Something worth noticing; stored and shown as it is.</summary>
internal sealed record Finding
{
    public required string Rule { get; init; }

    public required string Title { get; init; }

    public required InsightSeverity Severity { get; init; }

    /// <summary>What was noticed by; null for SQL without a detector.</summary>
    public DetectorKind? Detector { get; init; }

    /// <summary>The metric; null for a rule written as SQL.</summary>
    public string? Metric { get; init; }

    /// <summary>The group that it is about; null for the whole.</summary>
    public string? Group { get; init; }

    /// <summary>First day of the period that it is about; null for the rule's range.</summary>
    public DateOnly? Period { get; init; }

    public required decimal Value { get; init; }

    /// <summary>What it is compared with: the value before, what is usual, or the beginning of the trend's line.</summary>
    public decimal? Previous { get; init; }

    public decimal? Change { get; init; }

    /// <summary>Change in percent of the previous value; null when that is zero or missing.</summary>
    public decimal? ChangePct { get; init; }

    /// <summary>The part of the whole; null when shares were not asked for.</summary>
    public decimal? Share { get; init; }

    public decimal? PreviousShare { get; init; }

    /// <summary>Change per period of a trend.</summary>
    public decimal? Slope { get; init; }

    /// <summary>The modified z-score of something unusual; Kendall's tau of a trend.</summary>
    public double? Score { get; init; }

    /// <summary>The chance of as much where there is nothing; null where nothing was tested.</summary>
    public double? PValue { get; init; }

    /// <summary>Whether no rule was written for it: it was looked for in the model of a dataset without a plugin.</summary>
    public bool Automatic { get; init; }

    public required string Sentence { get; init; }

    /// <summary>What contributed most to the change, the largest first.</summary>
    public IReadOnlyList<Driver> Drivers { get; init; } = [];

    /// <summary>Why there are no drivers though the rule asks for them; null otherwise.</summary>
    public string? DriversNote { get; init; }

    /// <summary>Vega-Lite; null where a picture would not help.</summary>
    public JsonObject? Chart { get; init; }

    /// <summary>A question that goes on from here, and what it means; null where none is understood.</summary>
    public LookCloser? LookCloser { get; init; }

    /// <summary>What the numbers were computed by.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }
}

/// <summary>A query behind a finding.</summary>
/// <param name="Sql">The SQL, for people.</param>
/// <param name="From">First day covered.</param>
/// <param name="To">Last day covered, included.</param>
internal sealed record Evidence(string Sql, DateOnly? From, DateOnly? To)
{
    /// <summary>The rows that the finding is about, by column name; a few of many.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows { get; init; } = [];

    /// <summary>How many rows the query gave.</summary>
    public int RowCount { get; init; }
}

/// <summary>A question that <c>POST /chat</c> answers, checked before it is offered.</summary>
/// <param name="Question">The question in words.</param>
/// <param name="SemanticQuery">What it means, for <c>POST /query</c>.</param>
internal sealed record LookCloser(string Question, JsonNode SemanticQuery);

/// <summary>A group that contributed to a change.</summary>
internal sealed record Driver
{
    /// <summary>The column, <c>table.column</c>.</summary>
    public required string Dimension { get; init; }

    public required string Group { get; init; }

    /// <summary>The group's own value; null where it has none.</summary>
    public decimal? Value { get; init; }

    public decimal? Previous { get; init; }

    /// <summary>Its part of the change, in the metric's unit.</summary>
    public required decimal Contribution { get; init; }

    /// <summary>The same in percent of the change; negative where it went the other way.</summary>
    public decimal? ContributionPct { get; init; }

    /// <summary>Of a ratio, the part that comes from the group's own ratio.</summary>
    public decimal? RateEffect { get; init; }

    /// <summary>Of a ratio, the part that comes from the group's weight.</summary>
    public decimal? MixEffect { get; init; }

    public required string Sentence { get; init; }
}
