using NlSql.Query.Planning;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Narration;

/// <summary>Conditions in words.</summary>
internal static class FilterWords
{
    public static string Of(QueryFilter filter, Func<string, string> labelOf, Func<string, string> segmentOf) => filter switch
    {
        QueryFilter.AllOf all => string.Join(" and ", all.Terms.Select(t => Nested(t, labelOf, segmentOf))),
        QueryFilter.AnyOf any => string.Join(" or ", any.Terms.Select(t => Nested(t, labelOf, segmentOf))),
        QueryFilter.Not not => $"not ({Of(not.Term, labelOf, segmentOf)})",
        QueryFilter.Segment segment => $"they are {segmentOf(segment.Name)}",
        QueryFilter.Compare compare => Comparison(compare, labelOf(compare.Column)),
        _ => "",
    };

    private static string Nested(QueryFilter filter, Func<string, string> labelOf, Func<string, string> segmentOf)
    {
        var words = Of(filter, labelOf, segmentOf);
        return filter is QueryFilter.AllOf or QueryFilter.AnyOf ? $"({words})" : words;
    }

    private static string Comparison(QueryFilter.Compare compare, string label)
    {
        var values = compare.Values.Select(Literals.Words).ToList();
        var subject = label.ToLowerInvariant();
        return compare.Operator switch
        {
            FilterOperator.Equal => $"{subject} is {values[0]}",
            FilterOperator.NotEqual => $"{subject} is not {values[0]}",
            FilterOperator.Less => $"{subject} is less than {values[0]}",
            FilterOperator.LessOrEqual => $"{subject} is at most {values[0]}",
            FilterOperator.Greater => $"{subject} is more than {values[0]}",
            FilterOperator.GreaterOrEqual => $"{subject} is at least {values[0]}",
            FilterOperator.In => $"{subject} is one of {string.Join(", ", values)}",
            FilterOperator.NotIn => $"{subject} is none of {string.Join(", ", values)}",
            FilterOperator.Contains => $"{subject} contains “{values[0]}”",
            FilterOperator.NotContains => $"{subject} does not contain “{values[0]}”",
            FilterOperator.StartsWith => $"{subject} starts with “{values[0]}”",
            FilterOperator.EndsWith => $"{subject} ends with “{values[0]}”",
            FilterOperator.Between => $"{subject} is between {values[0]} and {values[1]}",
            FilterOperator.IsNull => $"{subject} is missing",
            FilterOperator.IsNotNull => $"{subject} is known",
            _ => subject,
        };
    }
}
