using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Told;

/// <summary>A query in which values stand for what was told → the query in which those rows are asked for.</summary>
internal sealed class ToldConditions(IReadOnlyList<ToldValue> told)
{
    public SemanticQuery In(SemanticQuery query) => Comparisons.Replace(query, In);

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
}
