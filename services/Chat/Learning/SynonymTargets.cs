using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Chat.Learning;

/// <summary>The things of a semantic query that a word may stand for.</summary>
internal static class SynonymTargets
{
    /// <summary>The things, without a phrase: what is measured first, then what is filtered and grouped by.</summary>
    public static IEnumerable<LearnedSynonym> Of(SemanticQuery query, ModelDefinition model) =>
        All(query).Where(t => t.MeaningIn(model) is not null).Distinct();

    private static IEnumerable<LearnedSynonym> All(SemanticQuery query)
    {
        foreach (var metric in query.Metrics)
        {
            if (metric.Name is { } name)
                yield return new("", SynonymKind.Metric, name);
        }

        foreach (var target in OfFilter(query.Filters, query.From))
            yield return target;
        foreach (var column in query.Dimensions.Select(d => d.Column).Concat(query.Metrics.Select(m => m.Column)).Concat(query.Return.Select(r => r.Name)).OfType<string>())
            yield return new("", SynonymKind.Column, Qualified(column, query.From));
        if (query.From is { } table)
            yield return new("", SynonymKind.Table, table);
    }

    private static IEnumerable<LearnedSynonym> OfFilter(QueryFilter? filter, string? from)
    {
        switch (filter)
        {
            case QueryFilter.AllOf all:
                return all.Terms.SelectMany(t => OfFilter(t, from));
            case QueryFilter.AnyOf any:
                return any.Terms.SelectMany(t => OfFilter(t, from));
            case QueryFilter.Not not:
                return OfFilter(not.Term, from);
            case QueryFilter.Segment segment:
                return [new("", SynonymKind.Segment, segment.Name)];
            case QueryFilter.Compare compare:
                var column = Qualified(compare.Column, from);
                return compare.Values.Select(v => v.Text).OfType<string>().Select(v => new LearnedSynonym("", SynonymKind.Value, column, v)).Append(new("", SynonymKind.Column, column));
            default:
                return [];
        }
    }

    private static string Qualified(string column, string? from) => column.Contains('.', StringComparison.Ordinal) || from is null ? column : $"{from}.{column}";
}
