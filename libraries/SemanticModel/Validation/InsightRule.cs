using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.SemanticModel.Reading;
using NlSql.SemanticModel.Reading.Yaml;

namespace NlSql.SemanticModel.Validation;

/// <summary>Insights: a rule on a metric or SQL, with what its detector needs.</summary>
internal sealed class InsightRule : IModelRule
{
    internal static readonly string[] Comparisons = ["previous_period", "previous_year"];

    private static readonly string[] Placeholders =
        ["value", "previous", "change", "change_pct", "share", "previous_share", "period", "score", "slope", "metric", "group"];

    public void Check(ModelCheck check)
    {
        foreach (var insight in check.Model.Insights)
        {
            if (insight.Metric is null == insight.Sql is null)
                Bad(check, insight, "metric", "An insight needs either a metric or sql.");
            if (insight.Metric is { } metric)
                CheckRule(check, insight, metric);
            else
                CheckSql(check, insight);
            if (insight.Detector is { } detector)
                CheckDetector(check, insight, detector);
            foreach (var placeholder in QuestionRule.SlotsIn(insight.Explain).Except(Placeholders))
                Bad(check, insight, "explain", $"{{{placeholder}}} stands for nothing; there are {string.Join(", ", Placeholders)}.");
            if (insight.Drivers is not (null or "auto"))
                Bad(check, insight, "drivers", "The only drivers are 'auto'.");
            if (insight.Cooldown is { } cooldown && TimeRangeText.TryLength(cooldown) is null)
                Bad(check, insight, "cooldown", $"'{cooldown}' is no length of time.", "Write it as '7 days'.");
            if (insight.Schedule is { } schedule && CronSchedule.Problem(schedule) is { } wrong)
                Bad(check, insight, "schedule", wrong, "'0 6 * * 1' is Mondays at six.");
        }
    }

    private static void CheckRule(ModelCheck check, InsightDefinition insight, string metric)
    {
        check.Metric(metric, PluginFile.Insights, ["insights", insight.Name, "metric"]);
        foreach (var column in insight.By)
        {
            IReadOnlyList<string> path = ["insights", insight.Name, "by"];
            if (check.QualifiedColumn(column, PluginFile.Insights, path) is { } found && check.IsHidden(found.Table, found.Column))
                Bad(check, insight, "by", $"'{column}' is hidden.");
        }

        if (insight.Segment is { } segment && check.Model.Segments.All(s => s.Name != segment))
            Bad(check, insight, "segment", $"There is no segment '{segment}'.", Nearest.Hint(segment, check.Model.Segments.Select(s => s.Name)));
        if (insight.Compare is { } compare && !Comparisons.Contains(compare))
            Bad(check, insight, "compare", $"'{compare}' is none of {string.Join(", ", Comparisons)}.", Nearest.Hint(compare, Comparisons));
        if (insight.Compare is not null && insight.Time is null)
            Bad(check, insight, "compare", "A comparison needs a time to compare with.");
        if (insight.Detector is not { } detector)
        {
            Bad(check, insight, "detector", "A rule on a metric needs a detector.");
            return;
        }

        if (insight.Compare is null && (detector.Kind == DetectorKind.Change || detector.Parameters.ContainsKey("min_change")))
            Bad(check, insight, "compare", "A change needs something to compare with.", "Add compare: previous_period.");
        if (detector.Kind is DetectorKind.Top or DetectorKind.Bottom or DetectorKind.Share && insight.By.Count == 0)
            Bad(check, insight, "by", "Without groups there is nothing to rank.", "Add by: [table.column].");
        CheckSeries(check, insight, detector);
    }

    private static void CheckSeries(ModelCheck check, InsightDefinition insight, DetectorDefinition detector)
    {
        if (detector.Kind is not (DetectorKind.Zscore or DetectorKind.Trend))
        {
            if (insight.Grain is not null)
                Bad(check, insight, "grain", "Only zscore and trend look at a series of periods.");
            return;
        }

        if (insight.Grain == TimeGrain.Hour)
            Bad(check, insight, "grain", "Periods are days or longer.");
        if (insight.Compare is not null)
            Bad(check, insight, "compare", "A series is compared with itself.");
        if (detector.Kind == DetectorKind.Trend && insight.Time is null && !detector.Parameters.ContainsKey("periods"))
            Bad(check, insight, "time", "A trend needs a time, or periods to look at.", "Add time: last 12 months.");
        if (detector.Kind == DetectorKind.Zscore && insight.Time is null)
            Bad(check, insight, "time", "What is unusual is looked for in a time.", "Add time: last 7 days.");
    }

    private static void CheckSql(ModelCheck check, InsightDefinition insight)
    {
        foreach (var (key, given) in new[]
        {
            ("by", insight.By.Count > 0), ("segment", insight.Segment is not null), ("time", insight.Time is not null), ("grain", insight.Grain is not null),
            ("compare", insight.Compare is not null), ("drivers", insight.Drivers is not null),
        })
        {
            if (given && insight.Sql is not null)
                Bad(check, insight, key, "SQL says for itself what it looks at.");
        }

        if (insight.Sql is not null && insight.Detector is { Kind: DetectorKind.Zscore or DetectorKind.Trend or DetectorKind.Share })
            Bad(check, insight, "detector", "The rows of SQL are no series and no parts of a whole.", "Use threshold, change, top or bottom, or no detector.");
    }

    private static void CheckDetector(ModelCheck check, InsightDefinition insight, DetectorDefinition detector)
    {
        var (known, needed) = DetectorParameters.Of(detector.Kind);
        foreach (var unknown in detector.Parameters.Keys.Except(known))
            Bad(check, insight, "detector", $"The detector has no parameter '{unknown}'; it has {string.Join(", ", known)}.", Nearest.Hint(unknown, known));
        if (needed.Count > 0 && !needed.Any(detector.Parameters.ContainsKey))
            Bad(check, insight, "detector", $"The detector needs {string.Join(" or ", needed)}.");
        foreach (var problem in DetectorParameters.Problems(detector))
            Bad(check, insight, "detector", problem);
    }

    private static void Bad(ModelCheck check, InsightDefinition insight, string key, string message, string? hint = null) =>
        check.Add(PluginFile.Insights, ["insights", insight.Name, key], PluginProblemCodes.BadInsight, message, hint);
}
