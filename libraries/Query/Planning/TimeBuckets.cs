using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>A time column at a grain → the first day of its bucket (a moment for hours).</summary>
internal static class TimeBuckets
{
    public static ColumnType TypeOf(TimeGrain grain) => grain == TimeGrain.Hour ? ColumnType.Timestamp : ColumnType.Date;

    public static SqlExpression Bucket(SqlExpression column, ColumnType type, TimeGrain grain, CalendarDefinition calendar)
    {
        if (grain == TimeGrain.Day && type == ColumnType.Date)
            return column;
        if (grain == TimeGrain.Day)
            return Cast(column, "date");

        // date_trunc of a date would go through the session's time zone; of a timestamp it does not.
        var moment = type == ColumnType.Date ? Cast(column, "timestamp without time zone") : column;
        if (grain == TimeGrain.Hour)
            return DateTrunc("hour", moment);

        var shift = Shift(grain, calendar);
        if (shift == default)
            return Cast(DateTrunc(Unit(grain), moment), "date");
        var shifted = Binary(moment, BinaryOperator.Subtract, Literal(shift));
        return Cast(Binary(DateTrunc(Unit(grain), shifted), BinaryOperator.Add, Literal(shift)), "date");
    }

    /// <summary>A bucket shown so much later than it was.</summary>
    public static SqlExpression Later(SqlExpression bucket, TimeGrain grain, SqlInterval shift)
    {
        var later = Binary(bucket, BinaryOperator.Add, Literal(shift));
        return TypeOf(grain) == ColumnType.Date ? Cast(later, "date") : later;
    }

    // Postgres' weeks begin on Monday and its years in January: other calendars are moved there and back.
    private static SqlInterval Shift(TimeGrain grain, CalendarDefinition calendar) => grain switch
    {
        TimeGrain.Week => new(0, ((int)calendar.WeekStart + 6) % 7, 0),
        TimeGrain.FiscalYear => new(calendar.FiscalYearStart - 1, 0, 0),
        TimeGrain.FiscalQuarter => new((calendar.FiscalYearStart - 1) % 3, 0, 0),
        _ => default,
    };

    private static string Unit(TimeGrain grain) => grain switch
    {
        TimeGrain.FiscalYear => "year",
        TimeGrain.FiscalQuarter => "quarter",
        _ => QueryWords.Of(grain),
    };
}
