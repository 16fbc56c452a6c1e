using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using NlSql.ServiceDefaults.Auditing;

namespace NlSql.Chat.Conversations;

/// <summary>Removes conversations that were deleted long enough ago, with their messages and their memory.</summary>
internal sealed class PurgeConversations(NpgsqlDataSource database, AuditTrail audit, IOptions<ConversationOptions> options, TimeProvider clock, ILogger<PurgeConversations> logger)
{
    private const int Batch = 100;

    /// <summary>Purges what is due, a batch per transaction; returns how many conversations are gone.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var purged = 0;
        int batch;
        do
        {
            batch = await PurgeBatchAsync(cancellationToken);
            purged += batch;
        }
        while (batch == Batch);
        if (purged > 0)
            Log.Purged(logger, purged);
        return purged;
    }

    private async Task<int> PurgeBatchAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        const string mine = "SELECT true FROM sweeps WHERE name = 'conversations' FOR UPDATE SKIP LOCKED";
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(mine, transaction: transaction, cancellationToken: cancellationToken)))
            return 0;
        var now = clock.GetUtcNow();
        // Messages and memory go with the conversation: their foreign keys say so.
        var gone = (await connection.QueryAsync<(string TenantId, Guid Id, int Messages)>(new CommandDefinition(
            """
            DELETE FROM conversations c
            WHERE (tenant_id, conversation_id) IN (
                SELECT tenant_id, conversation_id FROM conversations WHERE deleted_at <= @limit ORDER BY deleted_at LIMIT @Batch)
            RETURNING c.tenant_id, c.conversation_id, c.next_position - 1
            """,
            new { limit = (now - TimeSpan.FromDays(options.Value.RetentionDays)).UtcDateTime, Batch },
            transaction,
            cancellationToken: cancellationToken))).AsList();
        foreach (var (tenantId, id, messages) in gone)
        {
            await audit.AddAsync(
                transaction, audit.Of(tenantId, AuditTrail.SystemActor, "conversation.purged", new { messages }) with { SubjectId = id.ToString() }, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return gone.Count;
    }
}
