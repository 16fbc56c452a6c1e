using NlSql.Query.Model;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>Formulas → expressions of a grouped select.</summary>
internal static class MetricSql
{
    /// <summary>Decimal places of what is rounded because Postgres would keep every digit.</summary>
    public const int Places = 12;

    /// <summary>The formula's expression.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="leaf">The expression of each aggregate.</param>
    /// <param name="keys">The expressions of dimensions by name, for totals within some of them.</param>
    public static SqlExpression Of(MetricFormula formula, Func<MetricFormula.Leaf, SqlExpression> leaf, Func<ValueList<string>, ValueList<SqlExpression>> keys) => formula switch
    {
        MetricFormula.Leaf one => leaf(one),
        MetricFormula.Ratio ratio => SafeDivision(Of(ratio.Numerator, leaf, keys), Of(ratio.Denominator, leaf, keys)),
        MetricFormula.Derived derived => Arithmetic(derived, part => Of(part, leaf, keys)),
        MetricFormula.Total total => Call("sum", Of(total.Part, leaf, keys)) with { Over = new WindowSpecification { PartitionBy = keys(total.Within) } },
        _ => throw new ArgumentOutOfRangeException(nameof(formula), formula, "A formula that the planner does not know."),
    };

    /// <summary>An aggregate call over bound arguments.</summary>
    public static FunctionCall Aggregate(MetricFormula.Leaf leaf, SqlExpression? argument, SqlExpression? filter)
    {
        var call = leaf.Function switch
        {
            AggregateFunction.Count when leaf.Distinct && argument is not null => CountDistinct(argument),
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
        if (leaf.Distinct && leaf.Function is AggregateFunction.Sum or AggregateFunction.Avg && argument is not null)
            call = call with { Distinct = true };
        return filter is null ? call : call with { Filter = filter };
    }

    private static FunctionCall Percentile(decimal fraction, SqlExpression argument) =>
        Call("percentile_cont", Cast(Literal(fraction), "double precision")) with { WithinGroup = [new OrderItem(argument)] };

    private static SqlExpression Arithmetic(MetricFormula.Derived derived, Func<MetricFormula, SqlExpression> part)
    {
        var safe = DivideSafely(derived.Expression);
        var value = ExpressionColumns.Replace(safe, column => part(derived.Parts.First(p => p.Name == column.Column).Formula))
            ?? throw new InvalidOperationException("A derived metric was prepared with an expression that cannot be bound.");
        return HasProduct(derived.Expression) ? Call("round", Cast(value, "numeric"), Literal(Places)) : value;
    }

    // Postgres keeps every digit of a product: three ratios multiplied have more than a reader's number can hold.
    private static bool HasProduct(SqlExpression expression) => expression switch
    {
        BinaryExpression { Operator: BinaryOperator.Multiply, Left: not Sql.Tree.Literal, Right: not Sql.Tree.Literal } => true,
        BinaryExpression binary => HasProduct(binary.Left) || HasProduct(binary.Right),
        UnaryExpression unary => HasProduct(unary.Operand),
        FunctionCall call => call.Arguments.Any(HasProduct),
        CastExpression cast => HasProduct(cast.Operand),
        _ => false,
    };

    /// <summary>Whole numbers would divide without a remainder, and 0 would stop the whole query.</summary>
    public static SqlExpression DivideSafely(SqlExpression expression) => expression switch
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
