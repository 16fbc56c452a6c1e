using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>Arithmetic over metrics → an expression in which metrics stand as columns. Divisions are made safe where it is computed.</summary>
internal static class MetricArithmetic
{
    /// <summary>The expression; null when it holds dates, which metrics are not.</summary>
    public static SqlExpression? Of(QueryExpression expression) => expression switch
    {
        QueryExpression.Named named => Column(named.Name),
        QueryExpression.Number number => decimal.IsInteger(number.Value) && number.Value is >= long.MinValue and <= long.MaxValue ? Literal((long)number.Value) : Literal(number.Value),
        QueryExpression.Arithmetic arithmetic when Of(arithmetic.Left) is { } left && Of(arithmetic.Right) is { } right =>
            Binary(left, Operator(arithmetic.Operator), right),
        _ => null,
    };

    private static BinaryOperator Operator(ArithmeticOperator op) => op switch
    {
        ArithmeticOperator.Add => BinaryOperator.Add,
        ArithmeticOperator.Subtract => BinaryOperator.Subtract,
        ArithmeticOperator.Multiply => BinaryOperator.Multiply,
        _ => BinaryOperator.Divide,
    };
}
