using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>A value compared with literals → SQL.</summary>
internal static class LiteralComparison
{
    /// <summary>The comparison; null when an issue was noted.</summary>
    /// <param name="issues">Where issues go.</param>
    /// <param name="name">What the value is called in them.</param>
    /// <param name="operand">The value.</param>
    /// <param name="op">How it is compared.</param>
    /// <param name="given">The literals, as many as the operator takes.</param>
    public static SqlExpression? Plan(IssueCollector issues, string name, FilterOperand operand, FilterOperator op, ValueList<QueryLiteral> given)
    {
        var value = operand.Expression;
        switch (op)
        {
            case FilterOperator.IsNull:
                return IsNull(value);
            case FilterOperator.IsNotNull:
                return IsNotNull(value);
            case FilterOperator.Contains or FilterOperator.NotContains or FilterOperator.StartsWith or FilterOperator.EndsWith:
                return Pattern(issues, name, operand, op, given[0]);
        }

        if (operand.Type == ColumnType.Timestamp && WholeDays(value, op, given) is { } days)
            return days;
        if (Values(issues, name, operand, given) is not { } values)
            return null;
        return op switch
        {
            FilterOperator.In => In(value, values),
            FilterOperator.NotIn => In(value, values) with { Negated = true },
            FilterOperator.Between => new BetweenExpression(value, values[0], values[1]),
            // What is computed holds or does not; only a stored column is compared with what it stores.
            FilterOperator.Equal when value is not ColumnReference && given[0].Boolean is { } truth => truth ? value : Not(value),
            _ => Binary(value, Operator(op), values[0]),
        };
    }

    private static Literal[]? Values(IssueCollector issues, string name, FilterOperand operand, ValueList<QueryLiteral> given)
    {
        var values = new Literal[given.Count];
        for (var i = 0; i < values.Length; i++)
        {
            if (Literals.Of(given[i], operand.Type, operand.Codes) is not { } literal)
            {
                issues.Add("plan.wrong-value", $"“{Literals.Words(given[i])}” is no {TypeWords.Of(operand.Type)}, which {name} holds.");
                return null;
            }

            values[i] = literal;
        }

        return values;
    }

    private static LikeExpression? Pattern(IssueCollector issues, string name, FilterOperand operand, FilterOperator op, QueryLiteral value)
    {
        if (operand.Type != ColumnType.Text)
        {
            issues.Add("plan.wrong-operator", $"{QueryWords.Of(op)} needs a text column; {name} holds a {TypeWords.Of(operand.Type)}.");
            return null;
        }

        var sought = Escaped(Literals.Words(value));
        var pattern = op switch
        {
            FilterOperator.StartsWith => $"{sought}%",
            FilterOperator.EndsWith => $"%{sought}",
            _ => $"%{sought}%",
        };
        return new LikeExpression(LikeKind.ILike, operand.Expression, Literal(pattern), op == FilterOperator.NotContains);
    }

    // A day compared with a moment means the whole day: "on 3 May", "after 3 May".
    private static SqlExpression? WholeDays(SqlExpression moment, FilterOperator op, ValueList<QueryLiteral> values)
    {
        var days = values.Select(Literals.Day).ToList();
        if (days.Any(d => d is null || d == DateOnly.MaxValue))
            return null;
        var first = days[0]!.Value;
        SqlExpression Within(DateOnly from, DateOnly to) => TimePredicates.Within(moment, ColumnType.Timestamp, from, to)!;
        SqlExpression Versus(BinaryOperator sign, DateOnly day) => Binary(moment, sign, TimePredicates.StartOf(day, ColumnType.Timestamp));
        return op switch
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

    /// <summary>Whether an operator compares with one value.</summary>
    public static bool IsPlain(FilterOperator op) => op is FilterOperator.Equal or FilterOperator.NotEqual or FilterOperator.Less or FilterOperator.LessOrEqual or FilterOperator.Greater or FilterOperator.GreaterOrEqual;

    /// <summary>The operator of a plain comparison.</summary>
    public static BinaryOperator Operator(FilterOperator op) => op switch
    {
        FilterOperator.Equal => BinaryOperator.Equal,
        FilterOperator.NotEqual => BinaryOperator.NotEqual,
        FilterOperator.Less => BinaryOperator.Less,
        FilterOperator.LessOrEqual => BinaryOperator.LessOrEqual,
        FilterOperator.Greater => BinaryOperator.Greater,
        FilterOperator.GreaterOrEqual => BinaryOperator.GreaterOrEqual,
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, "An operator that the planner does not know."),
    };
}
