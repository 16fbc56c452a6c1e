using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>A draft whose mentions have their roles → semantic queries: one for each table that may be measured.</summary>
internal static class Finisher
{
    public static IEnumerable<FinishedReading> Finish(Draft draft)
    {
        foreach (var choice in BaseChooser.Choices(draft))
        {
            foreach (var columns in ColumnChooser.Choices(draft, choice))
                yield return Build(draft, choice, columns);
        }
    }

    private static FinishedReading Build(Draft draft, BaseChoice choice, ColumnChoice columns)
    {
        var features = new Dictionary<Feature, double>(draft.Features);
        void Count(Feature feature, double times = 1) => features[feature] = features.GetValueOrDefault(feature) + times;
        foreach (var (feature, times) in choice.Features.Concat(columns.Features))
            Count(feature, times);

        List<string> assumptions = [.. draft.Assumptions, .. choice.Assumptions, .. columns.Assumptions];
        var measured = draft.Measures.Count > 0;
        var query = new SemanticQuery
        {
            From = choice.NamesFrom ? choice.Table : null,
            Metrics = choice.Metrics,
            Dimensions = measured || draft.Groups.Any(g => g.IsTime) ? columns.Dimensions : [],
            Return = columns.Return,
            Filters = Combine(columns.Filters),
            Having = Combine([.. draft.Having.Select(h => new QueryFilter.Compare(choice.NameOf(draft, h.Measure), h.Operator, h.Values))]),
            Limit = draft.Limit,
        };
        if (!measured)
            query = Listing.Of(draft, columns, query, Count);
        if (draft.Period is { } period)
        {
            if (choice.HasTime)
                query = query with { Time = new TimeFilter(period) };
            else
                Count(Feature.NoTimeColumn);
        }

        if (measured && query.Dimensions.Count == 0 && (draft.Largest is not null || draft.Limit is not null))
            Count(Feature.NothingToRank);
        if (query.Having is not null && query.Dimensions.Count == 0)
            Count(Feature.ConditionOnWhole);
        if (draft.Limit is not null && draft.Largest is not null && columns.Dimensions.Count > 1 && draft.Groups.Count > 1)
            Count(Feature.TopWithinGroups);
        if (!measured && draft.Groups.Count == 0 && query.Shape == QueryShape.Aggregate)
            Count(Feature.NothingAsked);
        query = query with { OrderBy = Sorting.Of(draft, choice, query, Count) };
        var items = draft.Items.Select(i => new ReadItem(i.Mention, columns.Chosen.GetValueOrDefault(i) ?? i.Chosen ?? i.Target, i.Role ?? "unused"));
        return new(query, features, [.. items], assumptions.Distinct().ToValueList());
    }

    private static QueryFilter? Combine(ValueList<QueryFilter> terms) => terms.Count switch
    {
        0 => null,
        1 => terms[0],
        _ => new QueryFilter.AllOf(terms),
    };
}
