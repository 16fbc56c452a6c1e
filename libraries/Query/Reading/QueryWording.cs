using System.Globalization;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>A semantic query as a phrase: what a choice is called.</summary>
public static class QueryWording
{
    /// <summary>The phrase: "Revenue by Region, Category is Toys, last 7 days".</summary>
    public static string Of(SemanticQuery query, ModelDefinition model)
    {
        var shownDimensions = query.Return.Count > 0 ? [.. query.Dimensions.Where(d => query.Return.Any(r => r.Name == d.Column))] : query.Dimensions;
        var dimensions = shownDimensions.Select(d => d.Grain is { } grain ? QueryWords.Of(grain).Replace('_', ' ') : Labels.Column(model, d.Column)).ToList();
        List<string> parts = [];
        if (query.Metrics.Count > 0)
            parts.Add(string.Join(" and ", query.Metrics.Select(m => Metric(model, query, m))) + (dimensions.Count > 0 ? $" by {string.Join(" and ", dimensions)}" : ""));
        else if (dimensions.Count > 0)
            parts.Add(string.Join(" and ", dimensions));
        else
            parts.Add(query.Return.Count > 0 ? string.Join(", ", query.Return.Select(r => Labels.Column(model, r.Name))) : model.FindTable(query.From ?? "")?.Label ?? "Rows");
        if (query.Filters is { } filters)
            parts.Add(Filter(model, filters));
        if (query.Having is { } having)
            parts.Add(Filter(model, having));
        if (query.Time is { } time)
            parts.Add(Labels.Period(time.Range));
        if (query.Compare is not null)
            parts.Add(query.Compare is PeriodComparison.Range range ? $"compared with {Labels.Period(range.Other)}" : $"compared with the {(query.Compare is PeriodComparison.PreviousYear ? "year" : "period")} before");
        if (query.ShareOf is not null)
            parts.Add("with shares");
        if (query.Running is not null)
            parts.Add("with running totals");
        if (query.OrderBy is [var order, ..] && query.Metrics.Count > 0)
            parts.Add($"{(order.Descending ? "largest" : "smallest")} {Output(model, query, order.By)} first");
        if (query.Limit is { } limit)
            parts.Add(limit == 1 ? "the first only" : string.Create(CultureInfo.InvariantCulture, $"the first {limit}"));
        return string.Join(", ", parts);
    }

    private static string Metric(ModelDefinition model, SemanticQuery query, MetricReference metric) => metric switch
    {
        { Name: { } name } => model.FindMetric(name)?.Label ?? name,
        { Expression: not null, As: { } name } => Labels.Capital(name.Replace('_', ' ')),
        { Column: null } => $"Number of {(model.FindTable(query.From ?? "")?.Label ?? "rows").ToLowerInvariant()}{(metric.Where is { } where ? $" ({Filter(model, where)})" : "")}",
        { Aggregate: AggregateFunction.CountDistinct } => $"Number of different {Labels.Column(model, metric.Column!)}",
        _ => Labels.Capital(Labels.Aggregated(metric.Aggregate!.Value, Labels.Column(model, metric.Column))),
    };

    private static string Output(ModelDefinition model, SemanticQuery query, string name) =>
        query.Metrics.FirstOrDefault(m => (m.As ?? m.Name) == name) is { } metric ? Metric(model, query, metric) : model.FindMetric(name)?.Label ?? Labels.Column(model, name);

    private static string Filter(ModelDefinition model, QueryFilter filter) => filter switch
    {
        QueryFilter.AllOf all => string.Join(", ", all.Terms.Select(t => Filter(model, t))),
        QueryFilter.AnyOf any => string.Join(" or ", any.Terms.Select(t => Filter(model, t))),
        QueryFilter.Not not => $"not {Filter(model, not.Term)}",
        QueryFilter.Segment segment => model.FindSegment(segment.Name)?.Label ?? segment.Name,
        QueryFilter.Compare compare => Compare(model, compare),
        _ => Narration.FilterWords.Of(filter, name => model.FindTable(name)?.Label ?? model.FindMetric(name)?.Label ?? Labels.Column(model, name), name => model.FindSegment(name)?.Label ?? name),
    };

    private static string Compare(ModelDefinition model, QueryFilter.Compare compare)
    {
        var column = compare.Column.Contains('.', StringComparison.Ordinal) ? Labels.Column(model, compare.Column) : model.FindMetric(compare.Column)?.Label ?? compare.Column;
        // "in 2024", rather than between its first and its last day.
        if (FilterTerms.Days(compare) is var (from, to))
            return $"{column}{Narration.TimeWords.Phrase(new(from, to))}";
        var values = compare.Values.Select(v => Value(model, compare.Column, v)).ToList();
        return $"{column} {Labels.Operator(compare.Operator)} {string.Join(compare.Operator == FilterOperator.Between ? " and " : " or ", values)}".TrimEnd();
    }

    // Coded values are said by the first word that people use for them: CSH → cash.
    private static string Value(ModelDefinition model, string column, QueryLiteral literal)
    {
        if (literal.Number is { } number)
            return number.ToString(CultureInfo.InvariantCulture);
        if (literal.Boolean is { } boolean)
            return boolean ? "yes" : "no";
        var dot = column.IndexOf('.', StringComparison.Ordinal);
        var coded = dot < 0 ? null : model.FindTable(column[..dot])?.FindColumn(column[(dot + 1)..])?.Values.FirstOrDefault(v => v.Value == literal.Text);
        return coded is { Synonyms: [var word, ..] } && literal.Text is { Length: <= 3 } ? word : literal.Text ?? "";
    }

}
