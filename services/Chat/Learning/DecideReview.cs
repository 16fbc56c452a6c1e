using System.Text.Json;
using NlSql.Chat.Asking;
using NlSql.Chat.Datasets;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.Chat.Learning;

/// <summary>
/// Accepts or rejects a review. What is accepted has to run, as it was proposed or as the reviewer says instead. A synonym can be decided
/// anew: rejected after it was accepted, it is forgotten.
/// </summary>
internal sealed class DecideReview(
    MeaningCheck check, DatasetSelection selection, SynonymProposals synonyms, TaughtReviews taught, AuditTrail audit, NpgsqlDataSource database, TimeProvider clock)
{
    public async Task<Result<Review>> RunAsync(Guid id, ReviewDecision decision, Caller caller, CancellationToken cancellationToken)
    {
        if (decision.Decision is not ("accept" or "reject"))
            return ReviewErrors.DecisionMalformed;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (await ReviewStore.FindAsync(connection, caller.TenantId, id, cancellationToken) is not { } review)
            return ReviewErrors.Unknown;
        var status = decision.Decision == "accept" ? ReviewStatus.Accepted : ReviewStatus.Rejected;
        if (review.Status == status || (review.Status != ReviewStatus.Open && review.Kind != ReviewKind.Synonym))
            return ReviewErrors.Decided;

        var now = clock.GetUtcNow();
        var decided = review with { Status = status, ReviewedBy = caller.Subject, ReviewedAt = now };
        Review? proposed = null;
        if (status == ReviewStatus.Accepted)
        {
            var accepted = review.Synonym is { } synonym
                ? await SynonymAsync(decided, synonym, decision, caller, cancellationToken)
                : await MeaningAsync(decided, decision, caller, cancellationToken);
            if (!accepted.TryGet(out var held, out var failure))
                return failure;
            (decided, proposed) = held;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await ReviewStore.DecideAsync(transaction, caller.TenantId, decided, review.Status, cancellationToken))
            return ReviewErrors.Decided;
        if (proposed is not null)
            await ReviewStore.Add(caller.TenantId, proposed).RunAsync(transaction, cancellationToken);
        var action = status == ReviewStatus.Accepted ? "review.accepted" : "review.rejected";
        await audit.AddAsync(transaction, Corrections.AuditOf(audit, action, decided, caller), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        taught.Forget(caller.TenantId, decided.Scope);
        return decided;
    }

    private async Task<Result<(Review Decided, Review? Proposed)>> MeaningAsync(Review review, ReviewDecision decision, Caller caller, CancellationToken cancellationToken)
    {
        var isOwn = decision.SemanticQuery is not null || decision.Sql is not null;
        var proposed = review.SemanticQuery is { } json ? JsonElement.Parse(json) : (JsonElement?)null;
        var meaning = await check.RunAsync(caller, review.DatasetId, isOwn ? decision.SemanticQuery : proposed, isOwn ? decision.Sql : review.Sql, cancellationToken);
        if (!meaning.TryGet(out var accepted, out var failure))
            return failure;
        var synonym = accepted.Query is { } query ? synonyms.Of(review.Question, query, accepted.Subject, accepted.Context, caller, "a correction was accepted that differs in nothing else.") : null;
        return (review with { SemanticQuery = accepted.SemanticQuery, Sql = accepted.Sql }, synonym);
    }

    private async Task<Result<(Review Decided, Review? Proposed)>> SynonymAsync(
        Review review, LearnedSynonym synonym, ReviewDecision decision, Caller caller, CancellationToken cancellationToken)
    {
        if (decision.SemanticQuery is not null || decision.Sql is not null)
            return ReviewErrors.SynonymStands;
        var selected = await selection.SelectAsync(new AskRequest { DatasetId = review.DatasetId.ToString() }, caller, cancellationToken);
        if (!selected.TryGet(out var subject, out var failure))
            return failure;
        return synonym.MeaningIn(subject.Model) is null || SynonymModel.IsName(subject.Model, synonym.Phrase) ? ReviewErrors.SynonymStale : (review, (Review?)null);
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
