using System.Globalization;
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
        {
            lines.Add(1, $"{insight.Name}:");
            lines.Add(2, "title", YamlText.Of(insight.Title));
            lines.Add(2, "severity", insight.Severity.ToString().ToLowerInvariant());
            lines.Add(2, "metric", insight.Metric);
            if (insight.By.Count > 0)
                lines.Add(2, "by", YamlText.Of(insight.By));
            lines.Add(2, "time", insight.Time is { } time ? TimeRangeText.Of(time.Range) : null);
            lines.Add(2, "compare", insight.Compare);
            lines.Add(2, "detector", Detector(insight.Detector!));
            lines.Add(2, "explain", YamlText.Of(insight.Explain));
            lines.Add(2, "drivers", insight.Drivers);
            lines.Blank();
        }

        return lines.ToString();
    }

    private static string Detector(DetectorDefinition detector) => YamlText.Of(
        detector.Parameters.Select(p => (p.Key, p.Value.ToString(CultureInfo.InvariantCulture))).Prepend(("kind", detector.Kind.ToString().ToLowerInvariant())));
}
