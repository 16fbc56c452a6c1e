using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>A value compared with another value → SQL.</summary>
internal static class ValueComparison
{
    /// <summary>The comparison; null when an issue was noted.</summary>
    public static SqlExpression? Plan(
        IssueCollector issues, string leftName, FilterOperand left, FilterOperator op, string rightName, FilterOperand right) =>
        Aligned(issues, leftName, left, rightName, right) is var (one, other) ? Binary(one, LiteralComparison.Operator(op), other) : null;

    /// <summary>Both values as they can be compared, a moment with a day by its day; null when an issue was noted.</summary>
    public static (SqlExpression Left, SqlExpression Right)? Aligned(
        IssueCollector issues, string leftName, FilterOperand left, string rightName, FilterOperand right)
    {
        if (!TypeWords.AreComparable(left.Type, right.Type))
        {
            issues.Add(
                "plan.wrong-type",
                $"{leftName} cannot be compared with {rightName}: the one is of the type {TypeWords.Of(left.Type)}, the other of the type {TypeWords.Of(right.Type)}.");
            return null;
        }

        return ByDay(left, right);
    }

    /// <summary>Both values, a moment with a day by its day: what is closed during the day that it is due is not late.</summary>
    public static (SqlExpression Left, SqlExpression Right) ByDay(FilterOperand left, FilterOperand right) => (Day(left, right.Type), Day(right, left.Type));

    private static SqlExpression Day(FilterOperand value, ColumnType other) =>
        value.Type == ColumnType.Timestamp && other == ColumnType.Date ? Cast(value.Expression, "date") : value.Expression;
}
