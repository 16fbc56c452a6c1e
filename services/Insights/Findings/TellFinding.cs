using NlSql.Insights.Automatic;
using NlSql.Insights.Measuring;
using NlSql.Insights.Rules;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Insights.Findings;

/// <summary>What a rule noticed → what is shown: the sentence, the evidence, what moved it, a picture, and where to look next.</summary>
internal static class TellFinding
{
    /// <summary>Tells a finding. What cannot be had of drivers, chart and question is left out.</summary>
    public static async Task<Finding> RunAsync(
        Discovery found, bool withDrivers, RuleSubject subject, SubjectQueries queries, FollowOns followOns, CancellationToken cancellationToken)
    {
        var (rule, noticed, column) = (found.Rule, found.Noticed, found.Measured.Value);
        var (drivers, note) = rule.Drivers is null ? ([], null)
            : withDrivers ? await ExplainChange.OfAsync(found, subject, queries, cancellationToken)
            : ([], "Only the first findings of a rule are explained by drivers.");
        return new Finding
        {
            Rule = rule.Name,
            Title = rule.Title,
            Severity = rule.Severity,
            Detector = rule.Detector?.Kind,
            Metric = rule.Metric,
            Group = noticed.Group.Length > 0 ? noticed.Group : null,
            Period = noticed.Period,
            Value = noticed.Comparison.Value,
            Previous = noticed.Comparison.Previous,
            Change = noticed.Comparison.Change,
            ChangePct = noticed.Comparison.ChangePct is { } percent ? Math.Round(percent, 2, MidpointRounding.AwayFromZero) : null,
            Share = noticed.Share,
            PreviousShare = noticed.PreviousShare,
            Slope = noticed.Slope,
            Score = noticed.Score,
            PValue = noticed.PValue,
            Automatic = AutomaticRules.IsName(rule.Name),
            Sentence = Sentence.Of(rule, MetricLabel(rule, subject) ?? column.Label, noticed, column),
            Drivers = drivers,
            DriversNote = note,
            Chart = await FindingCharts.OfAsync(found, subject, queries, cancellationToken),
            LookCloser = followOns.After(found, drivers),
            Evidence = EvidenceRows.Of(found),
        };
    }

    private static string? MetricLabel(InsightDefinition rule, RuleSubject subject) => rule.Metric is { } metric ? subject.Model.FindMetric(metric)?.Label : null;
}
