using Dapper;
using NlSql.ServiceDefaults.Database;
using Npgsql;
using NpgsqlTypes;

namespace NlSql.Chat.Learning;

/// <summary>Keeps reviews. A tenant sees its own only.</summary>
internal static class ReviewStore
{
    private const string Columns =
        """
        review_id AS ReviewId, kind AS Kind, status AS Status, plugin_id AS PluginId, dataset_id AS DatasetId, question AS Question, semantic_query AS SemanticQuery,
        sql AS Sql, synonym AS SynonymJson, reason AS Reason, times AS Times, created_by AS CreatedBy, created_at AS CreatedAt, reviewed_by AS ReviewedBy, reviewed_at AS ReviewedAt
        """;

    private const string SameQuestion =
        """
        ON CONFLICT (tenant_id, scope, md5(words)) WHERE status = 'open' AND kind NOT IN ('correction', 'synonym') DO UPDATE SET
            times = known.times + 1, kind = excluded.kind, semantic_query = excluded.semantic_query, sql = excluded.sql, reason = excluded.reason, updated_at = excluded.updated_at
        """;

    private const string SameSynonym =
        "ON CONFLICT (tenant_id, scope, md5(synonym)) WHERE kind = 'synonym' DO UPDATE SET times = known.times + 1 WHERE known.status = 'open'";

    /// <summary>Adds a review; the same open question or synonym again counts up, and a synonym that was decided stays so.</summary>
    public static NpgsqlBatchCommand Add(string tenantId, Review review) => Statement.Of(
        $"""
        INSERT INTO reviews AS known (tenant_id, review_id, kind, scope, plugin_id, dataset_id, question, words, semantic_query, sql, synonym, reason, created_by, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)
        {(review.Synonym is null ? SameQuestion : SameSynonym)}
        """,
        (NpgsqlDbType.Text, tenantId),
        (NpgsqlDbType.Uuid, review.ReviewId),
        (NpgsqlDbType.Text, Text(review.Kind)),
        (NpgsqlDbType.Text, review.Scope),
        (NpgsqlDbType.Text, review.PluginId),
        (NpgsqlDbType.Uuid, review.DatasetId),
        (NpgsqlDbType.Text, review.Question),
        (NpgsqlDbType.Text, Similarity.Words(review.Question)),
        (NpgsqlDbType.Text, review.SemanticQuery),
        (NpgsqlDbType.Text, review.Sql),
        (NpgsqlDbType.Text, review.Synonym?.Write()),
        (NpgsqlDbType.Text, review.Reason),
        (NpgsqlDbType.Text, review.CreatedBy),
        (NpgsqlDbType.TimestampTz, review.CreatedAt.UtcDateTime));

    /// <summary>Reviews, newest first.</summary>
    public static async Task<IReadOnlyList<Review>> ListAsync(
        NpgsqlConnection connection, string tenantId, ReviewStatus? status, ReviewKind? kind, Guid? before, int limit, CancellationToken cancellationToken) =>
        [.. (await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            SELECT {Columns} FROM reviews
            WHERE tenant_id = @tenantId AND (@status::text IS NULL OR status = @status) AND (@kind::text IS NULL OR kind = @kind) AND (@before::uuid IS NULL OR review_id < @before)
            ORDER BY review_id DESC LIMIT @limit
            """,
            new { tenantId, status = status is { } s ? Text(s) : null, kind = kind is { } k ? Text(k) : null, before, limit },
            cancellationToken: cancellationToken))).Select(r => r.ToReview())];

    /// <summary>A review; null when the tenant has none of that id.</summary>
    public static async Task<Review?> FindAsync(NpgsqlConnection connection, string tenantId, Guid id, CancellationToken cancellationToken) =>
        (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM reviews WHERE tenant_id = @tenantId AND review_id = @id", new { tenantId, id }, cancellationToken: cancellationToken)))?.ToReview();

    /// <summary>Decides a review; false when somebody else has decided it meanwhile.</summary>
    public static async Task<bool> DecideAsync(NpgsqlTransaction transaction, string tenantId, Review decided, ReviewStatus before, CancellationToken cancellationToken) =>
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            UPDATE reviews SET status = @Status, semantic_query = @SemanticQuery, sql = @Sql, reviewed_by = @ReviewedBy, reviewed_at = @At, updated_at = @At
            WHERE tenant_id = @tenantId AND review_id = @ReviewId AND status = @before
            """,
            new { tenantId, decided.ReviewId, Status = Text(decided.Status), before = Text(before), decided.SemanticQuery, decided.Sql, decided.ReviewedBy, At = decided.ReviewedAt!.Value.UtcDateTime },
            transaction,
            cancellationToken: cancellationToken)) == 1;

