using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Plugins;

/// <summary>An insight's rule → the semantic query that measures it.</summary>
public static class InsightQuery
{
    /// <summary>Name of the output that holds the periods of a series.</summary>
    public const string Period = "period";

    /// <summary>Whether the rule looks at a series of periods.</summary>
    public static bool IsSeries(InsightDefinition rule) => rule.Detector is { Kind: DetectorKind.Zscore or DetectorKind.Trend };

    /// <summary>The periods of the series that a rule looks at: its own, else the unit of its time, else days.</summary>
    public static TimeGrain GrainOf(InsightDefinition rule) => rule.Grain ?? rule.Time?.Range switch
    {
        TimeRange.Rolling rolling => rolling.Unit == TimeGrain.Hour ? TimeGrain.Day : rolling.Unit,
        TimeRange.Calendar calendar => calendar.Unit == TimeGrain.Hour ? TimeGrain.Day : calendar.Unit,
        _ => TimeGrain.Day,
    };

    /// <summary>The column that the metric's time is measured on, as <c>table.column</c>; null when it has none.</summary>
    public static string? TimeColumnOf(ModelDefinition model, string metric, TimeFilter? time = null)
    {
        if (time?.Column is { } given)
            return given;
        if (MetricTables.Of(model, metric) is not [var table, ..])
            return null;
        var own = MetricTables.TimeColumn(model, metric) ?? model.FindTable(table)?.TimeColumn;
        return own is null || own.Contains('.', StringComparison.Ordinal) ? own : $"{table}.{own}";
    }

    /// <summary>The metric in the rule's range, by its groups, with their shares where the rule is about shares; of a rule that is no SQL.</summary>
    public static SemanticQuery Of(InsightDefinition rule) => new()
    {
        Metrics = [new MetricReference { Name = rule.Metric }],
        Dimensions = rule.By.Select(column => new DimensionReference { Column = column }).ToValueList(),
        Time = rule.Time,
        Filters = rule.Segment is { } segment ? new QueryFilter.Segment(segment) : null,
        ShareOf = rule.Detector?.Kind == DetectorKind.Share ? SemanticQuery.Total : null,
    };

    /// <summary>The metric period by period within a range, by the rule's groups.</summary>
    /// <param name="rule">A rule that is no SQL.</param>
    /// <param name="timeColumn">The column that makes the periods.</param>
    /// <param name="grain">Their size.</param>
    /// <param name="range">The range; null for all time.</param>
    public static SemanticQuery SeriesOf(InsightDefinition rule, string timeColumn, TimeGrain grain, TimeRange? range) => Of(rule) with
    {
        Dimensions = rule.By.Select(column => new DimensionReference { Column = column })
            .Prepend(new DimensionReference { Column = timeColumn, Grain = grain, As = Period }).ToValueList(),
        Time = range is null ? null : new TimeFilter(range, rule.Time?.Column),
        ShareOf = null,
        OrderBy = [new OrderTerm { By = Period }],
    };
}
