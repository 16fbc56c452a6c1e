using NlSql.Chat.Learning;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.Chat.Feedback;

/// <summary>Takes what a caller thinks of an answer. A correction goes to the tenant's reviewers first, where it is compiled: what would not run is not taken.</summary>
internal sealed class GiveFeedback(Corrections corrections, FeedbackStore store, NpgsqlDataSource database, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<FeedbackResponse>> ExecuteAsync(FeedbackRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (request.Check() is { } malformed)
            return malformed;
        if (await store.FindMessageAsync(caller, Guid.Parse(request.MessageId!), cancellationToken) is not { } message)
            return FeedbackErrors.MessageUnknown;
        Review? review = null;
        if (request.Correction is { } correction)
        {
            if (message.DatasetId is not { } datasetId)
                return FeedbackErrors.CorrectionWithoutDataset;
            var checkedCorrection = await corrections.CheckAsync(caller, datasetId, message.Question, correction.SemanticQuery, correction.Sql, cancellationToken);
            if (!checkedCorrection.TryGet(out review, out var failure))
                return failure;
        }

        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await FeedbackStore.SaveAsync(transaction, id, message, request, caller, now, cancellationToken);
        await audit.AddAsync(transaction, AuditOf(id, request, message, caller), cancellationToken);
        if (review is not null)
            await corrections.AddAsync(transaction, review, caller, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (review is not null)
            corrections.Use(review, caller);
        return await store.FindAsync(caller.TenantId, id, cancellationToken) is { } kept ? kept : FeedbackErrors.MessageUnknown;
    }

    private AuditRecorded AuditOf(Guid id, FeedbackRequest request, FeedbackMessage message, Caller caller)
    {
        var details = new { message_id = message.MessageId, rating = request.Rating, has_comment = request.Comment is not null, semantic_query = request.Correction?.SemanticQuery };
        return audit.Of(caller, "feedback.given", details) with
        {
            SubjectId = id.ToString(),
            PluginId = message.PluginId,
            DatasetId = message.DatasetId,
            Question = message.Question,
            Sql = request.Correction?.Sql,
        };
    }
}
