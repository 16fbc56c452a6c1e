using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Told;

/// <summary>The comparisons of a query, wherever they stand in it.</summary>
internal static class Comparisons
{
    /// <summary>The query with each comparison replaced; null replaces it by what every row fulfils.</summary>
    public static SemanticQuery Replace(SemanticQuery query, Func<QueryFilter.Compare, QueryFilter?> replacement)
    {
        return In(query);

        SemanticQuery In(SemanticQuery inner) => inner with
        {
            Filters = Filter(inner.Filters),
            Having = Filter(inner.Having),
            Metrics = inner.Metrics.Select(Metric).ToValueList(),
            Union = inner.Union.Select(In).ToValueList(),
        };

        MetricReference Metric(MetricReference metric) => metric.Where is null ? metric : metric with { Where = Filter(metric.Where) };

        QueryFilter? Filter(QueryFilter? filter) => filter switch
        {
            QueryFilter.AllOf all => all.Terms.Select(Filter).OfType<QueryFilter>().ToValueList() switch { [] => null, [var only] => only, var several => new QueryFilter.AllOf(several) },
            QueryFilter.AnyOf any => any.Terms.Select(Filter).ToList() is var terms && terms.Contains(null) ? null : new QueryFilter.AnyOf(terms.OfType<QueryFilter>().ToValueList()),
            QueryFilter.Not not => Filter(not.Term) is { } term ? new QueryFilter.Not(term) : null,
            QueryFilter.Related related => related with { Where = Filter(related.Where) },
            QueryFilter.RelatedNumber number => number with { Metric = Metric(number.Metric) },
            QueryFilter.Membership member => member with { Query = In(member.Query) },
            QueryFilter.Relation { Right: ComparedValue.Scalar scalar } relation => relation with { Right = scalar with { Query = In(scalar.Query) } },
            QueryFilter.Compare compare => replacement(compare),
            _ => filter,
        };
    }
}
