using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>Whole units between two days. What is not whole does not count, in either direction: 13 days are one week, −13 minus one.</summary>
internal static class DateDifferences
{
    /// <summary>Days or weeks.</summary>
    public static SqlExpression InDays(TimeGrain unit, SqlExpression from, SqlExpression to)
    {
        var days = Binary(to, BinaryOperator.Subtract, from);
        return unit == TimeGrain.Day ? days : Divide(days, Literal(7));
    }

    /// <summary>Months, quarters or years as calendars count them: from 31 January to 1 March is one month.</summary>
    public static SqlExpression InMonths(TimeGrain unit, SqlExpression from, SqlExpression to)
    {
        // age of dates would go through the session's time zone; of timestamps it does not.
        var age = Call("age", Cast(to, "timestamp without time zone"), Cast(from, "timestamp without time zone"));
        var years = Cast(new ExtractExpression("year", age), "integer");
        if (unit == TimeGrain.Year)
            return years;
        var months = Binary(
            Binary(years, BinaryOperator.Multiply, Literal(12)), BinaryOperator.Add, Cast(new ExtractExpression("month", age), "integer"));
        return unit == TimeGrain.Month ? months : Divide(months, Literal(3));
    }
}
