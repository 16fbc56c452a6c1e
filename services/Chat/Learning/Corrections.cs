using System.Text.Json;
using NlSql.Contracts.Messages;
using NlSql.Query.Questions;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Messaging;
using Npgsql;

namespace NlSql.Chat.Learning;

/// <summary>
/// What a question should have been taken for. A correction is an example for its author at once, and for the whole tenant once somebody
/// has accepted it; then it answers its question.
/// </summary>
internal sealed class Corrections(MeaningCheck check, LearnedQuestions learned, Outbox outbox, NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Checks a correction and puts it before the tenant's reviewers; the id of the review.</summary>
    /// <param name="caller">Who corrects.</param>
    /// <param name="datasetId">The dataset that was asked.</param>
    /// <param name="question">The question as it was asked.</param>
    /// <param name="semanticQuery">What it means; null when <paramref name="sql"/> says it.</param>
    /// <param name="sql">What it means, in SQL.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Result<Guid>> AddAsync(Caller caller, Guid datasetId, string question, JsonElement? semanticQuery, string? sql, CancellationToken cancellationToken)
    {
        var (normalized, refused) = QuestionNormalizer.Normalize(question);
        if (normalized is null)
            return new Failure(FailureKind.Invalid, refused!.Code, refused.Message);
        if (!(await check.RunAsync(caller, datasetId, semanticQuery, sql, cancellationToken)).TryGet(out var meaning, out var failure))
            return failure;

        var now = clock.GetUtcNow();
        var review = new Review
        {
            ReviewId = Guid.CreateVersion7(now),
            Kind = ReviewKind.Correction,
            PluginId = meaning.Subject.Dataset.Catalog.PluginId,
            DatasetId = datasetId,
            Question = normalized.Text,
            SemanticQuery = meaning.SemanticQuery,
            Sql = meaning.Sql,
            CreatedBy = caller.Subject,
            CreatedAt = now,
        };
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ReviewStore.AddAsync(connection, caller.TenantId, review, transaction, cancellationToken);
        await outbox.AuditAsync(transaction, AuditOf("correction.given", review, caller, now), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        learned.Forget(caller.TenantId, review.Scope);
        return review.ReviewId;
    }

    /// <summary>What happened to a review, for the trail.</summary>
    public static AuditRecorded AuditOf(string action, Review review, Caller caller, DateTimeOffset now) =>
        ChatAudit.Of(caller, now, action, "done", new { kind = review.Kind, semantic_query = review.SemanticQuery }) with
        {
            SubjectId = review.ReviewId.ToString(),
            PluginId = review.PluginId,
            DatasetId = review.DatasetId,
            Question = review.Question,
            Sql = review.Sql,
        };
}
