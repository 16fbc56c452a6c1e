using NlSql.Insights.Automatic;
using NlSql.Insights.Measuring;
using NlSql.Insights.Rules;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Insights.Findings;

/// <summary>What a rule noticed → what is shown: the sentence, the evidence, what moved it, a picture, and where to look next.</summary>
internal sealed class TellFinding(ILogger<TellFinding> logger)
{
    private const string FirstAlone = "Only the first findings of a rule are explained by drivers.";

    /// <summary>Tells a finding. What cannot be had of drivers, chart and question is left out.</summary>
    public async Task<Finding> RunAsync(
        Discovery found, bool withDrivers, RuleSubject subject, SubjectQueries queries, FollowOns followOns, CancellationToken cancellationToken)
    {
        var plain = Plain(found, subject);
        try
        {
            var (drivers, note) = found.Rule.Drivers is null ? ([], null)
                : withDrivers ? await ExplainChange.OfAsync(found, subject, queries, cancellationToken)
                : ([], FirstAlone);
            return plain with
            {
                Drivers = drivers,
                DriversNote = note,
                Chart = await FindingCharts.OfAsync(found, subject, queries, cancellationToken),
                LookCloser = followOns.After(found, drivers),
            };
        }
        catch (Exception e) when (e is ArithmeticException or ArgumentException or InvalidOperationException)
        {
            Log.FindingNotExplained(logger, found.Rule.Name, e);
            return plain;
        }
    }

    private static Finding Plain(Discovery found, RuleSubject subject)
    {
        var (rule, noticed, column) = (found.Rule, found.Noticed, found.Measured.Value);
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
            Evidence = EvidenceRows.Of(found),
        };
    }

    private static string? MetricLabel(InsightDefinition rule, RuleSubject subject) => rule.Metric is { } metric ? subject.Model.FindMetric(metric)?.Label : null;
}
