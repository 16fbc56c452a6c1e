using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Drafting.Models;

/// <summary>A few things worth noticing about the default table.</summary>
internal static class InsightDrafter
{
    public static IReadOnlyList<InsightDefinition> Draft(TableSketch table, IReadOnlyList<MetricDefinition> metrics)
    {
        if (QuestionDrafter.Main(table, metrics) is not { } main)
            return [];
        var insights = new List<InsightDefinition>();
        if (table.Time is not null)
            insights.AddRange(OverTime(main));
        if (QuestionDrafter.Groups(table).FirstOrDefault() is { } group)
            insights.AddRange(OfGroups(main, $"{table.Name}.{group.Name}", group.Label.ToLowerInvariant()));
        if (insights.Count == 0)
            insights.Add(Empty(table, metrics));
        return insights;
    }

    private static IEnumerable<InsightDefinition> OverTime(MetricDefinition metric)
    {
        yield return new InsightDefinition
        {
            Name = "last_month_against_before",
            Title = $"{metric.Label}: the last 30 days against the 30 before",
            Severity = InsightSeverity.Warning,
            Metric = metric.Name,
            Time = new TimeFilter(new TimeRange.Rolling(30, TimeGrain.Day)),
            Compare = "previous_period",
            Detector = new DetectorDefinition(DetectorKind.Change, new Dictionary<string, decimal> { ["min_change_pct"] = 10 }),
            Explain = "{metric} was {value} in the last 30 days, {change_pct} against {previous} in the 30 days before.",
            Drivers = "auto",
        };
    }

    private static IEnumerable<InsightDefinition> OfGroups(MetricDefinition metric, string column, string label)
    {
        yield return new InsightDefinition
        {
            Name = "leaders",
            Title = $"{metric.Label}: the three highest by {label}",
            Metric = metric.Name,
            By = [column],
            Detector = new DetectorDefinition(DetectorKind.Top, new Dictionary<string, decimal> { ["n"] = 3 }),
            Explain = "{group}: {metric} is {value}.",
        };
        if (metric.Aggregate is AggregateFunction.Sum or AggregateFunction.Count)
        {
            yield return new InsightDefinition
            {
                Name = "concentration",
                Title = $"{metric.Label}: half of it in one {label}",
                Metric = metric.Name,
                By = [column],
                Detector = new DetectorDefinition(DetectorKind.Share, new Dictionary<string, decimal> { ["above"] = 0.5m }),
                Explain = "{group} makes up more than half: {metric} is {value}.",
            };
        }
    }

    private static InsightDefinition Empty(TableSketch table, IReadOnlyList<MetricDefinition> metrics) => new()
    {
        Name = "empty_table",
        Title = $"There are no {table.Many}",
        Severity = InsightSeverity.Critical,
        Metric = metrics.First(m => m.Table == table.Name && m is { Aggregate: AggregateFunction.Count, Filter: null }).Name,
        Detector = new DetectorDefinition(DetectorKind.Threshold, new Dictionary<string, decimal> { ["below"] = 1 }),
        Explain = "{metric} is {value}.",
    };
}
