using NlSql.Query.Planning;
using NlSql.SemanticModel.Definitions;
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
        QueryFilter.Compare compare => Comparison(labelOf(compare.Column), compare.Operator, compare.Values),
        QueryFilter.Relation relation => Relation(relation, labelOf),
        QueryFilter.Membership membership => $"{labelOf(membership.Column).ToLowerInvariant()} is {(membership.Negated ? "not " : "")}among those of another question",
        QueryFilter.Related related => $"{Quantity(related.Is)} of their {Rows(related.Table, related.Where, labelOf, segmentOf)}",
        QueryFilter.RelatedNumber number => Comparison(
            $"{AggregateWords(number.Metric, labelOf)} their {Rows(number.Metric.Of!, number.Metric.Where, labelOf, segmentOf)}", number.Operator, number.Values),
        _ => "",
    };

    private static string Quantity(Quantifier quantifier) => quantifier switch
    {
        Quantifier.None => "there are none",
        Quantifier.All => "there are only such",
        _ => "there are some",
    };

    private static string Rows(string table, QueryFilter? where, Func<string, string> labelOf, Func<string, string> segmentOf) =>
        labelOf(table).ToLowerInvariant() + (where is null ? "" : $" for which {Of(where, labelOf, segmentOf)}");

    private static string AggregateWords(MetricReference metric, Func<string, string> labelOf) =>
        metric.Column is { } column ? $"the {QueryWords.Of(metric.Aggregate!.Value).Replace('_', ' ')} {labelOf(column).ToLowerInvariant()} of" : "the number of";

    private static string Relation(QueryFilter.Relation relation, Func<string, string> labelOf)
    {
        var left = ExpressionWords.Of(relation.Left, labelOf);
        return relation.Right switch
        {
            ComparedValue.Literals literals => Comparison(left, relation.Operator, literals.Values),
            ComparedValue.Computed computed => $"{left} {Sign(relation.Operator)} {ExpressionWords.Of(computed.Expression, labelOf)}",
            ComparedValue.Scalar { Query.Metrics: [var metric, ..] } => $"{left} {Sign(relation.Operator)} {ScalarWords(metric, labelOf)}",
            _ => $"{left} {Sign(relation.Operator)} the answer to another question",
        };
    }

    private static string ScalarWords(MetricReference metric, Func<string, string> labelOf) => metric switch
    {
        { Name: { } name } => labelOf(name).ToLowerInvariant(),
        { Aggregate: { } aggregate, Column: { } column } => $"the {Average(aggregate)} {labelOf(column).ToLowerInvariant()}",
        _ => "the answer to another question",
    };

    private static string Average(AggregateFunction aggregate) => aggregate switch
    {
        AggregateFunction.Avg => "average",
        AggregateFunction.Min => "lowest",
        AggregateFunction.Max => "highest",
        AggregateFunction.Sum => "total",
        _ => QueryWords.Of(aggregate).Replace('_', ' '),
    };

    private static string Sign(FilterOperator op) => op switch
    {
        FilterOperator.Equal => "is",
        FilterOperator.NotEqual => "is not",
        FilterOperator.Less => "is less than",
        FilterOperator.LessOrEqual => "is at most",
        FilterOperator.Greater => "is more than",
        _ => "is at least",
    };

    private static string Nested(QueryFilter filter, Func<string, string> labelOf, Func<string, string> segmentOf)
    {
        var words = Of(filter, labelOf, segmentOf);
        return filter is QueryFilter.AllOf or QueryFilter.AnyOf ? $"({words})" : words;
    }

    private static string Comparison(string label, FilterOperator op, ValueList<QueryLiteral> literals)
    {
        var values = literals.Select(Literals.Words).ToList();
        var subject = label.ToLowerInvariant();
        return op switch
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
