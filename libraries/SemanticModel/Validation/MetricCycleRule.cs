using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Reading;

namespace NlSql.SemanticModel.Validation;

/// <summary>No metric is made of itself, by whatever detour.</summary>
internal sealed class MetricCycleRule : IModelRule
{
    public void Check(ModelCheck check)
    {
        var parts = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var metric in check.Model.Metrics)
            parts.TryAdd(metric.Name, [.. PartsOf(metric)]);
        var done = new HashSet<string>();
        foreach (var name in parts.Keys)
        {
            if (Cycle(name, parts, done, []) is { } cycle)
            {
                check.Add(
                    PluginFile.Metrics, ["metrics", cycle[0]], PluginProblemCodes.MetricCycle,
                    $"The metric is made of itself: {string.Join(" → ", cycle)}.");
            }
        }
    }

    private static List<string>? Cycle(string name, Dictionary<string, IReadOnlyList<string>> parts, HashSet<string> done, List<string> way)
    {
        if (way.IndexOf(name) is >= 0 and var start)
            return [.. way[start..], name];
        if (!parts.TryGetValue(name, out var needed) || done.Contains(name))
            return null;
        way.Add(name);
        var cycle = needed.Select(n => Cycle(n, parts, done, way)).FirstOrDefault(c => c is not null);
        way.RemoveAt(way.Count - 1);
        done.Add(name);
        return cycle;
    }

    private static IEnumerable<string> PartsOf(MetricDefinition metric) => metric.Type switch
    {
        MetricType.Ratio => [metric.Numerator ?? "", metric.Denominator ?? ""],
        MetricType.Derived => SqlWords.Identifiers(metric.Expression ?? ""),
        MetricType.Cumulative => [metric.Metric ?? ""],
        _ => [],
    };
}
