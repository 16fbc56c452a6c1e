using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>
/// Arithmetic over metrics → an expression in which metrics stand as columns. Divisions are made safe where it is computed. Days have their
/// place inside <c>date_diff</c> and <c>date_part</c> only: the days between the first order and the last one.
/// </summary>
internal static class MetricArithmetic
{
    /// <summary>The expression; null when a day stands where a number should, or the other way round.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="isDay">Whether a metric, by its name, is a day.</param>
    public static SqlExpression? Of(QueryExpression expression, Func<string, bool> isDay) => expression switch
    {
        QueryExpression.Named named => isDay(named.Name) ? null : Column(named.Name),
        QueryExpression.Number number => decimal.IsInteger(number.Value) && number.Value is >= long.MinValue and <= long.MaxValue ? Literal((long)number.Value) : Literal(number.Value),
        QueryExpression.Arithmetic arithmetic when Of(arithmetic.Left, isDay) is { } left && Of(arithmetic.Right, isDay) is { } right =>
            Binary(left, Operator(arithmetic.Operator), right),
        QueryExpression.DateDifference difference when Day(difference.From, isDay) is { } from && Day(difference.To, isDay) is { } to =>
            difference.Unit is TimeGrain.Day ? DateDifferences.InDays(TimeGrain.Day, from, to)
            : difference.Unit is TimeGrain.Week ? Call("trunc", DateDifferences.InDays(TimeGrain.Week, from, to))
            : DateDifferences.InMonths(difference.Unit, from, to),
        QueryExpression.PartOfDate { Part: not DatePart.Hour } part when Day(part.Of, isDay) is { } day => ExpressionPlanner.PartOf(part.Part, day),
        _ => null,
    };

    private static CastExpression? Day(QueryExpression expression, Func<string, bool> isDay) =>
        expression is QueryExpression.Named named && isDay(named.Name) ? Cast(Column(named.Name), "date") : null;

    private static BinaryOperator Operator(ArithmeticOperator op) => op switch
    {
        ArithmeticOperator.Add => BinaryOperator.Add,
        ArithmeticOperator.Subtract => BinaryOperator.Subtract,
        ArithmeticOperator.Multiply => BinaryOperator.Multiply,
        _ => BinaryOperator.Divide,
    };
}
