using NlSql.Query.Model;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>Formulas → expressions of a grouped select.</summary>
internal static class MetricSql
{
    /// <summary>The formula's expression, given that of each leaf.</summary>
    public static SqlExpression Of(MetricFormula formula, Func<MetricFormula.Leaf, SqlExpression> leaf) => formula switch
    {
        MetricFormula.Leaf one => leaf(one),
        MetricFormula.Ratio ratio => SafeDivision(Of(ratio.Numerator, leaf), Of(ratio.Denominator, leaf)),
        MetricFormula.Derived derived => Arithmetic(derived, leaf),
        _ => throw new ArgumentOutOfRangeException(nameof(formula), formula, "A formula that the planner does not know."),
    };

    /// <summary>An aggregate call over bound arguments.</summary>
    public static FunctionCall Aggregate(MetricFormula.Leaf leaf, SqlExpression? argument, SqlExpression? filter)
    {
        var call = leaf.Function switch
        {
            AggregateFunction.Count => argument is null ? CountAll() : Call("count", argument),
            AggregateFunction.CountDistinct => CountDistinct(argument!),
            AggregateFunction.Sum => Call("sum", argument!),
            AggregateFunction.Avg => Call("avg", argument!),
            AggregateFunction.Min => Call("min", argument!),
            AggregateFunction.Max => Call("max", argument!),
            AggregateFunction.Median => Percentile(0.5m, argument!),
            AggregateFunction.Percentile => Percentile(leaf.Percentile ?? 0.5m, argument!),
            _ => throw new ArgumentOutOfRangeException(nameof(leaf), leaf.Function, "An aggregate that the planner does not know."),
        };
        return filter is null ? call : call with { Filter = filter };
    }

    private static FunctionCall Percentile(decimal fraction, SqlExpression argument) =>
        Call("percentile_cont", Cast(Literal(fraction), "double precision")) with { WithinGroup = [new OrderItem(argument)] };

    private static SqlExpression Arithmetic(MetricFormula.Derived derived, Func<MetricFormula.Leaf, SqlExpression> leaf)
    {
        var safe = DivideSafely(derived.Expression);
        return ExpressionColumns.Replace(safe, column => Of(derived.Parts.First(p => p.Name == column.Column).Formula, leaf))
            ?? throw new InvalidOperationException("A derived metric was prepared with an expression that cannot be bound.");
    }

    // Whole numbers would divide without a remainder, and 0 would stop the whole query.
    private static SqlExpression DivideSafely(SqlExpression expression) => expression switch
    {
        BinaryExpression { Operator: BinaryOperator.Divide } division => SafeDivision(DivideSafely(division.Left), DivideSafely(division.Right)),
        BinaryExpression binary => binary with { Left = DivideSafely(binary.Left), Right = DivideSafely(binary.Right) },
        UnaryExpression unary => unary with { Operand = DivideSafely(unary.Operand) },
        FunctionCall call => call with { Arguments = call.Arguments.Select(DivideSafely).ToValueList() },
        CastExpression cast => cast with { Operand = DivideSafely(cast.Operand) },
        _ => expression,
    };

    internal static BinaryExpression SafeDivision(SqlExpression numerator, SqlExpression denominator) =>
        Divide(Cast(numerator, "numeric"), IsNonZero(denominator) ? denominator : Call("nullif", denominator, Literal(0)));

    private static bool IsNonZero(SqlExpression expression) =>
        expression is IntegerLiteral { Value: not 0 } or DecimalLiteral { Value: not 0 };
}
