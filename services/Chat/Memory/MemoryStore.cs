using Dapper;
using NlSql.Chat.Asking;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Identity;
using Npgsql;
using NpgsqlTypes;

namespace NlSql.Chat.Memory;

/// <summary>Keeps what was learnt in conversations.</summary>
internal sealed class MemoryStore(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Most entries of a conversation that are read; the newest count.</summary>
    public const int MostEntries = 100;

    /// <summary>Reads what a conversation has learnt, newest first.</summary>
    public const string Select = """
        SELECT memory_id AS MemoryId, about AS About, content::text AS ContentJson, message_id AS MessageId, learned_at AS LearnedAt
        FROM memories
        WHERE tenant_id = @tenantId AND conversation_id = @conversationId
        ORDER BY learned_at DESC, memory_id DESC
        LIMIT 100
        """;

    /// <summary>Keeps what an answer taught.</summary>
    public IEnumerable<NpgsqlBatchCommand> Add(Answer answer, Caller caller) => answer.Learned.Select(content => Statement.Of(
        """
        INSERT INTO memories (tenant_id, conversation_id, memory_id, kind, about, content, message_id, learned_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (tenant_id, conversation_id, kind, about) DO UPDATE SET
            memory_id = excluded.memory_id, content = excluded.content, message_id = excluded.message_id, learned_at = excluded.learned_at
        """,
        (NpgsqlDbType.Text, caller.TenantId),
        (NpgsqlDbType.Uuid, answer.ConversationId),
        (NpgsqlDbType.Uuid, Guid.CreateVersion7(clock.GetUtcNow())),
        (NpgsqlDbType.Text, content.KindName),
        (NpgsqlDbType.Text, content.About),
        (NpgsqlDbType.Jsonb, content.Write()),
        (NpgsqlDbType.Uuid, answer.MessageId),
        (NpgsqlDbType.TimestampTz, clock.GetUtcNow().UtcDateTime)));

    /// <summary>What a conversation has learnt, with where it came from.</summary>
    public async Task<IReadOnlyList<MemoryRow>> ListAsync(string tenantId, Guid conversationId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<MemoryRow>(new CommandDefinition(Select, new { tenantId, conversationId }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>The question of each message, where it is kept.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> QuestionsAsync(string tenantId, Guid conversationId, IEnumerable<Guid> messages, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<(Guid Id, string Question)>(new CommandDefinition(
            "SELECT message_id, question FROM messages WHERE tenant_id = @tenantId AND conversation_id = @conversationId AND message_id = ANY (@messages)",
            new { tenantId, conversationId, messages = messages.Distinct().ToArray() },
            cancellationToken: cancellationToken))).ToDictionary(m => m.Id, m => m.Question);
    }

    /// <summary>Forgets an entry; false when there is none of that id.</summary>
    public static async Task<bool> DeleteAsync(NpgsqlTransaction transaction, string tenantId, Guid conversationId, Guid memoryId, CancellationToken cancellationToken) =>
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "DELETE FROM memories WHERE tenant_id = @tenantId AND conversation_id = @conversationId AND memory_id = @memoryId",
            new { tenantId, conversationId, memoryId },
            transaction,
            cancellationToken: cancellationToken)) == 1;

    /// <summary>The newest question of a conversation that was asked back; null when there is none.</summary>
    public async Task<ClarifiedTurn?> LastClarifiedAsync(string tenantId, Guid conversationId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var (question, code, choices) = await connection.QuerySingleOrDefaultAsync<(string?, string?, string?)>(new CommandDefinition(
            """
            SELECT question, answer -> 'issues' -> 0 ->> 'code', answer ->> 'choices' FROM messages
            WHERE tenant_id = @tenantId AND conversation_id = @conversationId AND NOT has_query AND answer ->> 'answer_type' = 'clarification'
            ORDER BY position DESC
            LIMIT 1
            """,
            new { tenantId, conversationId },
            cancellationToken: cancellationToken));
        return question is null ? null : ClarifiedTurn.Of(question, code, choices);
    }
}

/// <summary>An entry as it is kept.</summary>
internal sealed class MemoryRow
{
    public Guid MemoryId { get; init; }

    public string About { get; init; } = "";

    public string ContentJson { get; init; } = "";

    public Guid MessageId { get; init; }

    public DateTime LearnedAt { get; init; }

    public MemoryEntry ToEntry() => new(MemoryId, About, MemoryContent.Read(ContentJson));
}