    /// <summary>What holds for a scope, the newest first: questions that were accepted or that their authors alone have said, then synonyms.</summary>
    public static async Task<IReadOnlyList<Review>> UsableAsync(NpgsqlConnection connection, string tenantId, string scope, int limit, CancellationToken cancellationToken) =>
        [.. (await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            (SELECT {Columns} FROM reviews
            WHERE tenant_id = @tenantId AND scope = @scope AND kind <> 'synonym' AND (status = 'accepted' OR (status = 'open' AND kind = 'correction'))
              AND (semantic_query IS NOT NULL OR sql IS NOT NULL)
            ORDER BY updated_at DESC LIMIT @limit)
            UNION ALL
            (SELECT {Columns} FROM reviews
            WHERE tenant_id = @tenantId AND scope = @scope AND kind = 'synonym' AND status = 'accepted'
            ORDER BY updated_at DESC LIMIT @limit)
            """,
            new { tenantId, scope, limit },
            cancellationToken: cancellationToken))).Select(r => r.ToReview())];

    /// <summary>The questions of some reviews with their vectors of a model.</summary>
    public static async Task<IReadOnlyList<(string Question, float[] Vector)>> VectorsAsync(
        NpgsqlConnection connection, string tenantId, string model, Guid[] ids, CancellationToken cancellationToken) =>
        [.. await connection.QueryAsync<(string, float[])>(new CommandDefinition(
            "SELECT question, embedding FROM reviews WHERE tenant_id = @tenantId AND review_id = ANY (@ids) AND embedding_model = @model AND embedding IS NOT NULL",
            new { tenantId, ids, model },
            cancellationToken: cancellationToken))];

    /// <summary>Keeps the vector of a review's question.</summary>
    public static Task KeepVectorAsync(NpgsqlConnection connection, string tenantId, Guid id, string model, float[] vector, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            "UPDATE reviews SET embedding = @vector, embedding_model = @model WHERE tenant_id = @tenantId AND review_id = @id",
            new { tenantId, id, model, vector },
            cancellationToken: cancellationToken));

    private static string Text<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    // As Postgres gives it.
    private sealed class Row
    {
        public Guid ReviewId { get; init; }

        public string Kind { get; init; } = "";

        public string Status { get; init; } = "";

        public string? PluginId { get; init; }

        public Guid DatasetId { get; init; }

        public string Question { get; init; } = "";

        public string? SemanticQuery { get; init; }

        public string? Sql { get; init; }

        public string? SynonymJson { get; init; }

        public string? Reason { get; init; }

        public int Times { get; init; }

        public string CreatedBy { get; init; } = "";

        public DateTime CreatedAt { get; init; }

        public string? ReviewedBy { get; init; }

        public DateTime? ReviewedAt { get; init; }

        public Review ToReview() => new()
        {
            ReviewId = ReviewId,
            Kind = Enum.Parse<ReviewKind>(Kind, true),
            Status = Enum.Parse<ReviewStatus>(Status, true),
            PluginId = PluginId,
            DatasetId = DatasetId,
            Question = Question,
            SemanticQuery = SemanticQuery,
            Sql = Sql,
            Synonym = SynonymJson is null ? null : LearnedSynonym.Read(SynonymJson),
            Reason = Reason,
            Times = Times,
            CreatedBy = CreatedBy,
            CreatedAt = CreatedAt,
            ReviewedBy = ReviewedBy,
            ReviewedAt = ReviewedAt,
        };
    }
}
