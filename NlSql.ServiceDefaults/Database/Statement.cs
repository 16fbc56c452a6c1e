using Npgsql;
using NpgsqlTypes;

namespace NlSql.ServiceDefaults.Database;

/// <summary>Makes statements of a batch.</summary>
public static class Statement
{
    /// <summary>A statement with its values, which it calls <c>$1</c>, <c>$2</c> and so on.</summary>
    public static NpgsqlBatchCommand Of(string sql, params ReadOnlySpan<(NpgsqlDbType Type, object? Value)> values)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var (type, value) in values)
            statement.Parameters.Add(new() { NpgsqlDbType = type, Value = value ?? DBNull.Value });
        return statement;
    }

    /// <summary>The same statement, not run yet.</summary>
    public static NpgsqlBatchCommand Copy(this NpgsqlBatchCommand statement)
    {
        var copy = new NpgsqlBatchCommand(statement.CommandText);
        foreach (NpgsqlParameter parameter in statement.Parameters)
            copy.Parameters.Add(parameter.Clone());
        return copy;
    }

    /// <summary>Runs a statement in a transaction.</summary>
    public static async Task RunAsync(this NpgsqlBatchCommand statement, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(statement);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
