using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.Chat.Learning;

internal static class ReviewEndpoints
{
    private const int LargestPage = 200;

    public static void MapReviews(this WebApplication app)
    {
        var group = app.MapGroup("/reviews").WithTags("Reviews").RequireAuthorization(Roles.Editor);
        group.MapGet("/", ListAsync).WithName("ListReviews").WithSummary("Corrections, synonyms and questions without a sure answer, newest first.");
        group.MapPost("/{id:guid}", DecideAsync).WithName("DecideReview").WithSummary("Accept or reject one.");
    }

    private static async Task<Results<Ok<ReviewPage>, ProblemHttpResult>> ListAsync(
        Caller caller, NpgsqlDataSource database, CancellationToken cancellationToken, string? status = "open", string? kind = null, int limit = 50, string? cursor = null)
    {
        Guid? before = Guid.TryParseExact(cursor, "N", out var id) ? id : null;
        if (!Read<ReviewStatus>(status, out var wanted) || !Read<ReviewKind>(kind, out var only) || limit is < 1 or > LargestPage || (cursor is not null && before is null))
            return ReviewErrors.ListMalformed.ToProblem();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var found = await ReviewStore.ListAsync(connection, caller.TenantId, wanted, only, before, limit + 1, cancellationToken);
        return TypedResults.Ok(new ReviewPage(
            [.. found.Take(limit).Select(ReviewResponse.Of)], found.Count > limit ? found[limit - 1].ReviewId.ToString("N") : null));
    }

    [Audited("review.decided")]
    private static async Task<Results<Ok<ReviewResponse>, ProblemHttpResult>> DecideAsync(
        Guid id, ReviewDecision decision, Caller caller, DecideReview decide, CancellationToken cancellationToken) =>
        (await decide.RunAsync(id, decision, caller, cancellationToken)).TryGet(out var review, out var failure)
            ? TypedResults.Ok(ReviewResponse.Of(review))
            : failure.ToProblem();

    // "all" lists every status.
    private static bool Read<T>(string? text, out T? value)
        where T : struct, Enum
    {
        value = Enum.TryParse<T>(text, true, out var read) && Enum.IsDefined(read) && !char.IsAsciiDigit(text![0]) ? read : null;
        return value is not null || text is null or "all";
    }
}

/// <summary>A page of reviews.</summary>
/// <param name="Reviews">The reviews, newest first.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last.</param>
internal sealed record ReviewPage(IReadOnlyList<ReviewResponse> Reviews, string? NextCursor);

/// <summary>A review as it is sent.</summary>
internal sealed record ReviewResponse(
    Guid ReviewId, ReviewKind Kind, ReviewStatus Status, string? Plugin, Guid DatasetId, string Question, JsonElement? SemanticQuery, string? Sql, string? Reason,
    int Times, string CreatedBy, DateTimeOffset CreatedAt, string? ReviewedBy, DateTimeOffset? ReviewedAt)
{
    /// <summary>What a word means; null for all kinds but synonyms.</summary>
    public LearnedSynonym? Synonym { get; init; }

    /// <summary>The question as an entry of a plugin's questions.yaml; null while nobody has said what it means.</summary>
    public VerifiedProposal? VerifiedQuestion { get; init; }

    public static ReviewResponse Of(Review review)
    {
        var meaning = review.SemanticQuery is { } json ? JsonElement.Parse(json) : (JsonElement?)null;
        return new(
            review.ReviewId, review.Kind, review.Status, review.PluginId, review.DatasetId, review.Question, meaning, review.Sql, review.Reason,
            review.Times, review.CreatedBy, review.CreatedAt, review.ReviewedBy, review.ReviewedAt)
        {
            Synonym = review.Synonym,
            VerifiedQuestion = review.Synonym is not null || (meaning is null && review.Sql is null) ? null : new([review.Question], meaning, review.Sql),
        };
    }
}

/// <summary>A question for a plugin's questions.yaml.</summary>
internal sealed record VerifiedProposal(IReadOnlyList<string> Ask, JsonElement? Query, string? Sql);
