using System.Globalization;
using System.Text.Json;
using Dapper;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.Chat.Conversations;

/// <summary>Reads a caller's conversations: the list, and one with its messages.</summary>
internal sealed class ConversationSearch(NpgsqlDataSource database)
{
    public const int LongestSearch = 200;

    // A page of answers is sent from memory.
    private const long MostAnswerBytes = 8 * 1024 * 1024;

    private const string Columns = """
        c.conversation_id AS ConversationId, c.title AS Title, c.pinned AS Pinned, c.archived AS Archived, c.plugin_id AS Plugin,
        c.dataset_id AS DatasetId, c.next_position - 1 AS MessageCount, c.created_at AS CreatedAt, c.updated_at AS UpdatedAt
        """;

    /// <summary>Conversations, pinned ones first, then those changed last.</summary>
    public async Task<IReadOnlyList<ConversationSummary>> ListAsync(
        Caller caller, string? search, bool includeArchived, ConversationCursor? after, int count, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<ConversationSummary>(new CommandDefinition(
            $"""
            SELECT {Columns}, CASE WHEN @pattern::text IS NOT NULL AND c.title NOT ILIKE @pattern THEN found.question END AS Found
            FROM conversations c
            LEFT JOIN LATERAL (
                SELECT m.question
                FROM messages m
                WHERE @pattern::text IS NOT NULL AND m.tenant_id = c.tenant_id AND m.conversation_id = c.conversation_id
                    AND (m.question ILIKE @pattern OR m.answer ->> 'narrative' ILIKE @pattern)
                ORDER BY m.position DESC
                LIMIT 1
            ) found ON true
            WHERE c.tenant_id = @tenantId AND c.subject = @subject AND c.deleted_at IS NULL AND (@includeArchived OR NOT c.archived) AND {GrantedConversations.Seen}
                AND (@pattern::text IS NULL OR c.title ILIKE @pattern OR found.question IS NOT NULL)
                AND (@afterId::uuid IS NULL OR (c.pinned, c.updated_at, c.conversation_id) < (@pinned, @updatedAt::timestamptz, @afterId::uuid))
            ORDER BY c.pinned DESC, c.updated_at DESC, c.conversation_id DESC
            LIMIT @count
            """,
            new
            {
                tenantId = caller.TenantId,
                subject = caller.Subject,
                granted = caller.Datasets?.ToArray(),
                pattern = PatternOf(search),
                includeArchived,
                afterId = after?.Id,
                pinned = after?.Pinned ?? false,
                updatedAt = after?.UpdatedAt,
                count,
            },
            cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>One conversation; null when it is unknown, deleted, somebody else's or about what is not granted.</summary>
    public async Task<ConversationSummary?> FindAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<ConversationSummary>(new CommandDefinition(
            $"SELECT {Columns} FROM conversations c WHERE c.tenant_id = @tenantId AND c.conversation_id = @id AND c.subject = @subject AND c.deleted_at IS NULL AND {GrantedConversations.Seen}",
            new { tenantId = caller.TenantId, id, subject = caller.Subject, granted = caller.Datasets?.ToArray() },
            cancellationToken: cancellationToken));
    }

    /// <summary>Messages behind a position, oldest first; fewer than asked for when their answers are large.</summary>
    /// <returns>The messages, and the cursor of the next page when there are others.</returns>
    public async Task<(IReadOnlyList<MessageResponse> Messages, string? Next)> MessagesAsync(string tenantId, Guid conversationId, int after, int count, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT message_id, position, question, asked_at, semantic_query::text, plugin_version, dataset_id, dataset_version, policy_fingerprint, as_of, answer::text
            FROM messages
            WHERE tenant_id = $1 AND conversation_id = $2 AND position > $3
            ORDER BY position
            LIMIT $4
            """);
        foreach (var value in new object[] { tenantId, conversationId, after, count + 1 })
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<MessageResponse> messages = [];
        var bytes = 0L;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (messages.Count == count || bytes > MostAnswerBytes)
                return (messages, messages[^1].Position.ToString(CultureInfo.InvariantCulture));
            var answer = reader.GetString(10);
            bytes += answer.Length;
            messages.Add(new MessageResponse
            {
                MessageId = reader.GetGuid(0),
                Position = reader.GetInt32(1),
                Question = reader.GetString(2),
                AskedAt = reader.GetDateTime(3),
                SemanticQuery = reader.IsDBNull(4) ? null : JsonElement.Parse(reader.GetString(4)),
                PluginVersion = reader.IsDBNull(5) ? null : reader.GetString(5),
                DatasetId = reader.IsDBNull(6) ? null : reader.GetGuid(6),
                DatasetVersion = reader.IsDBNull(7) ? null : reader.GetInt32(7),
                PolicyFingerprint = reader.IsDBNull(8) ? null : reader.GetString(8),
                AsOf = reader.IsDBNull(9) ? null : reader.GetFieldValue<DateOnly>(9),
                Answer = JsonElement.Parse(answer),
            });
        }

        return (messages, null);
    }

    private static string? PatternOf(string? search) => string.IsNullOrWhiteSpace(search)
        ? null
        : $"%{search.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
