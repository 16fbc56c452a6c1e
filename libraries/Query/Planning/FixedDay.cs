using NlSql.Query.Sql.Tree;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>Text SQL as of a day: <c>current_date</c> is that day, and now is when it began, in UTC.</summary>
internal sealed class FixedDay(DateOnly day) : SqlTreeMapper
{
    /// <summary>The statement on that day; the same instance when it does not ask for the time.</summary>
    public static SqlQuery In(SqlQuery query, DateOnly day)
    {
        var mapper = new FixedDay(day);
        var mapped = mapper.Query(query);
        return mapper.found ? mapped : query;
    }

    private bool found;

    protected override SqlExpression Map(SqlExpression expression) => expression switch
    {
        CurrentTimeExpression { Kind: CurrentTimeKind.CurrentDate } => Found(new DateLiteral(day)),
        CurrentTimeExpression { Kind: CurrentTimeKind.CurrentTimestamp } or FunctionCall { Name: "now" } => Found(new AtTimeZoneExpression(Midnight, Literal("UTC"))),
        CurrentTimeExpression => Found(Midnight),
        _ => base.Map(expression),
    };

    private TimestampLiteral Midnight => new(day.ToDateTime(TimeOnly.MinValue));

    private SqlExpression Found(SqlExpression fixedTime)
    {
        found = true;
        return fixedTime;
    }
}
