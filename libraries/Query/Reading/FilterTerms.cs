using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>What a filter asks of a row, one by one.</summary>
internal static class FilterTerms
{
    /// <summary>The terms that must all hold: those of a conjunction, else the filter itself; none without a filter.</summary>
    public static ValueList<QueryFilter> Of(QueryFilter? filter) => filter switch
    {
        null => [],
        QueryFilter.AllOf all => all.Terms,
        _ => [filter],
    };
}
