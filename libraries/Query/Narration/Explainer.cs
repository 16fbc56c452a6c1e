using NlSql.Query.Model;
using NlSql.Query.Planning;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Narration;

/// <summary>How an answer was computed, in plain words.</summary>
public sealed class Explainer
{
    private readonly CompiledQuery compiled;
    private readonly ModelIndex model;

    private Explainer(CompiledQuery compiled, ModelIndex model) => (this.compiled, this.model) = (compiled, model);

    /// <summary>The explanation of a query, some short sentences.</summary>
    public static string Explain(CompiledQuery compiled, ModelIndex model) =>
        compiled.Query is { } query ? string.Join(" ", new Explainer(compiled, model).Sentences(query)) : "Computed by the SQL shown.";

    private IEnumerable<string> Sentences(SemanticQuery query)
    {
        foreach (var metric in query.Metrics)
        {
            if (metric.Name is not null && model.Metric(metric.Name) is { } known)
                yield return Definition(known);
        }

        var outputs = compiled.Columns;
        if (query.Union.Count > 0)
            yield return $"Puts together the rows of {query.Union.Count} questions{(query.UnionAll ? "" : ", equal ones once")}: {Join(outputs.Select(c => Low(c.Label)))}.";
        else if (query.Shape == QueryShape.Exists)
            yield return "Looks whether any row matches.";
        else if (query.Shape == QueryShape.Rows)
            yield return $"Lists {Join(outputs.Select(c => Low(c.Label)))}.";
        else if (query.Metrics.Count == 0)
            yield return $"Lists the different values of {Join(outputs.Select(c => Low(c.Label)))}.";
        else if (outputs.Any(c => c.Role == OutputRole.Dimension))
            yield return $"Grouped by {Join(outputs.Where(c => c.Role == OutputRole.Dimension).Select(c => Low(c.Label)))}.";
        if (compiled.Time is { } time and not { From: null, To: null })
            yield return $"{TimeSubject(query)} with {Low(LabelOf(time.Column))} {DayWords.Range(time.From, time.To)}.";
        foreach (var metric in query.Metrics.Where(m => m.Where is not null))
            yield return $"{Labels.Capital(OutputLabel(metric.As ?? metric.Name ?? ""))} counts only rows where {FilterWords.Of(metric.Where!, LabelOf, SegmentLabel)}.";
        if (query.Filters is { } filter)
            yield return $"Only rows where {FilterWords.Of(filter, LabelOf, SegmentLabel)}.";
        if (query.Having is { } having)
            yield return $"Only {(query.Shape == QueryShape.Rows ? "rows" : "groups")} where {FilterWords.Of(having, OutputLabel, SegmentLabel)}.";
        if (query.OrderBy is [var first, ..])
            yield return $"Ordered by {OrderWords(first)}, {(first.Descending ? "largest" : "smallest")} first.";
        if (compiled.LimitAsked)
            yield return compiled.RowLimit == 1 ? "Only the first row, as asked." : $"At most {compiled.RowLimit:N0} rows, as asked.";
        if (query is { Limit: { } limit, WithTies: true })
            yield return $"The first {limit:N0}, and all that are equal to the last of them.";
        if (query.Offset > 0)
            yield return query.Offset == 1 ? "The first row is left out." : $"The first {query.Offset:N0} rows are left out.";
    }

    // In a list the days of the metrics are not those of the rows.
    private string TimeSubject(SemanticQuery query) =>
        query is { Shape: QueryShape.Rows, Metrics.Count: > 0 } && compiled.Time?.Column?.StartsWith($"{query.From}.", StringComparison.Ordinal) == false
            ? "The numbers count only rows"
            : "Only rows";

    private string Definition(MetricDefinition metric)
    {
        var name = metric.Label;
        switch (metric.Type)
        {
            case MetricType.Ratio:
                return $"{name} is {Low(MetricLabel(metric.Numerator))} divided by {Low(MetricLabel(metric.Denominator))}.";
            case MetricType.Derived:
                return $"{name} is computed as {metric.Expression}.";
            case MetricType.Simple:
                var table = Low(model.Table(metric.Table ?? "")?.Label ?? metric.Table ?? "");
                var rows = metric.Filter is null ? table : $"{table} where {metric.Filter}";
                return metric.Expression is null
                    ? $"{name} is the number of {rows}."
                    : $"{name} is the {AggregateWords(metric.Aggregate)} {metric.Expression} over {rows}.";
            default:
                return $"{name}: {metric.Description}";
        }
    }

    private static string AggregateWords(AggregateFunction? aggregate) => aggregate switch
    {
        AggregateFunction.Sum => "sum of",
        AggregateFunction.Avg => "average of",
        AggregateFunction.Min => "smallest",
        AggregateFunction.Max => "largest",
        AggregateFunction.Median => "median of",
        AggregateFunction.Percentile => "percentile of",
        AggregateFunction.CountDistinct => "number of different values of",
        _ => "number of values of",
    };

    private string MetricLabel(string? name) => (name is null ? null : model.Metric(name)?.Label) ?? name ?? "";

    private string OrderWords(OrderTerm term) => term.Expression is { } expression ? ExpressionWords.Of(expression, LabelOf) : Low(OutputLabel(term.By));

    private string OutputLabel(string name) =>
        compiled.Columns.FirstOrDefault(c => c.Name == name || c.Metric == name || c.Column == name)?.Label ?? model.Metric(name)?.Label ?? LabelOf(name);

    private static string SegmentLabelOf(SegmentDefinition? segment, string name) => segment is null ? name : Low(segment.Label);

    private string SegmentLabel(string name) => SegmentLabelOf(model.Segment(name), name);

    private string LabelOf(string? name)
    {
        if (name is null)
            return "the time";
        if (model.Table(name) is { } table)
            return table.Label;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var bare = name[(dot + 1)..];
        var tables = dot < 0 ? model.Definition.Tables : model.Definition.Tables.Where(t => t.Name == name[..dot]);
        return tables.Select(t => t.FindColumn(bare)).FirstOrDefault(c => c is not null)?.Label ?? model.Metric(name)?.Label ?? bare.Replace('_', ' ');
    }

    private static string Low(string label) =>
        label.Length == 0 || (label.Length > 1 && char.IsUpper(label[1])) ? label : char.ToLowerInvariant(label[0]) + label[1..];

    private static string Join(IEnumerable<string> items)
    {
        var all = items.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }
}
