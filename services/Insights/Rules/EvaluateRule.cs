using NlSql.Query;
using NlSql.Query.Planning;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Insights.Rules;

/// <summary>Evaluates one rule of a plugin: measure, compare, decide, say.</summary>
internal sealed class EvaluateRule(RuleQueries queries)
{
    public async Task<RuleOutcome> RunAsync(InsightDefinition rule, RuleSubject subject, CancellationToken cancellationToken)
    {
        if (UnsupportedPart(rule) is { } part)
            return Outcome(rule, RuleStatus.Unsupported) with { Code = "insights.rule-unsupported", Message = $"This version does not run {part} yet." };
        var evaluated = await EvaluateAsync(rule, subject, cancellationToken);
        if (!evaluated.TryGet(out var findings, out var failure))
            return Outcome(rule, RuleStatus.Failed) with { Code = failure.Code, Message = failure.Message };
        return Outcome(rule, findings.Count > 0 ? RuleStatus.Found : RuleStatus.Quiet) with { Findings = findings };
    }

    private static RuleOutcome Outcome(InsightDefinition rule, RuleStatus status) => new(rule.Name, rule.Title, status);

    private static string? UnsupportedPart(InsightDefinition rule) => rule switch
    {
        { Metric: null } => "rules written as SQL",
        { Detector: null } => "rules without a detector",
        { Detector.Kind: var kind } when !Detectors.Supports(kind) => $"the detector '{kind.ToString().ToLowerInvariant()}'",
        _ => null,
    };

    private async Task<Result<List<Finding>>> EvaluateAsync(InsightDefinition rule, RuleSubject subject, CancellationToken cancellationToken)
    {
        var query = new SemanticQuery
        {
            Metrics = [new MetricReference { Name = rule.Metric }],
            Dimensions = rule.By.Select(column => new DimensionReference { Column = column }).ToValueList(),
            Time = rule.Time,
        };
        if (!(await queries.MeasureAsync(query, subject, cancellationToken)).TryGet(out var current, out var failure))
            return failure;
        Measurement? previous = null;
        if (rule is { Compare: { } compare, Time: { } time } && RangeBefore(time, compare, subject) is { } before)
        {
            var compared = query with { Time = time with { Range = before } };
            if (!(await queries.MeasureAsync(compared, subject, cancellationToken)).TryGet(out previous, out failure))
                return failure;
        }

        return Result(rule, subject, current, previous);
    }

    private static TimeRange.Between? RangeBefore(TimeFilter time, string compare, RuleSubject subject)
    {
        var calendar = subject.Model.Plugin.Calendar;
        PeriodComparison comparison = compare == "previous_year" ? new PeriodComparison.PreviousYear() : new PeriodComparison.PreviousPeriod();
        return ComparedRange.Of(time.Range, TimeRangeResolver.Resolve(time.Range, subject.Context.Anchor, calendar), comparison, subject.Context.Anchor, calendar);
    }

    private static Result<List<Finding>> Result(InsightDefinition rule, RuleSubject subject, Measurement current, Measurement? previous)
    {
        var before = (previous?.Groups ?? []).ToDictionary(g => g.Group, g => g.Value, StringComparer.Ordinal);
        var groups = current.Groups.Where(g => g.Value is not null)
            .Select(g => (g.Group, Comparison.Of((decimal)g.Value!, before.GetValueOrDefault(g.Group))))
            .ToList();
        return Detectors.Choose(rule.Detector!, groups).Select(g => FindingOf(rule, subject, g.Group, g.Comparison, current, previous)).ToList();
    }

    private static Finding FindingOf(
        InsightDefinition rule, RuleSubject subject, string group, Comparison comparison, Measurement current, Measurement? previous)
    {
        var column = current.Query.Columns.First(c => c.Role == OutputRole.Metric);
        var evidence = new[] { current, previous }.OfType<Measurement>().Select(m => new Evidence(m.Query.DisplaySql, m.Query.Time?.From, m.Query.Time?.To));
        return new Finding
        {
            Rule = rule.Name,
            Title = rule.Title,
            Severity = rule.Severity,
            Metric = rule.Metric!,
            Group = group.Length > 0 ? group : null,
            Value = comparison.Value,
            Previous = comparison.Previous,
            Change = comparison.Change,
            ChangePct = comparison.ChangePct is { } percent ? Math.Round(percent, 2, MidpointRounding.AwayFromZero) : null,
            Sentence = Sentence.Of(rule, subject.Model.FindMetric(rule.Metric!)?.Label ?? column.Label, group, comparison, column),
            Evidence = [.. evidence],
        };
    }
}
