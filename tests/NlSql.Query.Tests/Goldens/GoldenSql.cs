using Npgsql;
using NlSql.Query.Sql.Printing;

namespace NlSql.Query.Tests.Goldens;

/// <summary>Runs the two statements of a golden: the compiled one over the data as Ingestion lays it out, the reference over plain tables.</summary>
internal static class GoldenSql
{
    /// <summary>Runs compiled SQL with its parameters.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<object?>>> RunAsync(NpgsqlDataSource source, ExecutableSql sql)
    {
        await using var command = source.CreateCommand(sql.Text);
        foreach (var parameter in sql.Parameters)
            command.Parameters.Add(PostgresParameters.Of(parameter));
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
}
