using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>Expressions of a query → SQL. The caller says what a name means: a column of a row, or a metric of a group.</summary>
internal sealed class ExpressionPlanner(PlanContext context, Func<string, FilterOperand?> valueOf)
{
    /// <summary>The expression's value; null when an issue was noted.</summary>
    public FilterOperand? Plan(QueryExpression expression) => expression switch
    {
        QueryExpression.Named named => valueOf(named.Name),
        QueryExpression.Number number => Number(number.Value),
        QueryExpression.Arithmetic arithmetic => Arithmetic(arithmetic),
        QueryExpression.DateDifference difference => Difference(difference),
        QueryExpression.PartOfDate part => Part(part),
        QueryExpression.Today => new(Literal(context.Anchor.Day), ColumnType.Date, []),
        _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, "An expression that the planner does not know."),
    };

    private static FilterOperand Number(decimal value) => decimal.IsInteger(value) && value is >= long.MinValue and <= long.MaxValue
        ? new(Literal((long)value), ColumnType.Integer, [])
        : new(Literal(value), ColumnType.Decimal, []);

    private FilterOperand? Arithmetic(QueryExpression.Arithmetic arithmetic)
    {
        var sign = QueryWords.Of(arithmetic.Operator);
        var (left, right) = (Plan(arithmetic.Left), Plan(arithmetic.Right));
        if (left is null || right is null || !IsNumber(left, arithmetic.Left, sign) || !IsNumber(right, arithmetic.Right, sign))
            return null;
        if (arithmetic.Operator == ArithmeticOperator.Divide)
            return new(MetricSql.SafeDivision(left.Expression, right.Expression), ColumnType.Decimal, []) { Unit = Unit(arithmetic, left, right) };
        var type = left.Type == ColumnType.Integer && right.Type == ColumnType.Integer ? ColumnType.Integer : ColumnType.Decimal;
        return new(Binary(left.Expression, Operator(arithmetic.Operator), right.Expression), type, []) { Unit = Unit(arithmetic, left, right) };
    }

    // Money minus money is money, money times a quantity too; money divided by money is no longer.
    private static string? Unit(QueryExpression.Arithmetic arithmetic, FilterOperand left, FilterOperand right) => arithmetic.Operator switch
    {
        ArithmeticOperator.Add or ArithmeticOperator.Subtract => left.Unit == right.Unit ? left.Unit : null,
        ArithmeticOperator.Multiply => left.Unit is null ? right.Unit : right.Unit is null ? left.Unit : null,
        _ => right.Unit is null ? left.Unit : null,
    };

    private FilterOperand? Difference(QueryExpression.DateDifference difference)
    {
        var (from, to) = (Day(difference.From), Day(difference.To));
        if (from is null || to is null)
            return null;
        var unit = difference.Unit;
        return new(unit is TimeGrain.Day or TimeGrain.Week ? DateDifferences.InDays(unit, from, to) : DateDifferences.InMonths(unit, from, to), ColumnType.Integer, []);

        SqlExpression? Day(QueryExpression expression) => DateOf(expression, "date_diff") switch
        {
            null => null,
            { Type: ColumnType.Timestamp } moment => Cast(moment.Expression, "date"),
            { } day => day.Expression,
        };
    }

    private FilterOperand? Part(QueryExpression.PartOfDate part)
    {
        if (DateOf(part.Of, "date_part") is not { } date)
            return null;
        if (part.Part == DatePart.Hour && date.Type == ColumnType.Date)
        {
            context.Issues.Add("plan.wrong-type", $"date_part needs a time of day for the hour; {Named(part.Of)} holds days.");
            return null;
        }

        return new(PartOf(part.Part, date.Expression), ColumnType.Integer, []);
    }

    /// <summary>A part of a day as a whole number.</summary>
    public static SqlExpression PartOf(DatePart part, SqlExpression day)
    {
        var field = part switch
        {
            DatePart.DayOfWeek => "isodow",
            DatePart.DayOfYear => "doy",
            var other => QueryWords.Of(other),
        };
        return Cast(new ExtractExpression(field, day), "integer");
    }

    private FilterOperand? DateOf(QueryExpression expression, string form)
    {
        if (Plan(expression) is not { } date)
            return null;
        if (TypeWords.IsDay(date.Type))
            return date;
        context.Issues.Add("plan.wrong-type", $"{form} needs dates; {Named(expression)} is of the type {TypeWords.Of(date.Type)}.");
        return null;
    }

    private bool IsNumber(FilterOperand operand, QueryExpression expression, string sign)
    {
        if (TypeWords.IsNumber(operand.Type))
            return true;
        context.Issues.Add(
            "plan.wrong-type",
            $"{sign} needs numbers; {Named(expression)} is of the type {TypeWords.Of(operand.Type)}.",
            TypeWords.IsDay(operand.Type) ? ["date_diff"] : []);
        return false;
    }

    private static BinaryOperator Operator(ArithmeticOperator op) => op switch
    {
        ArithmeticOperator.Add => BinaryOperator.Add,
        ArithmeticOperator.Subtract => BinaryOperator.Subtract,
        _ => BinaryOperator.Multiply,
    };

    /// <summary>What an expression is called in a message.</summary>
    public static string Named(QueryExpression expression) => expression switch
    {
        QueryExpression.Named named => named.Name,
        QueryExpression.Number number => Literals.Words(QueryLiteral.Of(number.Value)),
        QueryExpression.Today => "today",
        _ when expression.Names().ToList() is [_, ..] names => $"the value computed from {string.Join(" and ", names.Distinct())}",
        _ => "the computed value",
    };
}
