using Dapper;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.Chat.Conversations;

/// <summary>Begins, names, pins, archives and deletes conversations; each change with its entry in the trail, in one transaction.</summary>
internal sealed class ChangeConversation(NpgsqlDataSource database, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Begins an empty conversation.</summary>
    public async Task<Guid> CreateAsync(ConversationRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await ChangeAsync(
            id,
            "conversation.created",
            request,
            caller,
            """
            INSERT INTO conversations (tenant_id, conversation_id, subject, title, pinned, archived, created_at, updated_at)
            VALUES (@TenantId, @id, @Subject, coalesce(@Title, ''), coalesce(@Pinned, false), coalesce(@Archived, false), @now, @now)
            """,
            cancellationToken);
        return id;
    }

    /// <summary>Changes what the request names; false when the caller has no such conversation.</summary>
    public Task<bool> UpdateAsync(Guid id, ConversationRequest request, Caller caller, CancellationToken cancellationToken) => ChangeAsync(
        id,
        "conversation.changed",
        request,
        caller,
        $"""
        UPDATE conversations c SET title = coalesce(@Title, title), pinned = coalesce(@Pinned, pinned), archived = coalesce(@Archived, archived)
        WHERE tenant_id = @TenantId AND conversation_id = @id AND subject = @Subject AND deleted_at IS NULL AND {GrantedConversations.Seen}
        """,
        cancellationToken);

    /// <summary>Hides a conversation; it is purged later. False when the caller has no such conversation.</summary>
    public Task<bool> DeleteAsync(Guid id, Caller caller, CancellationToken cancellationToken) => ChangeAsync(
        id,
        "conversation.deleted",
        new ConversationRequest(),
        caller,
        $"UPDATE conversations c SET deleted_at = @now WHERE tenant_id = @TenantId AND conversation_id = @id AND subject = @Subject AND deleted_at IS NULL AND {GrantedConversations.Seen}",
        cancellationToken);

    private async Task<bool> ChangeAsync(Guid id, string action, ConversationRequest request, Caller caller, string sql, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var changed = await connection.ExecuteAsync(new CommandDefinition(
            sql,
            new { caller.TenantId, caller.Subject, granted = caller.Datasets?.ToArray(), id, Title = request.Title?.Trim(), request.Pinned, request.Archived, now = now.UtcDateTime },
            transaction,
            cancellationToken: cancellationToken));
        if (changed == 0)
            return false;
        var details = new { title = request.Title?.Trim(), pinned = request.Pinned, archived = request.Archived };
        await audit.AddAsync(transaction, audit.Of(caller, action, details) with { SubjectId = id.ToString() }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
