using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>How many periods there are from the first row to the last, those without rows included.</summary>
internal static class PeriodCount
{
    private const string First = "first_day";
    private const string Last = "last_day";

    /// <summary>The first and the last day as metrics.</summary>
    /// <param name="column">The date column.</param>
    public static IReadOnlyList<MetricReference> Ends(string column) =>
        [new() { Aggregate = AggregateFunction.Min, Column = column, As = First }, new() { Aggregate = AggregateFunction.Max, Column = column, As = Last }];

    /// <summary>The number of periods between them, both of their own included.</summary>
    public static QueryExpression Of(TimeGrain size)
    {
        QueryExpression first = new QueryExpression.Named(First), last = new QueryExpression.Named(Last);
        return Sum(Between(size, first, last), new QueryExpression.Number(1));
    }

    // Months as calendars count them: from 15 January to 10 March are three.
    private static QueryExpression Between(TimeGrain size, QueryExpression first, QueryExpression last) => size switch
    {
        TimeGrain.Day or TimeGrain.Week => new QueryExpression.DateDifference(size, first, last),
        TimeGrain.Year => Difference(DatePart.Year, 1, first, last),
        TimeGrain.Quarter => Sum(Difference(DatePart.Year, 4, first, last), Difference(DatePart.Quarter, 1, first, last)),
        _ => Sum(Difference(DatePart.Year, 12, first, last), Difference(DatePart.Month, 1, first, last)),
    };

    private static QueryExpression.Arithmetic Difference(DatePart part, int times, QueryExpression first, QueryExpression last)
    {
        var difference = new QueryExpression.Arithmetic(ArithmeticOperator.Subtract, new QueryExpression.PartOfDate(part, last), new QueryExpression.PartOfDate(part, first));
        return times == 1 ? difference : new(ArithmeticOperator.Multiply, difference, new QueryExpression.Number(times));
    }

    private static QueryExpression.Arithmetic Sum(QueryExpression left, QueryExpression right) => new(ArithmeticOperator.Add, left, right);
}
