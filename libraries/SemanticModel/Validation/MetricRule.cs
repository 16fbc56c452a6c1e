using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.SemanticModel.Reading;

namespace NlSql.SemanticModel.Validation;

/// <summary>Metrics: their parts exist and fit the type. What an expression means is checked by whoever has the SQL parser.</summary>
internal sealed class MetricRule : IModelRule
{
    public void Check(ModelCheck check)
    {
        foreach (var metric in check.Model.Metrics)
        {
            if (metric.ValidMin > metric.ValidMax)
                Bad(check, metric, "valid_range", "The range ends before it begins.");
            switch (metric.Type)
            {
                case MetricType.Simple:
                    Simple(check, metric);
                    break;
                case MetricType.Ratio:
                    check.Metric(metric.Numerator ?? "", PluginFile.Metrics, Path(metric, "numerator"));
                    check.Metric(metric.Denominator ?? "", PluginFile.Metrics, Path(metric, "denominator"));
                    break;
                case MetricType.Derived:
                    Derived(check, metric);
                    break;
                default:
                    Cumulative(check, metric);
                    break;
            }
        }
    }

    private static void Simple(ModelCheck check, MetricDefinition metric)
    {
        if (metric.Aggregate == AggregateFunction.Percentile && metric.Percentile is not (> 0 and < 1))
            Bad(check, metric, "percentile", "A percentile is a number between 0 and 1, such as 0.95.");
        if (metric.Aggregate != AggregateFunction.Percentile && metric.Percentile is not null)
            Bad(check, metric, "percentile", "Only the aggregate percentile has a percentile.");
        if (metric.Aggregate != AggregateFunction.Count && metric.Expression is null)
            Bad(check, metric, "agg", $"'{QueryWords.Of(metric.Aggregate!.Value)}' needs an expr: what is aggregated.");
        if (check.Table(metric.Table ?? "", PluginFile.Metrics, Path(metric, "table")) is not { } table)
            return;

        if (metric.Expression is { } expression && SqlWords.IsIdentifier(expression)
            && check.Column(table, expression, PluginFile.Metrics, Path(metric, "expr")) is { } column)
        {
            if (metric.Aggregate is AggregateFunction.Sum or AggregateFunction.Avg or AggregateFunction.Median or AggregateFunction.Percentile
                && column.Type is not (ColumnType.Integer or ColumnType.Decimal))
                Bad(check, metric, "expr", $"'{column.Name}' is {column.Type.ToString().ToLowerInvariant()}; it has no {QueryWords.Of(metric.Aggregate.Value)}.");
            // How often a hidden value occurs may be told, its value not.
            if (check.IsHidden(table, column) && metric.Aggregate is not (AggregateFunction.Count or AggregateFunction.CountDistinct))
                Bad(check, metric, "expr", $"'{table.Name}.{column.Name}' is hidden.");
        }

        if (metric.TimeColumn is { } time
            && check.Column(table, time, PluginFile.Metrics, Path(metric, "time_column")) is { Type: not (ColumnType.Date or ColumnType.Timestamp) })
            Bad(check, metric, "time_column", $"'{time}' is no date and no timestamp.");
    }

    private static void Derived(ModelCheck check, MetricDefinition metric)
    {
        var names = SqlWords.Identifiers(metric.Expression ?? "").ToList();
        foreach (var name in names)
            check.Metric(name, PluginFile.Metrics, Path(metric, "expr"));
        if (names.Count == 0 && metric.Expression is { Length: > 0 })
            Bad(check, metric, "expr", "A derived metric is made of other metrics.");
    }

    private static void Cumulative(ModelCheck check, MetricDefinition metric)
    {
        check.Metric(metric.Metric ?? "", PluginFile.Metrics, Path(metric, "metric"));
        if (metric.Window is not null && metric.GrainToDate is not null)
            Bad(check, metric, "window", "Give window or grain_to_date, not both.");
        if (metric.Window is { } window && TimeRangeText.TryLength(window) is null)
            Bad(check, metric, "window", $"'{window}' is no length of time.", "Write it as '7 days' or '3 months'.");
    }

    private static string[] Path(MetricDefinition metric, string key) => ["metrics", metric.Name, key];

    private static void Bad(ModelCheck check, MetricDefinition metric, string key, string message, string? hint = null) =>
        check.Add(PluginFile.Metrics, Path(metric, key), PluginProblemCodes.BadMetric, message, hint);
}
