using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>Days → conditions on a date or timestamp column, half open so that the last day counts whole.</summary>
internal static class TimePredicates
{
    public static SqlExpression? Within(SqlExpression column, ColumnType type, DateOnly? from, DateOnly? to)
    {
        var terms = new List<SqlExpression>();
        if (from is { } first)
            terms.Add(Binary(column, BinaryOperator.GreaterOrEqual, StartOf(first, type)));
        if (to is { } last && last < DateOnly.MaxValue)
            terms.Add(Binary(column, BinaryOperator.Less, StartOf(last.AddDays(1), type)));
        return terms.Count == 0 ? null : And([.. terms]);
    }

    public static Literal StartOf(DateOnly day, ColumnType type) =>
        type == ColumnType.Timestamp ? Literal(day.ToDateTime(TimeOnly.MinValue)) : Literal(day);
}
