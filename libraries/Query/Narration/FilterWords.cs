using NlSql.Query.Planning;
using NlSql.Query.Reading.Rules;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Narration;

/// <summary>Conditions in words.</summary>
/// <param name="labelOf">The label of a column, table or metric.</param>
/// <param name="segmentOf">The label of a segment.</param>
internal sealed class FilterWords(Func<string, string> labelOf, Func<string, string> segmentOf)
{
    /// <summary>The condition, to follow "rows where".</summary>
    public static string Of(QueryFilter filter, Func<string, string> labelOf, Func<string, string> segmentOf) => new FilterWords(labelOf, segmentOf).Of(filter);

    /// <inheritdoc cref="Of(QueryFilter, Func{string, string}, Func{string, string})"/>
    public string Of(QueryFilter filter) => filter switch
    {
        QueryFilter.AllOf all => string.Join(" and ", all.Terms.Select(Nested)),
        QueryFilter.AnyOf any => string.Join(" or ", any.Terms.Select(Nested)),
        QueryFilter.Not not => $"not ({Of(not.Term)})",
        QueryFilter.Segment segment => $"they are {segmentOf(segment.Name)}",
        QueryFilter.Compare compare => Comparison(Low(compare.Column), compare.Operator, compare.Values),
        QueryFilter.Relation relation => Relation(relation),
        QueryFilter.Membership membership => $"{Low(membership.Column)} is {(membership.Negated ? "not " : "")}among {Inner.Of(membership.Query)}",
        QueryFilter.Related related => Related(related),
        QueryFilter.RelatedNumber number => Comparison(AggregateWords.OfRelated(number.Metric, labelOf, Rows), number.Operator, number.Values),
        _ => "",
    };

    private InnerQueryWords Inner => new(labelOf, this);

    private string Related(QueryFilter.Related related) => related switch
    {
        { Is: Quantifier.None } => $"there are no {Rows(related.Table, related.Via, related.Where)}",
        { Is: Quantifier.All, Where: { } where } => $"there are {Rows(related.Table, related.Via, null)}, and for all of them {Nested(where)}",
        _ => $"there are {Rows(related.Table, related.Via, related.Where)}",
    };

    private string Rows(string table, string? via, QueryFilter? where)
    {
        var rows = via is null ? Low(table) : $"{Low(table)} ({via.Replace('_', ' ')})";
        return where is null ? rows : $"{rows} for which {Nested(where)}";
    }

    private string Relation(QueryFilter.Relation relation)
    {
        var left = ExpressionWords.Of(relation.Left, labelOf);
        return relation.Right switch
        {
            ComparedValue.Literals literals => Comparison(left, relation.Operator, literals.Values),
            ComparedValue.Computed computed => $"{left} {Sign(relation.Operator)} {ExpressionWords.Of(computed.Expression, labelOf)}",
            // "whose revenue is above average".
            ComparedValue.Scalar { Query.Return: [{ Name: OfAverageRule.AverageOfGroups }] } => $"{left} {Sign(relation.Operator)} the average of all groups",
            ComparedValue.Scalar { Query.Return: [var same] } when relation.Left is QueryExpression.Named named && named.Name == same.Name => $"{left} {Sign(relation.Operator)} {left} over all groups together",
            ComparedValue.Scalar scalar => $"{left} {Sign(relation.Operator)} {Inner.Of(scalar.Query)}{Within(scalar.Within)}",
            _ => left,
        };
    }

    private string Within(ValueList<string> columns) => columns.Count == 0 ? "" : $" with the same {string.Join(" and ", columns.Select(Low))}";

    private string Nested(QueryFilter filter) => filter is QueryFilter.AllOf or QueryFilter.AnyOf ? $"({Of(filter)})" : Of(filter);

    private string Low(string name) => labelOf(name).ToLowerInvariant();

    private static string Sign(FilterOperator op) => op switch
    {
        FilterOperator.Equal => "is",
        FilterOperator.NotEqual => "is not",
        FilterOperator.Less => "is less than",
        FilterOperator.LessOrEqual => "is at most",
        FilterOperator.Greater => "is more than",
        _ => "is at least",
    };

    private static string Comparison(string subject, FilterOperator op, ValueList<QueryLiteral> literals)
    {
        var values = literals.Select(Literals.Words).ToList();
        return op switch
        {
            FilterOperator.In => $"{subject} is one of {string.Join(", ", values)}",
            FilterOperator.NotIn => $"{subject} is none of {string.Join(", ", values)}",
            FilterOperator.Contains => $"{subject} contains “{values[0]}”",
            FilterOperator.NotContains => $"{subject} does not contain “{values[0]}”",
            FilterOperator.StartsWith => $"{subject} starts with “{values[0]}”",
            FilterOperator.EndsWith => $"{subject} ends with “{values[0]}”",
            FilterOperator.Between => $"{subject} is between {values[0]} and {values[1]}",
            FilterOperator.IsNull => $"{subject} is missing",
            FilterOperator.IsNotNull => $"{subject} is known",
            _ => $"{subject} {Sign(op)} {values[0]}",
        };
    }
}

/// <summary>Aggregates in words.</summary>
internal static class AggregateWords
{
    /// <summary>An aggregate over related rows: "the average grade of their enrolments".</summary>
    public static string OfRelated(MetricReference metric, Func<string, string> labelOf, Func<string, string?, QueryFilter?, string> rows) =>
        $"the {Of(metric, labelOf)} of their {rows(metric.Of!, metric.Via, metric.Where)}";

    /// <summary>An aggregate without its rows: "average grade", "number".</summary>
    public static string Of(MetricReference metric, Func<string, string> labelOf)
    {
        var argument = metric.Column is { } column ? labelOf(column).ToLowerInvariant()
            : metric.Expression is { } expression ? ExpressionWords.Of(expression, labelOf)
            : null;
        return argument is null ? "number" : metric.Aggregate switch
        {
            AggregateFunction.Count when !metric.Distinct => $"number of {argument} values",
            AggregateFunction.Count or AggregateFunction.CountDistinct => $"number of different {argument} values",
            AggregateFunction.Sum => $"total {argument}",
            AggregateFunction.Avg => $"average {argument}",
            AggregateFunction.Min => $"lowest {argument}",
            AggregateFunction.Max => $"highest {argument}",
            AggregateFunction.Median => $"median {argument}",
            _ => $"percentile of {argument}",
        };
    }
}
