namespace NlSql.Query.Sql.Tree;

/// <summary>A value written in the query. The printer gives it to Postgres as a parameter, never as text of the statement.</summary>
public abstract record Literal : SqlExpression
{
    private protected Literal()
    {
    }
}

/// <summary>A quoted literal; like Postgres' own, its type follows from where it stands.</summary>
/// <param name="Value">The characters, without quotes or escapes.</param>
public sealed record TextLiteral(string Value) : Literal;

/// <summary>A whole number.</summary>
/// <param name="Value">The number; <c>integer</c> for Postgres when it fits, else <c>bigint</c>.</param>
public sealed record IntegerLiteral(long Value) : Literal;

/// <summary>A number with a fraction or exponent; <c>numeric</c> for Postgres.</summary>
/// <param name="Value">The number; its scale is kept.</param>
public sealed record DecimalLiteral(decimal Value) : Literal;

/// <summary>TRUE or FALSE.</summary>
/// <param name="Value">The truth value.</param>
public sealed record BooleanLiteral(bool Value) : Literal;

/// <summary>A calendar day: <c>DATE '2024-03-31'</c>.</summary>
/// <param name="Value">The day.</param>
public sealed record DateLiteral(DateOnly Value) : Literal;

/// <summary>A moment without time zone: <c>TIMESTAMP '2024-03-31 12:00:00'</c>.</summary>
/// <param name="Value">The moment, to the microsecond; its kind is ignored.</param>
public sealed record TimestampLiteral(DateTime Value) : Literal;

/// <summary>A length of time: <c>INTERVAL '1 month'</c>.</summary>
/// <param name="Value">The length.</param>
public sealed record IntervalLiteral(SqlInterval Value) : Literal;

/// <summary>NULL.</summary>
public sealed record NullLiteral : Literal;

/// <summary>A length of time as Postgres keeps it: months and days have no fixed length, so the three parts do not mix.</summary>
/// <param name="Months">Whole months (a year is 12).</param>
/// <param name="Days">Whole days (a week is 7).</param>
/// <param name="Microseconds">Time of day.</param>
public readonly record struct SqlInterval(int Months, int Days, long Microseconds);
