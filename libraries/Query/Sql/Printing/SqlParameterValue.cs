namespace NlSql.Query.Sql.Printing;

/// <summary>A value that goes to Postgres beside the statement.</summary>
/// <param name="Value">
/// string, int, long, decimal, DateOnly, DateTime (unspecified kind), <see cref="Tree.SqlInterval"/>, Guid, or a
/// <see cref="ValueList{T}"/> of Guid, according to the type.
/// </param>
/// <param name="Type">The type to declare.</param>
public sealed record SqlParameterValue(object Value, SqlParameterType Type)
{
    /// <summary>What Postgres calls the type.</summary>
    public string TypeName => Type switch
    {
        SqlParameterType.Unknown => "unknown",
        SqlParameterType.Text => "text",
        SqlParameterType.Integer => "integer",
        SqlParameterType.BigInteger => "bigint",
        SqlParameterType.Numeric => "numeric",
        SqlParameterType.Date => "date",
        SqlParameterType.Timestamp => "timestamp without time zone",
        SqlParameterType.Interval => "interval",
        SqlParameterType.Uuid => "uuid",
        SqlParameterType.UuidArray => "uuid[]",
        _ => throw new InvalidOperationException($"There is no name for {Type}."),
    };
}

/// <summary>Parameter types, as Postgres is told them.</summary>
public enum SqlParameterType
{
    /// <summary>
    /// A string sent without a type, which Postgres reads as it would a quoted literal in the same place: as a date beside a date, as
    /// text beside text (with Npgsql: <c>NpgsqlDbType.Unknown</c>).
    /// </summary>
    Unknown,

    /// <summary>string: <c>text</c>, where Postgres accepts any type and so could not tell.</summary>
    Text,

    /// <summary>int: <c>integer</c>.</summary>
    Integer,

    /// <summary>long: <c>bigint</c>.</summary>
    BigInteger,

    /// <summary>decimal: <c>numeric</c>.</summary>
    Numeric,

    /// <summary>DateOnly: <c>date</c>.</summary>
    Date,

    /// <summary>DateTime: <c>timestamp</c> without time zone.</summary>
    Timestamp,

    /// <summary><see cref="Tree.SqlInterval"/>: <c>interval</c>.</summary>
    Interval,

    /// <summary>Guid: <c>uuid</c>.</summary>
    Uuid,

    /// <summary>A list of Guid: <c>uuid[]</c>.</summary>
    UuidArray,
}
