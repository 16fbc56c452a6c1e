namespace NlSql.SemanticModel.Queries;

/// <summary>The queries inside a query: in conditions and as members of a union.</summary>
public static class InnerQueries
{
    /// <summary>The query with each query directly inside it replaced.</summary>
    public static SemanticQuery Replace(SemanticQuery query, Func<SemanticQuery, SemanticQuery> replacement) => query with
    {
        Metrics = query.Metrics.Select(m => Replace(m, replacement)).ToValueList(),
        Filters = Replace(query.Filters, replacement),
        Having = Replace(query.Having, replacement),
        Union = query.Union.Select(replacement).ToValueList(),
    };

    private static MetricReference Replace(MetricReference metric, Func<SemanticQuery, SemanticQuery> replacement) =>
        metric with { Where = Replace(metric.Where, replacement) };

    private static QueryFilter? Replace(QueryFilter? filter, Func<SemanticQuery, SemanticQuery> replacement) => filter switch
    {
        QueryFilter.AllOf all => all with { Terms = Replace(all.Terms, replacement) },
        QueryFilter.AnyOf any => any with { Terms = Replace(any.Terms, replacement) },
        QueryFilter.Not not => new QueryFilter.Not(Replace(not.Term, replacement)!),
        QueryFilter.Relation { Right: ComparedValue.Scalar scalar } relation => relation with { Right = scalar with { Query = replacement(scalar.Query) } },
        QueryFilter.Membership membership => membership with { Query = replacement(membership.Query) },
        QueryFilter.Related related => related with { Where = Replace(related.Where, replacement) },
        QueryFilter.RelatedNumber number => number with { Metric = Replace(number.Metric, replacement) },
        _ => filter,
    };

    private static ValueList<QueryFilter> Replace(ValueList<QueryFilter> terms, Func<SemanticQuery, SemanticQuery> replacement) =>
        terms.Select(t => Replace(t, replacement)!).ToValueList();
}
