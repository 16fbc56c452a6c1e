using System.Text.Json;
using NlSql.Contracts.Messages;
using NlSql.Query.Questions;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.Chat.Learning;

/// <summary>
/// What a question should have been taken for. A correction is an example for its author at once, and for the whole tenant once somebody
/// has accepted it; then it answers its question.
/// </summary>
internal sealed class Corrections(MeaningCheck check, TaughtReviews taught, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Checks a correction; the review that <see cref="AddAsync"/> puts before the tenant's reviewers.</summary>
    /// <param name="caller">Who corrects.</param>
    /// <param name="datasetId">The dataset that was asked.</param>
    /// <param name="question">The question as it was asked.</param>
    /// <param name="semanticQuery">What it means; null when <paramref name="sql"/> says it.</param>
    /// <param name="sql">What it means, in SQL.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Result<Review>> CheckAsync(Caller caller, Guid datasetId, string question, JsonElement? semanticQuery, string? sql, CancellationToken cancellationToken)
    {
        var (normalized, refused) = QuestionNormalizer.Normalize(question);
        if (normalized is null)
            return new Failure(FailureKind.Invalid, refused!.Code, refused.Message);
        if (!(await check.RunAsync(caller, datasetId, semanticQuery, sql, cancellationToken)).TryGet(out var meaning, out var failure))
            return failure;

        var now = clock.GetUtcNow();
        return new Review
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
    }

    /// <summary>Puts a checked correction before the reviewers, in the transaction of the feedback that it came with.</summary>
    public async Task AddAsync(NpgsqlTransaction transaction, Review review, Caller caller, CancellationToken cancellationToken)
    {
        await ReviewStore.Add(caller.TenantId, review).RunAsync(transaction, cancellationToken);
        await audit.AddAsync(transaction, AuditOf(audit, "correction.given", review, caller), cancellationToken);
    }

    /// <summary>Has the next question see the correction; after its transaction.</summary>
    public void Use(Review review, Caller caller) => taught.Forget(caller.TenantId, review.Scope);

    /// <summary>What happened to a review, for the trail.</summary>
    public static AuditRecorded AuditOf(AuditTrail audit, string action, Review review, Caller caller) =>
        audit.Of(caller, action, new { kind = review.Kind, semantic_query = review.SemanticQuery, synonym = review.Synonym }) with
        {
            SubjectId = review.ReviewId.ToString(),
            PluginId = review.PluginId,
            DatasetId = review.DatasetId,
            Question = review.Question,
            Sql = review.Sql,
        };
}
