using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading;

/// <summary>What a metric is measured on: its tables, and the date that its time counts by.</summary>
internal static class MetricTables
{
    private const int DeepestMetric = 8;

    /// <summary>The tables, that of the numerator first.</summary>
    public static IReadOnlyList<string> Of(ModelDefinition model, string metric)
    {
        List<string> tables = [];
        Collect(model, metric, tables, 0);
        return tables;
    }

    /// <summary>The date column that a metric names for its time, or the first of those that it is made of; null where all go by their tables' usual one.</summary>
    public static string? TimeColumn(ModelDefinition model, string metric) => TimeColumn(model, metric, 0);

    private static string? TimeColumn(ModelDefinition model, string name, int depth) => depth > DeepestMetric || model.FindMetric(name) is not { } metric ? null
        : metric.TimeColumn ?? Parts(model, metric).Select(part => TimeColumn(model, part, depth + 1)).FirstOrDefault(time => time is not null);

    private static void Collect(ModelDefinition model, string name, List<string> tables, int depth)
    {
        if (depth > DeepestMetric || model.FindMetric(name) is not { } metric)
            return;
        if (metric.Table is { } table && !tables.Contains(table))
            tables.Add(table);
        foreach (var part in Parts(model, metric))
            Collect(model, part, tables, depth + 1);
    }

    private static IEnumerable<string> Parts(ModelDefinition model, MetricDefinition metric) => metric.Type switch
    {
        MetricType.Ratio => [metric.Numerator!, metric.Denominator!],
        MetricType.Cumulative => [metric.Metric!],
        MetricType.Derived => model.Metrics.Select(m => m.Name).Where(n => n != metric.Name && Mentions(metric.Expression ?? "", n)),
        _ => [],
    };

    private static bool Mentions(string expression, string name)
    {
        for (var at = expression.IndexOf(name, StringComparison.Ordinal); at >= 0; at = expression.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var end = at + name.Length;
            if ((at == 0 || !IsWord(expression[at - 1])) && (end == expression.Length || !IsWord(expression[end])))
                return true;
        }

        return false;
    }

    private static bool IsWord(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';
}
