using System.Text.Json;
using Dapper;
using NlSql.Chat.Conversations;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.Chat.Feedback;

/// <summary>Keeps feedback, always of one tenant.</summary>
internal sealed class FeedbackStore(NpgsqlDataSource database)
{
    private const string Select = """
        SELECT f.feedback_id AS FeedbackId, f.message_id AS MessageId, m.conversation_id AS ConversationId, m.question AS Question, f.rating AS Rating,
               f.comment AS Comment, f.corrected_query::text AS CorrectedQuery, f.corrected_sql AS CorrectedSql, m.answer ->> 'plugin' AS Plugin,
               m.dataset_id AS DatasetId, f.subject AS GivenBy, f.given_at AS GivenAt
        FROM feedback f
        JOIN messages m ON m.tenant_id = f.tenant_id AND m.message_id = f.message_id
        WHERE f.tenant_id = @tenantId
        """;

    private const string Granted = "(@granted::uuid[] IS NULL OR m.dataset_id = ANY (@granted))";

    /// <summary>A message of one of the caller's conversations; null when there is none of that id.</summary>
    public async Task<FeedbackMessage?> FindMessageAsync(Caller caller, Guid messageId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<FeedbackMessage>(new CommandDefinition(
            $"""
            SELECT m.message_id AS MessageId, m.question AS Question, m.dataset_id AS DatasetId, m.answer ->> 'plugin' AS PluginId
            FROM messages m
            JOIN conversations c ON c.tenant_id = m.tenant_id AND c.conversation_id = m.conversation_id
            WHERE m.tenant_id = @TenantId AND m.message_id = @messageId AND c.subject = @Subject AND c.deleted_at IS NULL AND {GrantedConversations.Seen}
            """,
            new { caller.TenantId, caller.Subject, granted = caller.Datasets?.ToArray(), messageId },
            cancellationToken: cancellationToken));
    }

    /// <summary>Keeps what was said of a message, in place of what was said before.</summary>
    public static async Task SaveAsync(
        NpgsqlTransaction transaction, Guid id, FeedbackMessage message, FeedbackRequest request, Caller caller, DateTimeOffset now, CancellationToken cancellationToken) =>
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO feedback (tenant_id, feedback_id, message_id, subject, rating, comment, corrected_query, corrected_sql, given_at)
            VALUES (@TenantId, @id, @MessageId, @Subject, @rating, @Comment, @correctedQuery::jsonb, @Sql, @now)
            ON CONFLICT (tenant_id, message_id) DO UPDATE SET
                feedback_id = excluded.feedback_id, subject = excluded.subject, rating = excluded.rating, comment = excluded.comment,
                corrected_query = excluded.corrected_query, corrected_sql = excluded.corrected_sql, given_at = excluded.given_at
            """,
            new
            {
                caller.TenantId,
                id,
                message.MessageId,
                caller.Subject,
                rating = request.Rating switch { FeedbackRating.Up => "up", FeedbackRating.Down => "down", _ => null },
                request.Comment,
                correctedQuery = request.Correction?.SemanticQuery?.GetRawText(),
                request.Correction?.Sql,
                now = now.UtcDateTime,
            },
            transaction,
            cancellationToken: cancellationToken));

    /// <summary>One piece of feedback; null when it was replaced or is gone.</summary>
    public async Task<FeedbackResponse?> FindAsync(string tenantId, Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QuerySingleOrDefaultAsync<FeedbackRow>(new CommandDefinition(
            $"{Select} AND f.feedback_id = @id", new { tenantId, id }, cancellationToken: cancellationToken)))?.ToResponse();
    }

    /// <summary>Feedback on answers from datasets that the caller sees, newest first.</summary>
    /// <param name="caller">Who reads it.</param>
    /// <param name="subject">Whose; null for everybody's.</param>
    /// <param name="rating"><c>up</c> or <c>down</c>; null for all.</param>
    /// <param name="after">The id behind which the page begins; null for the first.</param>
    /// <param name="count">Most items.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<IReadOnlyList<FeedbackResponse>> ListAsync(Caller caller, string? subject, string? rating, Guid? after, int count, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. (await connection.QueryAsync<FeedbackRow>(new CommandDefinition(
            $"""
            {Select} AND {Granted} AND (@subject::text IS NULL OR f.subject = @subject) AND (@rating::text IS NULL OR f.rating = @rating)
                AND (@after::uuid IS NULL OR f.feedback_id < @after)
            ORDER BY f.feedback_id DESC
            LIMIT @count
            """,
            new { tenantId = caller.TenantId, granted = caller.Datasets?.ToArray(), subject, rating, after, count },
            cancellationToken: cancellationToken))).Select(r => r.ToResponse())];
    }

    /// <summary>How often answers were good, by plugin and tier.</summary>
    public async Task<FeedbackStatistics> CountAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var counts = (await connection.QueryAsync<FeedbackCount>(new CommandDefinition(
            $"""
            SELECT m.answer ->> 'plugin' AS Plugin, m.answer ->> 'tier' AS Tier, count(*)::int AS Total, (count(*) FILTER (WHERE f.rating = 'up'))::int AS Up,
                   (count(*) FILTER (WHERE f.rating = 'down'))::int AS Down, count(f.comment)::int AS Comments,
                   (count(*) FILTER (WHERE f.corrected_query IS NOT NULL OR f.corrected_sql IS NOT NULL))::int AS Corrections
            FROM feedback f
            JOIN messages m ON m.tenant_id = f.tenant_id AND m.message_id = f.message_id
            WHERE f.tenant_id = @tenantId AND {Granted}
            GROUP BY 1, 2
            ORDER BY 3 DESC, 1, 2
            """,
            new { tenantId = caller.TenantId, granted = caller.Datasets?.ToArray() },
            cancellationToken: cancellationToken))).AsList();
        return FeedbackStatistics.Of(counts);
    }
}

/// <summary>The message that feedback is about.</summary>
internal sealed class FeedbackMessage
{
    public Guid MessageId { get; init; }

    public string Question { get; init; } = "";

    public Guid? DatasetId { get; init; }

    public string? PluginId { get; init; }
}

/// <summary>Feedback as it is kept.</summary>
internal sealed class FeedbackRow
{
    public Guid FeedbackId { get; init; }

    public Guid MessageId { get; init; }

    public Guid ConversationId { get; init; }

    public string Question { get; init; } = "";

    public string? Rating { get; init; }

    public string? Comment { get; init; }

    public string? CorrectedQuery { get; init; }

    public string? CorrectedSql { get; init; }

    public string? Plugin { get; init; }

    public Guid? DatasetId { get; init; }

    public string GivenBy { get; init; } = "";

    public DateTime GivenAt { get; init; }

    public FeedbackResponse ToResponse() => new(
        FeedbackId, MessageId, ConversationId, Question, Rating, Comment,
        CorrectedQuery is null && CorrectedSql is null ? null : new FeedbackCorrection { Sql = CorrectedSql, SemanticQuery = CorrectedQuery is null ? null : JsonElement.Parse(CorrectedQuery) },
        Plugin, DatasetId, GivenBy, GivenAt);
}
