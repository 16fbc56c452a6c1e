using NlSql.Query.Planning;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Narration;

/// <summary>Queries inside conditions in words: "the average list price of products for which category is Toys".</summary>
internal sealed class InnerQueryWords(Func<string, string> labelOf, FilterWords filters)
{
    public string Of(SemanticQuery query)
    {
        if (query.Union.Count > 0)
            return string.Join(query.UnionAll ? " and " : " or ", query.Union.Select(Of));
        return string.Concat(Subject(query), Rows(query), Days(query.Time), Ranking(query));
    }

    private string Subject(SemanticQuery query) => query switch
    {
        { Return: [{ Expression: { } expression }, ..] } => ExpressionWords.Of(expression, labelOf),
        { Return: [var output, ..] } => Value(output.Name, query),
        { Dimensions: [var dimension, ..] } => Value(dimension.Column, query),
        { Metrics: [{ Name: { } name }, ..] } => Low(name),
        { Metrics: [{ Of: { } of } metric, ..] } => $"the {AggregateWords.Of(metric, labelOf)} of {Low(of)}",
        { Metrics: [var metric, ..] } => $"the {AggregateWords.Of(metric, labelOf)}",
        _ => "those",
    };

    private string Value(string name, SemanticQuery query) => query.Limit == 1 ? $"the {Low(name)}" : $"the values of {Low(name)}";

    private string Rows(SemanticQuery query)
    {
        var of = query.From is { } from ? $" of {Low(from)}" : "";
        return query.Filters is { } filter ? $"{of} for which {filters.Of(filter)}" : of;
    }

    private static string Days(TimeFilter? time) => time?.Range is TimeRange.Between days ? $", {DayWords.Range(days.From, days.To)}" : "";

    private string Ranking(SemanticQuery query)
    {
        if (query is not { Limit: { } limit, OrderBy: [var first, ..] })
            return "";
        var by = first.Expression is { } expression ? ExpressionWords.Of(expression, labelOf) : Low(first.By);
        var end = first.Descending ? "highest" : "lowest";
        var offset = query.Offset > 0 ? $" after the first {query.Offset}" : "";
        return limit == 1 ? $" with the {end} {by}{offset}" : $" (the {limit} with the {end} {by}{offset})";
    }

    private string Low(string name) => labelOf(name).ToLowerInvariant();
}
