using Npgsql;
using NlSql.Query.Sql.Printing;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NpgsqlTypes;

namespace NlSql.Query.Tests.Goldens;

/// <summary>Runs the two statements of a golden: the compiled one over the data as Ingestion lays it out, the reference over plain tables.</summary>
internal static class GoldenSql
{
    /// <summary>Runs compiled SQL with its parameters.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<object?>>> RunAsync(NpgsqlDataSource source, ExecutableSql sql)
    {
        await using var command = source.CreateCommand(sql.Text);
        foreach (var parameter in sql.Parameters)
            command.Parameters.Add(Parameter(parameter));
        return await ReadAsync(command);
    }

    /// <summary>Runs hand-written SQL over the plain tables.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<object?>>> ReferenceAsync(NpgsqlDataSource source, string sql)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var path = new NpgsqlCommand("SET search_path = reference", connection);
        await path.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await ReadAsync(command);
    }

    /// <summary>The type in which Ingestion stores a column.</summary>
    public static string PostgresType(ColumnType type) => type switch
    {
        ColumnType.Integer => "bigint",
        ColumnType.Decimal => "numeric",
        ColumnType.Boolean => "boolean",
        ColumnType.Date => "date",
        ColumnType.Timestamp => "timestamp",
        ColumnType.Uuid => "uuid",
        _ => "text",
    };

    private static async Task<IReadOnlyList<IReadOnlyList<object?>>> ReadAsync(NpgsqlCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<IReadOnlyList<object?>>();
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Value(reader, i))]);
        return rows;
    }

    private static object? Value(NpgsqlDataReader reader, int column)
    {
        if (reader.IsDBNull(column))
            return null;
        return reader.GetDataTypeName(column) switch
        {
            "date" => reader.GetFieldValue<DateOnly>(column),
            "integer" or "bigint" => reader.GetInt64(column),
            _ => reader.GetValue(column),
        };
    }

    private static NpgsqlParameter Parameter(SqlParameterValue parameter) => parameter.Type switch
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
