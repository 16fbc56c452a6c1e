using Npgsql;
using NlSql.Query.Sql.Printing;
using NlSql.Query.Sql.Tree;
using NpgsqlTypes;

namespace NlSql.Query.Tests;

/// <summary>Parameters of printed SQL as the driver takes them.</summary>
internal static class PostgresParameters
{
    public static NpgsqlParameter Of(SqlParameterValue parameter) => parameter.Type switch
    {
        SqlParameterType.Unknown => new() { Value = parameter.Value, NpgsqlDbType = NpgsqlDbType.Unknown },
        SqlParameterType.Text => new() { Value = parameter.Value, NpgsqlDbType = NpgsqlDbType.Text },
        SqlParameterType.Integer => new() { Value = parameter.Value, NpgsqlDbType = NpgsqlDbType.Integer },
        SqlParameterType.BigInteger => new() { Value = parameter.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
        SqlParameterType.Numeric => new() { Value = parameter.Value, NpgsqlDbType = NpgsqlDbType.Numeric },
        SqlParameterType.Date => new() { Value = parameter.Value, NpgsqlDbType = NpgsqlDbType.Date },
        SqlParameterType.Timestamp => new() { Value = parameter.Value, NpgsqlDbType = NpgsqlDbType.Timestamp },
        SqlParameterType.Interval when parameter.Value is SqlInterval i =>
            new() { Value = new NpgsqlInterval(i.Months, i.Days, i.Microseconds), NpgsqlDbType = NpgsqlDbType.Interval },
        SqlParameterType.Uuid => new() { Value = parameter.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
        SqlParameterType.UuidArray => new() { Value = ((IEnumerable<Guid>)parameter.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
        _ => throw new ArgumentOutOfRangeException(nameof(parameter), parameter.Type, "A parameter type that the test does not know."),
    };
}
