using NlSql.SemanticModel.Definitions;

namespace NlSql.Chat.Datasets;

/// <summary>A model without the tables that a dataset has no rows for, and without what is built on them.</summary>
internal static class LoadedModel
{
    /// <summary>The model over the loaded tables; the same instance when all are loaded.</summary>
    public static ModelDefinition Of(ModelDefinition model, IReadOnlySet<string> loaded)
    {
        if (model.Tables.All(t => loaded.Contains(t.Name)))
            return model;
        return model with
        {
            Tables = [.. model.Tables.Where(t => loaded.Contains(t.Name))],
            Relationships = [.. model.Relationships.Where(r => loaded.Contains(r.FromTable) && loaded.Contains(r.ToTable))],
            Metrics = MetricsOver(model, loaded),
            Segments = [.. model.Segments.Where(s => loaded.Contains(s.Table))],
            QuestionPacks = [],
        };
    }

    // A metric built on one that is left out is left out too, however long the chain.
    private static List<MetricDefinition> MetricsOver(ModelDefinition model, IReadOnlySet<string> loaded)
    {
        var metrics = model.Metrics.Where(m => m.Table is null || loaded.Contains(m.Table)).ToList();
        while (true)
        {
            var names = metrics.Select(m => m.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var left = metrics.RemoveAll(m => BuiltOn(model, m).Any(name => !names.Contains(name)));
            if (left == 0)
                return metrics;
        }
    }

    private static IEnumerable<string> BuiltOn(ModelDefinition model, MetricDefinition metric) => metric.Type switch
    {
        MetricType.Ratio => [metric.Numerator!, metric.Denominator!],
        MetricType.Cumulative => [metric.Metric!],
        MetricType.Derived => model.Metrics.Select(m => m.Name).Where(name => Mentions(metric.Expression!, name)),
        _ => [],
    };

    private static bool Mentions(string expression, string name)
    {
        for (var at = expression.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = expression.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if ((at == 0 || !IsNamePart(expression[at - 1])) && (at + name.Length == expression.Length || !IsNamePart(expression[at + name.Length])))
                return true;
        }

        return false;
    }

    private static bool IsNamePart(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';
}
