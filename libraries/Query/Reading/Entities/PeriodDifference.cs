using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities;

/// <summary>"customers who ordered in 2022 but not in 2024": those with rows in one period and none in the other, not rows that are in one and not in the other.</summary>
internal static class PeriodDifference
{
    /// <summary>The query with its denied periods asked of all rows of a thing; the same where it denies none.</summary>
    public static SemanticQuery Of(SemanticQuery query)
    {
        if (query is not { Shape: QueryShape.Distinct, Dimensions: [{ Expression: null, Grain: null, Bins: null } thing], Filters: QueryFilter.AllOf { Terms: var terms }, Metrics.Count: 0, Having: null })
            return query;
        var said = terms.OfType<QueryFilter.Compare>().Where(c => FilterTerms.Days(c) is not null).ToList();
        var denied = terms.Where(t => Denied(t) is { } period && said.Exists(s => s.Column == period.Column)).ToList();
        if (denied.Count == 0)
            return query;
        var others = terms.Where(t => !denied.Contains(t) && !said.Contains(t)).ToList();
        var without = denied.Select(QueryFilter (d) => new QueryFilter.Membership(thing.Column, true, query with { Filters = new QueryFilter.AllOf([.. others, Denied(d)!]), OrderBy = [], Limit = null, Offset = 0 }));
        return query with { Filters = new QueryFilter.AllOf([.. terms.Where(t => !denied.Contains(t)), .. without]) };
    }

    /// <summary>The period that a condition denies; null when it is another one.</summary>
    public static QueryFilter.Compare? Denied(QueryFilter filter) => filter is QueryFilter.Not { Term: QueryFilter.Compare compare } && FilterTerms.Days(compare) is not null ? compare : null;
}
