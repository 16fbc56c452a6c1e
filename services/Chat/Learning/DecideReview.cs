using System.Text.Json;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.Chat.Learning;

/// <summary>Accepts or rejects a review. What is accepted has to run, as it was proposed or as the reviewer says instead.</summary>
internal sealed class DecideReview(MeaningCheck check, LearnedQuestions learned, AuditTrail audit, NpgsqlDataSource database, TimeProvider clock)
{
    public async Task<Result<Review>> RunAsync(Guid id, ReviewDecision decision, Caller caller, CancellationToken cancellationToken)
    {
        if (decision.Decision is not ("accept" or "reject"))
            return ReviewErrors.DecisionMalformed;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (await ReviewStore.FindAsync(connection, caller.TenantId, id, cancellationToken) is not { } review)
            return ReviewErrors.Unknown;
        if (review.Status != ReviewStatus.Open)
            return ReviewErrors.Decided;

        var now = clock.GetUtcNow();
        var decided = review with { Status = ReviewStatus.Rejected, ReviewedBy = caller.Subject, ReviewedAt = now };
        if (decision.Decision == "accept")
        {
            var isOwn = decision.SemanticQuery is not null || decision.Sql is not null;
            var proposed = review.SemanticQuery is { } json ? JsonElement.Parse(json) : (JsonElement?)null;
            var meaning = await check.RunAsync(caller, review.DatasetId, isOwn ? decision.SemanticQuery : proposed, isOwn ? decision.Sql : review.Sql, cancellationToken);
            if (!meaning.TryGet(out var accepted, out var failure))
                return failure;
            decided = decided with { Status = ReviewStatus.Accepted, SemanticQuery = accepted.SemanticQuery, Sql = accepted.Sql };
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await ReviewStore.DecideAsync(transaction, caller.TenantId, decided, cancellationToken))
            return ReviewErrors.Decided;
        var action = decided.Status == ReviewStatus.Accepted ? "review.accepted" : "review.rejected";
        await audit.AddAsync(transaction, Corrections.AuditOf(audit, action, decided, caller), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        learned.Forget(caller.TenantId, decided.Scope);
        return decided;
    }
}

/// <summary>Body of <c>POST /reviews/{id}</c>.</summary>
public sealed record ReviewDecision
{
    /// <summary><c>accept</c> or <c>reject</c>.</summary>
    public string? Decision { get; init; }

    /// <summary>What the question means, where it is not what was proposed.</summary>
    public JsonElement? SemanticQuery { get; init; }

    /// <summary>The same in SQL.</summary>
    public string? Sql { get; init; }
}
