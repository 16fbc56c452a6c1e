using Dapper;
using NlSql.Chat.Memory;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Identity;
using Npgsql;
using NpgsqlTypes;

namespace NlSql.Chat.Conversations;

/// <summary>Keeps conversations and their messages.</summary>
internal sealed class ConversationStore(TimeProvider clock)
{
    private const int TitleLength = 80;
    private const int RememberedTurns = 8;

    /// <summary>Adds a message, to a new conversation if there is none; the conversation's row gives it its place.</summary>
    public NpgsqlBatchCommand Add(MessageRecord message) => Statement.Of(
        """
        WITH conversation AS (
            INSERT INTO conversations AS c (tenant_id, conversation_id, subject, title, plugin_id, dataset_id, next_position, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, 2, $7, $7)
            ON CONFLICT (tenant_id, conversation_id) DO UPDATE SET
                next_position = c.next_position + 1,
                updated_at = greatest(c.updated_at, excluded.updated_at),
                title = CASE c.title WHEN '' THEN excluded.title ELSE c.title END,
                plugin_id = coalesce(c.plugin_id, excluded.plugin_id),
                dataset_id = coalesce(c.dataset_id, excluded.dataset_id)
            RETURNING next_position - 1 AS position
        )
        INSERT INTO messages (tenant_id, conversation_id, position, message_id, question, semantic_query, has_query, basis, policy_fingerprint,
                              as_of, plugin_version, dataset_id, dataset_version, answer, row_count, asked_at)
        SELECT $1, $2, position, $8, $9, $10, $11, $12, $13, $14, $15, $6, $16, $17, $18, $7
        FROM conversation
        """,
        (NpgsqlDbType.Text, message.TenantId),
        (NpgsqlDbType.Uuid, message.ConversationId),
        (NpgsqlDbType.Text, message.Subject),
        (NpgsqlDbType.Text, TitleOf(message.Question)),
        (NpgsqlDbType.Text, message.PluginId),
        (NpgsqlDbType.Uuid, message.DatasetId),
        (NpgsqlDbType.TimestampTz, clock.GetUtcNow().UtcDateTime),
        (NpgsqlDbType.Uuid, message.MessageId),
        (NpgsqlDbType.Text, message.Question),
        (NpgsqlDbType.Jsonb, message.SemanticQueryJson),
        (NpgsqlDbType.Boolean, message.HasQuery),
        (NpgsqlDbType.Jsonb, message.BasisJson),
        (NpgsqlDbType.Text, message.PolicyFingerprint),
        (NpgsqlDbType.Date, message.AsOf),
        (NpgsqlDbType.Text, message.PluginVersion),
        (NpgsqlDbType.Integer, message.DatasetVersion),
        (NpgsqlDbType.Json, message.AnswerJson),
        (NpgsqlDbType.Integer, message.Rows));

    /// <summary>The conversation of the tenant's caller with what it understood last; null when there is none.</summary>
    public static async Task<Conversation?> FindAsync(NpgsqlDataSource database, Caller caller, Guid conversationId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // SQL that somebody wrote has no semantic query: it ends what a follow-up may change.
        await using var found = await connection.QueryMultipleAsync(new CommandDefinition(
            $"""
            SELECT turn.dataset_id, turn.semantic_query::text, turn.row_count, turn.position IS NOT NULL, newest.dataset_id, newest.unanswered
            FROM conversations c
            LEFT JOIN LATERAL (
                SELECT m.position, m.dataset_id, m.semantic_query, m.row_count
                FROM messages m
                WHERE m.tenant_id = c.tenant_id AND m.conversation_id = c.conversation_id AND m.has_query
                ORDER BY m.position DESC
                LIMIT @RememberedTurns
            ) turn ON true
            LEFT JOIN LATERAL (
                SELECT m.dataset_id, CASE WHEN NOT m.has_query AND m.answer ->> 'answer_type' = 'clarification' THEN m.question END AS unanswered
                FROM messages m
                WHERE m.tenant_id = c.tenant_id AND m.conversation_id = c.conversation_id
                ORDER BY m.position DESC
                LIMIT 1
            ) newest ON true
            WHERE c.tenant_id = @tenantId AND c.conversation_id = @conversationId AND c.subject = @subject AND c.deleted_at IS NULL AND {GrantedConversations.Seen}
            ORDER BY turn.position DESC;
            {MemoryStore.Select}
            """,
            new { tenantId = caller.TenantId, conversationId, subject = caller.Subject, granted = caller.Datasets?.ToArray(), RememberedTurns },
            cancellationToken: cancellationToken));
        var turns = (await found.ReadAsync<(Guid? DatasetId, string? Query, int? Rows, bool IsTurn, Guid? OpenDatasetId, string? Unanswered)>()).ToList();
        var memory = (await found.ReadAsync<MemoryRow>()).Select(m => m.ToEntry()).ToList();
        return turns.Count == 0 ? null : new(conversationId, [.. turns.Where(t => t.IsTurn).Select(t => new Turn(t.DatasetId, t.Query, t.Rows))], turns[0] is { Unanswered: { } question, OpenDatasetId: var about } ? new(about, question) : null, memory);
    }

    private static string TitleOf(string question)
    {
        var line = string.Join(' ', question.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= TitleLength)
            return line;
        var length = char.IsHighSurrogate(line[TitleLength - 1]) ? TitleLength - 1 : TitleLength;
        return line[..length].TrimEnd() + "…";
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

    /// <summary>The query that ran, in absolute days.</summary>
    public string? SemanticQueryJson { get; init; }

    /// <summary>Whether it has a query at all, SQL included.</summary>
    public bool HasQuery { get; init; }

    /// <summary>What it takes to answer it again, see <see cref="AnswerBasis"/>.</summary>
    public string? BasisJson { get; init; }

    public string? PolicyFingerprint { get; init; }

    public DateOnly? AsOf { get; init; }

    public string? PluginId { get; init; }

    public string? PluginVersion { get; init; }

    public Guid? DatasetId { get; init; }

    public int? DatasetVersion { get; init; }

    public required string AnswerJson { get; init; }

    /// <summary>How many rows the answer has; null where it has none.</summary>
    public int? Rows { get; init; }
}
