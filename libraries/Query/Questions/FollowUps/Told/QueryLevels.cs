using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Told;

/// <summary>How deep a query is nested, as its JSON would be: each turn that speaks of what was told has the query before within its own, and a conversation keeps only so many levels.</summary>
internal static class QueryLevels
{
    // Outputs, orders and expressions lie less deep than that.
    private const int Least = 4;

    /// <summary>Whether a conversation can keep the query.</summary>
    public static bool Fits(SemanticQuery query) => Of(query) <= SemanticQueryJson.MaxDepth - Least;

    private static int Of(SemanticQuery query) => 1 + Math.Max(
        Math.Max(Of(query.Filters), Of(query.Having)),
        Math.Max(query.Metrics.Select(m => 2 + Of(m.Where)).DefaultIfEmpty().Max(), query.Union.Select(u => 1 + Of(u)).DefaultIfEmpty().Max()));

    private static int Of(QueryFilter? filter) => filter switch
    {
        null => 0,
        QueryFilter.AllOf all => 2 + all.Terms.Select(Of).DefaultIfEmpty().Max(),
        QueryFilter.AnyOf any => 2 + any.Terms.Select(Of).DefaultIfEmpty().Max(),
        QueryFilter.Not not => 1 + Of(not.Term),
        QueryFilter.Related related => 1 + Of(related.Where),
        QueryFilter.RelatedNumber number => 2 + Of(number.Metric.Where),
        QueryFilter.Membership member => 1 + Of(member.Query),
        QueryFilter.Relation { Right: ComparedValue.Scalar scalar } => 2 + Of(scalar.Query),
        _ => 2,
    };
}
