using NlSql.Ingestion.Uploads.Columns;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Ingestion.Uploads;

/// <summary>Questions of the plugin that can be asked of the tables that are there, their slots filled from the data.</summary>
internal static class SuggestedQuestions
{
    private const int Most = 3;
    private const string ExampleNumber = "5";

    /// <summary>Up to three questions.</summary>
    /// <param name="model">The plugin's model.</param>
    /// <param name="tables">Tables that hold rows.</param>
    /// <param name="columns">Columns just loaded, whose commonest values fill slots.</param>
    /// <param name="table">The table just loaded.</param>
    public static IReadOnlyList<string> Of(ModelDefinition model, IReadOnlySet<string> tables, IReadOnlyList<CellColumn> columns, string table) =>
        [.. model.QuestionPacks
            .SelectMany(p => p.Questions)
            .OrderByDescending(q => q.Suggest)
            .Select(q => Fill(q, columns, table) is { } filled && Query(q, filled.Values) is { } query && TablesOf(model, query).IsSubsetOf(tables) ? filled.Text : null)
            .OfType<string>()
            .Take(Most)];

    private static (string Text, Dictionary<string, string> Values)? Fill(VerifiedQuestion question, IReadOnlyList<CellColumn> columns, string table)
    {
        var (text, values) = (question.Ask[0], new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var slot in question.Slots)
        {
            var value = slot.Kind == SlotKind.WholeNumber
                ? ExampleNumber
                : columns.FirstOrDefault(c => $"{table}.{c.Definition.Name}" == slot.Column)?.Values?.MostFrequentFirst().Select(v => v.Value).FirstOrDefault();
            if (value is null)
                return null;
            values[slot.Name] = value;
            text = text.Replace("{" + slot.Name + "}", value, StringComparison.Ordinal);
        }

        return (text, values);
    }

    private static SemanticQuery? Query(VerifiedQuestion question, Dictionary<string, string> values) => question.Query?.Fill(question.Slots, values);

    private static HashSet<string> TablesOf(ModelDefinition model, SemanticQuery query)
    {
        var tables = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in QueryNames.Of(query))
        {
            if (name.Kind == QueryNameKind.Table)
                tables.Add(name.Name);
            else if (name.Kind == QueryNameKind.Segment && model.FindSegment(name.Name) is { } segment)
                tables.Add(segment.Table);
            else if (name.Name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot)
                tables.Add(TableOf(model, name.Name[..dot]));
            else
                AddMetric(model, name.Name, tables, depth: 0);
        }

        return tables;
    }

    private static string TableOf(ModelDefinition model, string qualifier) =>
        model.FindTable(qualifier)?.Name ?? model.Relationships.FirstOrDefault(r => r.Role == qualifier)?.ToTable ?? qualifier;

    private static void AddMetric(ModelDefinition model, string? name, HashSet<string> tables, int depth)
    {
        // The registry refuses metrics in a circle; the depth is a second belt.
        if (name is null || depth > 8 || model.FindMetric(name) is not { } metric)
            return;
        if (metric.Table is not null)
            tables.Add(metric.Table);
        AddMetric(model, metric.Numerator, tables, depth + 1);
        AddMetric(model, metric.Denominator, tables, depth + 1);
        AddMetric(model, metric.Metric, tables, depth + 1);
        if (metric.Type != MetricType.Derived || metric.Expression is null)
            return;
        foreach (var other in model.Metrics.Where(m => m.Name != name && metric.Expression.Contains(m.Name, StringComparison.Ordinal)))
            AddMetric(model, other.Name, tables, depth + 1);
    }
}
