using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Drafting.Writing;

/// <summary>metrics.yaml.</summary>
internal static class MetricsText
{
    public static string Of(ModelDefinition model)
    {
        var lines = new YamlLines();
        lines.Add(0, "metrics:");
        foreach (var metric in model.Metrics)
            Metric(lines, metric);
        if (model.Segments.Count == 0)
            return lines.ToString();
        lines.Add(0, "segments:");
        foreach (var segment in model.Segments)
        {
            lines.Add(1, $"{segment.Name}:");
            lines.Add(2, "label", YamlText.Of(segment.Label));
            lines.Add(2, "description", YamlText.Of(segment.Description));
            lines.Add(2, "table", YamlText.Of(segment.Table));
            lines.Add(2, "filter", YamlText.Of(segment.Filter));
            lines.Blank();
        }

        return lines.ToString();
    }

    private static void Metric(YamlLines lines, MetricDefinition metric)
    {
        lines.Add(1, $"{metric.Name}:");
        lines.Add(2, "type", metric.Type.ToString().ToLowerInvariant());
        lines.Add(2, "label", YamlText.Of(metric.Label));
        lines.Add(2, "description", YamlText.Of(metric.Description));
        lines.Add(2, "table", metric.Table is { } table ? YamlText.Of(table) : null);
        lines.Add(2, "agg", metric.Aggregate is { } aggregate ? QueryWords.Of(aggregate) : null);
        lines.Add(2, "expr", metric.Expression is { } expression ? YamlText.Of(expression) : null);
        lines.Add(2, "filter", metric.Filter is { } filter ? YamlText.Of(filter) : null);
        lines.Add(2, "numerator", metric.Numerator);
        lines.Add(2, "denominator", metric.Denominator);
        lines.Add(2, "unit", metric.Unit);
        lines.Blank();
    }
}
