using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>The time between two dates of a row, in a unit, with its fraction.</summary>
internal static class DurationSql
{
    private const decimal DaysInMonth = 30.4375m;
    private const decimal DaysInYear = 365.25m;
    private const int SecondsInDay = 86_400;

    public static SqlExpression Of(DurationUnit unit, FilterOperand from, FilterOperand to)
    {
        if (from.Type == ColumnType.Timestamp && to.Type == ColumnType.Timestamp)
        {
            var seconds = new ExtractExpression("epoch", Binary(to.Expression, BinaryOperator.Subtract, from.Expression));
            return unit == DurationUnit.Second ? seconds : Divide(seconds, Literal(unit switch
            {
                DurationUnit.Minute => 60m,
                DurationUnit.Hour => 3600m,
                _ => SecondsInDay * Days(unit),
            }));
        }

        // A moment of a day is that day: whole days pass between them.
        var days = Binary(Day(to), BinaryOperator.Subtract, Day(from));
        return unit == DurationUnit.Day ? days : Divide(days, Literal(Days(unit)));
    }

    private static SqlExpression Day(FilterOperand date) => date.Type == ColumnType.Date ? date.Expression : Cast(date.Expression, "date");

    private static decimal Days(DurationUnit unit) => unit switch
    {
        DurationUnit.Week => 7m,
        DurationUnit.Month => DaysInMonth,
        DurationUnit.Year => DaysInYear,
        _ => 1m,
    };
}
