using System.Buffers;
using System.Data;
using System.Text;
using System.Text.RegularExpressions;
using NlSql.ServiceDefaults.Errors;
using Npgsql;

namespace NlSql.ServiceDefaults.Database;

/// <summary>Reads a query's rows until they end or a limit is reached. A value is not read before its length is known to fit.</summary>
internal static partial class ReaderResult
{
    /// <summary>Second trip to the server: the query itself.</summary>
    /// <param name="connection">A connection within the query's transaction.</param>
    /// <param name="query">The query.</param>
    /// <param name="stop">Cancelled at a limit: the server stops, and the connection is not to be used again.</param>
    public static async Task<Result<ReaderRows>> ReadAsync(NpgsqlConnection connection, ReaderQuery query, CancellationTokenSource stop)
    {
        await using var command = new NpgsqlCommand(query.Sql, connection) { AllResultTypesAreUnknown = true };
        ReaderParameters.Add(command.Parameters, query.Parameters);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, stop.Token);
        var (types, names) = (Enumerable.Range(0, reader.FieldCount).Select(reader.GetDataTypeOID).ToArray(), TypesOf(reader));
        var rows = new List<object?[]>();
        var bytesLeft = query.MaximumBytes;
        while (await reader.ReadAsync(stop.Token))
        {
            var row = rows.Count == query.MaximumRows || (rows.Count + 1) * (long)types.Length > query.MaximumCells
                ? null
                : await ReadRowAsync(reader, types, bytesLeft, stop.Token);
            if (row is null)
            {
                await AbandonAsync(reader, stop);
                return rows.Count > 0 || query.MaximumRows == 0 ? new ReaderRows(rows, true) { Types = names } : ReaderErrors.RowTooLarge;
            }

            rows.Add(row.Values);
            bytesLeft -= row.Bytes;
        }

        return new ReaderRows(rows, false) { Types = names };
    }

    /// <summary>The columns' types alone.</summary>
    public static async Task<ReaderRows> DescribeAsync(NpgsqlConnection connection, ReaderQuery query, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(query.Sql, connection);
        ReaderParameters.Add(command.Parameters, query.Parameters);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SchemaOnly, cancellationToken);
        return new ReaderRows([], false) { Types = TypesOf(reader) };
    }

    // numeric(10,2) is numeric.
    private static string[] TypesOf(NpgsqlDataReader reader) =>
        [.. Enumerable.Range(0, reader.FieldCount).Select(i => Modifiers().Replace(reader.GetDataTypeName(i), ""))];

    [GeneratedRegex(@"\([0-9, -]*\)")]
    private static partial Regex Modifiers();

    private static async Task<Row?> ReadRowAsync(NpgsqlDataReader reader, uint[] types, long bytesLeft, CancellationToken cancellationToken)
    {
        var (values, bytes) = (new object?[types.Length], 0L);
        for (var i = 0; i < types.Length; i++)
        {
            if (await reader.IsDBNullAsync(i, cancellationToken))
                continue;
            await using var value = await reader.GetStreamAsync(i, cancellationToken);
            bytes += value.Length;
            if (bytes > bytesLeft)
                return null;
            values[i] = ReaderValues.Read(types[i], await ReadTextAsync(value, cancellationToken));
        }

        return new Row(values, bytes);
    }

    private static async Task<string> ReadTextAsync(Stream value, CancellationToken cancellationToken)
    {
        var length = (int)value.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        await value.ReadExactlyAsync(buffer.AsMemory(0, length), cancellationToken);
        var text = Encoding.UTF8.GetString(buffer, 0, length);
        ArrayPool<byte>.Shared.Return(buffer);
        return text;
    }

    /// <summary>Stops the server instead of reading, and throwing away, all that it has still to say.</summary>
    private static async Task AbandonAsync(NpgsqlDataReader reader, CancellationTokenSource stop)
    {
        await stop.CancelAsync();
        try
        {
            await reader.ReadAsync(stop.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or NpgsqlException)
        {
            // Which it was says how the server stopped.
        }
    }

    private sealed record Row(object?[] Values, long Bytes);
}
