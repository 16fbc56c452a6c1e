using Dapper;
using Npgsql;

namespace NlSql.Chat.Conversations;

/// <summary>Keeps conversations and their messages. Everything happens in the caller's transaction.</summary>
internal sealed class ConversationStore(TimeProvider clock)
{
    private const int TitleLength = 80;
    private const int RememberedTurns = 8;

    /// <summary>Adds a message, to a new conversation if there is none; concurrent turns are ordered by the conversation's row.</summary>
    public async Task AddAsync(NpgsqlTransaction transaction, MessageRecord message, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var position = await transaction.Connection!.ExecuteScalarAsync<int>(new CommandDefinition(
            """
            INSERT INTO conversations (tenant_id, conversation_id, subject, title, plugin_id, dataset_id, next_position, created_at, updated_at)
            VALUES (@TenantId, @ConversationId, @Subject, @Title, @PluginId, @DatasetId, 2, @now, @now)
            ON CONFLICT (tenant_id, conversation_id) DO UPDATE SET next_position = conversations.next_position + 1, updated_at = @now
            RETURNING next_position - 1
            """,
            new
            {
                message.TenantId,
                message.ConversationId,
                message.Subject,
                Title = TitleOf(message.Question),
                message.PluginId,
                message.DatasetId,
                now,
            },
            transaction,
            cancellationToken: cancellationToken));
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO messages (tenant_id, conversation_id, position, message_id, question, semantic_query, plugin_version,
                                  dataset_id, dataset_version, answer, asked_at)
            VALUES (@TenantId, @ConversationId, @position, @MessageId, @Question, @SemanticQueryJson::jsonb, @PluginVersion,
                    @DatasetId, @DatasetVersion, @AnswerJson::jsonb, @now)
            """,
            new
            {
                message.TenantId,
                message.ConversationId,
                position,
                message.MessageId,
                message.Question,
                message.SemanticQueryJson,
                message.PluginVersion,
                message.DatasetId,
                message.DatasetVersion,
                message.AnswerJson,
                now,
            },
            transaction,
            cancellationToken: cancellationToken));
    }

    /// <summary>The conversation of the tenant's caller with what it understood last; null when there is none.</summary>
    public static async Task<Conversation?> FindAsync(NpgsqlDataSource database, string tenantId, string subject, Guid conversationId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // SQL that somebody wrote has no semantic query: it ends what a follow-up may change.
        var turns = (await connection.QueryAsync<(Guid? DatasetId, string? Query, bool IsTurn)>(new CommandDefinition(
            """
            SELECT turn.dataset_id, turn.semantic_query::text, turn.position IS NOT NULL
            FROM conversations c
            LEFT JOIN LATERAL (
                SELECT m.position, m.dataset_id, m.semantic_query
                FROM messages m
                WHERE m.tenant_id = c.tenant_id AND m.conversation_id = c.conversation_id AND (m.semantic_query IS NOT NULL OR m.answer ->> 'sql' IS NOT NULL)
                ORDER BY m.position DESC
                LIMIT @RememberedTurns
            ) turn ON true
            WHERE c.tenant_id = @tenantId AND c.conversation_id = @conversationId AND c.subject = @subject
            ORDER BY turn.position DESC
            """,
            new { tenantId, conversationId, subject, RememberedTurns },
            cancellationToken: cancellationToken))).ToList();
        return turns.Count == 0 ? null : new(conversationId, [.. turns.Where(t => t.IsTurn).Select(t => new Turn(t.DatasetId, t.Query))]);
    }

    private static string TitleOf(string question)
    {
        if (question.Length <= TitleLength)
            return question;
        var length = char.IsHighSurrogate(question[TitleLength - 1]) ? TitleLength - 1 : TitleLength;
        return question[..length].TrimEnd() + "…";
    }
}

/// <summary>One turn of a conversation, as it is kept.</summary>
internal sealed record MessageRecord
{
    public required string TenantId { get; init; }

    public required string Subject { get; init; }

    public required Guid ConversationId { get; init; }

    public required Guid MessageId { get; init; }

    public required string Question { get; init; }

    public string? SemanticQueryJson { get; init; }

    public string? PluginId { get; init; }

    public string? PluginVersion { get; init; }

    public Guid? DatasetId { get; init; }

    public int? DatasetVersion { get; init; }

    public required string AnswerJson { get; init; }
}
