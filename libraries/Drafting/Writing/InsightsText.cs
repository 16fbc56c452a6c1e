using System.Text.Json;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Drafting.Writing;

/// <summary>insights.yaml.</summary>
internal static class InsightsText
{
    public static string Of(ModelDefinition model)
    {
        var lines = new YamlLines();
        lines.Add(0, "insights:");
        foreach (var insight in model.Insights)
            Insight(lines, insight);
        return lines.ToString();
    }

    private static void Insight(YamlLines lines, InsightDefinition insight)
    {
        lines.Add(1, $"{YamlText.Of(insight.Name)}:");
        lines.Text(2, "title", insight.Title);
        lines.Words(2, "description", insight.Description);
        lines.Add(2, "severity", YamlEntries.WordOf(insight.Severity));
        lines.Text(2, "metric", insight.Metric);
        lines.Texts(2, "by", insight.By);
        lines.Text(2, "segment", insight.Segment);
        lines.Add(2, "time", insight.Time is { } time ? YamlText.Of(JsonSerializer.SerializeToNode(time, SemanticQueryJson.Options)) : null);
        lines.Add(2, "grain", insight.Grain is { } grain ? YamlEntries.WordOf(grain) : null);
        lines.Text(2, "compare", insight.Compare);
        lines.Add(2, "detector", insight.Detector is { } detector ? Detector(detector) : null);
        lines.Text(2, "sql", insight.Sql);
        lines.Words(2, "explain", insight.Explain);
        lines.Text(2, "drivers", insight.Drivers);
        lines.Text(2, "cooldown", insight.Cooldown);
        lines.Text(2, "schedule", insight.Schedule);
        lines.Blank();
    }

    private static string Detector(DetectorDefinition detector) => YamlText.Of(
        detector.Parameters.Select(p => (YamlText.Of(p.Key), YamlText.Of(p.Value))).Prepend(("kind", YamlEntries.WordOf(detector.Kind))));
}
