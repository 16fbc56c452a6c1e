using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Told;

/// <summary>A query in which values stand for what was told → the query in which those rows are asked for.</summary>
internal sealed class ToldConditions(IReadOnlyList<ToldValue> told)
{
    public SemanticQuery In(SemanticQuery query) => query with
    {
        Filters = In(query.Filters),
        Having = In(query.Having),
        Metrics = query.Metrics.Select(In).ToValueList(),
        Union = query.Union.Select(In).ToValueList(),
    };

    private MetricReference In(MetricReference metric) => metric.Where is null ? metric : metric with { Where = In(metric.Where) };

    private QueryFilter? In(QueryFilter? filter) => filter switch
    {
        QueryFilter.AllOf all => Join(all.Terms, terms => new QueryFilter.AllOf(terms)),
        QueryFilter.AnyOf any => any.Terms.Select(In).ToList() is var terms && terms.Contains(null) ? null : new QueryFilter.AnyOf(terms.OfType<QueryFilter>().ToValueList()),
        QueryFilter.Not not => In(not.Term) is { } term ? new QueryFilter.Not(term) : null,
        QueryFilter.Related related => related with { Where = In(related.Where) },
        QueryFilter.RelatedNumber number => number with { Metric = In(number.Metric) },
        QueryFilter.Membership member => member with { Query = In(member.Query) },
        QueryFilter.Relation { Right: ComparedValue.Scalar scalar } relation => relation with { Right = scalar with { Query = In(scalar.Query) } },
        QueryFilter.Compare compare => In(compare),
        _ => filter,
    };

    private QueryFilter? In(QueryFilter.Compare compare)
    {
        if (told.FirstOrDefault(t => t.Named is null && compare.Values.Any(v => v.Text == t.Text)) is not { } one)
            return compare;
        var negated = compare.Operator is FilterOperator.NotEqual or FilterOperator.NotIn or FilterOperator.NotContains;
        var others = compare.Values.Where(v => v.Text != one.Text).ToValueList();
        var condition = one.Condition(compare.Column, negated);
        if (others.Count == 0)
            return condition;
        var rest = In(Reading.FilterTerms.Values(compare.Column, others, negated));
        return condition is null || rest is null ? negated ? condition ?? rest : null
            : negated ? new QueryFilter.AllOf([condition, rest]) : new QueryFilter.AnyOf([condition, rest]);
    }

    private QueryFilter? Join(ValueList<QueryFilter> terms, Func<ValueList<QueryFilter>, QueryFilter> join) => terms.Select(In).OfType<QueryFilter>().ToValueList() switch
    {
        [] => null,
        [var only] => only,
        var several => join(several),
    };
}
