using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>What a condition compares: a column in WHERE, a metric in HAVING.</summary>
/// <param name="Expression">Its value.</param>
/// <param name="Type">Its type.</param>
/// <param name="Codes">Its coded values.</param>
internal sealed record FilterOperand(SqlExpression Expression, ColumnType Type, IReadOnlyList<CodedValue> Codes);

/// <summary>Conditions → SQL. The caller says what names and segments mean where it stands.</summary>
internal sealed class FilterPlanner(
    IssueCollector issues,
    Func<string, bool, FilterOperand?> operandOf,
    Func<string, SqlExpression?> segmentOf)
{
    /// <summary>The condition; null when an issue was noted.</summary>
    public SqlExpression? Plan(QueryFilter filter) => Plan(filter, alwaysHolds: true);

    // alwaysHolds: the condition restricts every row, being under no OR and no NOT.
    private SqlExpression? Plan(QueryFilter filter, bool alwaysHolds)
    {
        switch (filter)
        {
            case QueryFilter.AllOf all:
                return Terms(all.Terms, alwaysHolds) is { } holding ? And(holding) : null;
            case QueryFilter.AnyOf any:
                return Terms(any.Terms, alwaysHolds && any.Terms.Count == 1) is { } terms ? Or(terms) : null;
            case QueryFilter.Not not:
                return Plan(not.Term, alwaysHolds: false) is { } negated ? Not(negated) : null;
            case QueryFilter.Segment segment:
                return segmentOf(segment.Name);
            case QueryFilter.Compare compare:
                return operandOf(compare.Column, alwaysHolds) is { } operand ? Comparison(compare, operand) : null;
            default:
                throw new ArgumentOutOfRangeException(nameof(filter), filter, "A condition that the planner does not know.");
        }
    }

    private SqlExpression[]? Terms(ValueList<QueryFilter> terms, bool alwaysHolds)
    {
        var planned = terms.Select(t => Plan(t, alwaysHolds)).ToArray();
        return planned.Contains(null) ? null : [.. planned.OfType<SqlExpression>()];
    }

    private SqlExpression? Comparison(QueryFilter.Compare compare, FilterOperand operand)
    {
        switch (compare.Operator)
        {
            case FilterOperator.IsNull:
                return IsNull(operand.Expression);
            case FilterOperator.IsNotNull:
                return IsNotNull(operand.Expression);
            case FilterOperator.Contains or FilterOperator.NotContains or FilterOperator.StartsWith or FilterOperator.EndsWith:
                return Pattern(compare, operand);
        }

        if (operand.Type == ColumnType.Timestamp && WholeDays(compare, operand.Expression) is { } days)
            return days;
        var values = Values(compare, operand);
        if (values is null)
            return null;
        var value = operand.Expression;
        return compare.Operator switch
        {
            FilterOperator.In => In(value, values),
            FilterOperator.NotIn => In(value, values) with { Negated = true },
            FilterOperator.Between => new BetweenExpression(value, values[0], values[1]),
            _ => Binary(value, Operator(compare.Operator), values[0]),
        };
    }

    private Literal[]? Values(QueryFilter.Compare compare, FilterOperand operand)
    {
        var values = new Literal[compare.Values.Count];
        for (var i = 0; i < values.Length; i++)
        {
            if (Literals.Of(compare.Values[i], operand.Type, operand.Codes) is not { } literal)
            {
                issues.Add("plan.wrong-value", $"“{Literals.Words(compare.Values[i])}” is no {Kind(operand.Type)}, which {compare.Column} holds.");
                return null;
            }

            values[i] = literal;
        }

        return values;
    }

    private LikeExpression? Pattern(QueryFilter.Compare compare, FilterOperand operand)
    {
        if (operand.Type != ColumnType.Text)
        {
            issues.Add("plan.wrong-operator", $"{QueryWords.Of(compare.Operator)} needs a text column; {compare.Column} holds a {Kind(operand.Type)}.");
            return null;
        }

        var sought = Escaped(Literals.Words(compare.Values[0]));
        var pattern = compare.Operator switch
        {
            FilterOperator.StartsWith => $"{sought}%",
            FilterOperator.EndsWith => $"%{sought}",
            _ => $"%{sought}%",
        };
        return new LikeExpression(LikeKind.ILike, operand.Expression, Literal(pattern), compare.Operator == FilterOperator.NotContains);
    }

    // A day compared with a moment means the whole day: "on 3 May", "after 3 May".
    private static SqlExpression? WholeDays(QueryFilter.Compare compare, SqlExpression moment)
    {
        var days = compare.Values.Select(Literals.Day).ToList();
        if (days.Any(d => d is null || d == DateOnly.MaxValue))
            return null;
        var first = days[0]!.Value;
        SqlExpression Within(DateOnly from, DateOnly to) => TimePredicates.Within(moment, ColumnType.Timestamp, from, to)!;
        SqlExpression Versus(BinaryOperator op, DateOnly day) => Binary(moment, op, TimePredicates.StartOf(day, ColumnType.Timestamp));
        return compare.Operator switch
        {
            FilterOperator.Equal => Within(first, first),
            FilterOperator.NotEqual => Not(Within(first, first)),
            FilterOperator.In => Or([.. days.Select(d => Within(d!.Value, d.Value))]),
            FilterOperator.NotIn => Not(Or([.. days.Select(d => Within(d!.Value, d.Value))])),
            FilterOperator.Between => Within(first, days[1]!.Value),
            FilterOperator.Less => Versus(BinaryOperator.Less, first),
            FilterOperator.GreaterOrEqual => Versus(BinaryOperator.GreaterOrEqual, first),
            FilterOperator.LessOrEqual => Versus(BinaryOperator.Less, first.AddDays(1)),
            FilterOperator.Greater => Versus(BinaryOperator.GreaterOrEqual, first.AddDays(1)),
            _ => null,
        };
    }

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    private static BinaryOperator Operator(FilterOperator op) => op switch
    {
        FilterOperator.Equal => BinaryOperator.Equal,
        FilterOperator.NotEqual => BinaryOperator.NotEqual,
        FilterOperator.Less => BinaryOperator.Less,
        FilterOperator.LessOrEqual => BinaryOperator.LessOrEqual,
        FilterOperator.Greater => BinaryOperator.Greater,
        FilterOperator.GreaterOrEqual => BinaryOperator.GreaterOrEqual,
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, "An operator that the planner does not know."),
    };

    private static string Kind(ColumnType type) => type switch
    {
        ColumnType.Integer or ColumnType.Decimal => "number",
        ColumnType.Date => "date (yyyy-mm-dd)",
        ColumnType.Timestamp => "date or time (yyyy-mm-dd hh:mm)",
        ColumnType.Boolean => "yes or no",
        ColumnType.Uuid => "uuid",
        _ => "text",
    };
}
