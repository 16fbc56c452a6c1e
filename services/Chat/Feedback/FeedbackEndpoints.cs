using Microsoft.AspNetCore.Http.HttpResults;
using NlSql.Chat.Conversations;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Chat.Feedback;

/// <summary>What people think of answers. Analysts see their own, editors and administrators the tenant's.</summary>
internal static class FeedbackEndpoints
{
    public static void MapFeedback(this WebApplication app)
    {
        var group = app.MapGroup("/feedback").WithTags("Feedback").RequireAuthorization(Roles.Analyst).KeepsToGrants();
        group.MapPost("/", GiveAsync).WithName("GiveFeedback").WithSummary("Rate, comment or correct an answer.");
        group.MapGet("/", ListAsync).WithName("ListFeedback").WithSummary("Feedback, newest first.");
        group.MapGet("/stats", StatisticsAsync).WithName("CountFeedback").WithSummary("How often answers were good.");
    }

    [Audited("feedback.given")]
    private static async Task<Results<Ok<FeedbackResponse>, ProblemHttpResult>> GiveAsync(
        FeedbackRequest request, Caller caller, GiveFeedback give, CancellationToken cancellationToken) =>
        (await give.ExecuteAsync(request, caller, cancellationToken)).TryGet(out var given, out var failure) ? TypedResults.Ok(given) : failure.ToProblem();

    private static async Task<Results<Ok<Page<FeedbackResponse>>, ProblemHttpResult>> ListAsync(
        Caller caller, FeedbackStore feedback, CancellationToken cancellationToken, string? rating = null, int limit = ConversationCursor.DefaultPage, string? cursor = null)
    {
        if (limit is < 1 or > ConversationCursor.LargestPage)
            return ConversationErrors.LimitInvalid.ToProblem();
        if (rating is not (null or "up" or "down"))
            return FeedbackErrors.RatingUnknown.ToProblem();
        Guid? after = null;
        if (cursor is not null)
        {
            if (!Guid.TryParseExact(cursor, "N", out var id))
                return ConversationErrors.CursorInvalid.ToProblem();
            after = id;
        }

        var mine = caller.Role is Roles.Editor or Roles.Admin or Roles.Service ? null : caller.Subject;
        var found = await feedback.ListAsync(caller, mine, rating, after, limit + 1, cancellationToken);
        return TypedResults.Ok(new Page<FeedbackResponse>([.. found.Take(limit)], found.Count > limit ? found[limit - 1].FeedbackId.ToString("N") : null));
    }

    private static async Task<Ok<FeedbackStatistics>> StatisticsAsync(Caller caller, FeedbackStore feedback, CancellationToken cancellationToken) =>
        TypedResults.Ok(await feedback.CountAsync(caller, cancellationToken));
}
