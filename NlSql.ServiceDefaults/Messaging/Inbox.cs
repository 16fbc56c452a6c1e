using NlSql.ServiceDefaults.Database;
using Npgsql;
using NpgsqlTypes;

namespace NlSql.ServiceDefaults.Messaging;

/// <summary>
/// Makes a consumer's effect happen once: the message id is recorded in the transaction of the effect, so a message that comes
/// again (a crash between send and delete, a redelivery) changes nothing.
/// </summary>
public sealed class Inbox(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Takes several messages for a batch, whose transaction has to hold their effects too; gives the ids of those that were not taken before.</summary>
    public static NpgsqlBatchCommand TakeNew(string consumer, Guid[] messageIds, DateTimeOffset now) => Statement.Of(
        "INSERT INTO inbox (consumer, message_id, at) SELECT $1, id, $3 FROM unnest($2) AS id ON CONFLICT DO NOTHING RETURNING message_id",
        (NpgsqlDbType.Text, consumer),
        (NpgsqlDbType.Array | NpgsqlDbType.Uuid, messageIds),
        (NpgsqlDbType.TimestampTz, now.UtcDateTime));

    /// <summary>Runs the effect unless this consumer has already taken the message.</summary>
    /// <param name="consumer">The consumer's name.</param>
    /// <param name="messageId">The message's id.</param>
    /// <param name="effect">The change, in the given transaction, which commits afterwards.</param>
    /// <param name="cancellationToken">Cancels; nothing is then recorded.</param>
    /// <returns>Whether the effect ran.</returns>
    public async Task<bool> TakeOnceAsync(
        string consumer, Guid messageId, Func<NpgsqlConnection, NpgsqlTransaction, Task> effect, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var batch = new NpgsqlBatch(connection, transaction))
        {
            batch.BatchCommands.Add(TakeNew(consumer, [messageId], clock.GetUtcNow()));
            if (await batch.ExecuteScalarAsync(cancellationToken) is null)
                return false;
        }

        await effect(connection, transaction);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
