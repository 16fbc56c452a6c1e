using NlSql.Query.Reading;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"and which did not?": the condition that came last, the other way round.</summary>
internal sealed class DeniedEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        if (fragment.Cues.Whole != WholeCue.Denied || FilterTerms.Of(revision.Query.Filters) is not { Count: > 0 } terms || revision.Query is not { Union.Count: 0, Limit: null } || Denied(terms[^1]) is not { } denied)
            return;
        revision.Query = revision.Query with { Filters = FilterTerms.Join([.. terms.SkipLast(1), denied]) };
    }

    private static QueryFilter? Denied(QueryFilter term) => term switch
    {
        QueryFilter.Compare { Operator: FilterOperator.Equal, Values: [{ Boolean: { } truth }] } compare => compare with { Values = [QueryLiteral.Of(!truth)] },
        QueryFilter.Compare compare => Opposite(compare.Operator) is { } opposite ? compare with { Operator = opposite } : null,
        QueryFilter.Related { Is: Quantifier.Some } related => related with { Is = Quantifier.None },
        QueryFilter.Related { Is: Quantifier.None } related => related with { Is = Quantifier.Some },
        QueryFilter.Membership member => member with { Negated = !member.Negated },
        _ => null,
    };

    private static FilterOperator? Opposite(FilterOperator @operator) => @operator switch
    {
        FilterOperator.Equal => FilterOperator.NotEqual,
        FilterOperator.NotEqual => FilterOperator.Equal,
        FilterOperator.Less => FilterOperator.GreaterOrEqual,
        FilterOperator.LessOrEqual => FilterOperator.Greater,
        FilterOperator.Greater => FilterOperator.LessOrEqual,
        FilterOperator.GreaterOrEqual => FilterOperator.Less,
        FilterOperator.In => FilterOperator.NotIn,
        FilterOperator.NotIn => FilterOperator.In,
        FilterOperator.Contains => FilterOperator.NotContains,
        FilterOperator.NotContains => FilterOperator.Contains,
        FilterOperator.IsNull => FilterOperator.IsNotNull,
        FilterOperator.IsNotNull => FilterOperator.IsNull,
        _ => null,
    };
}
