using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Chat.Conversations;

/// <summary>A caller's own conversations. Somebody else's look like unknown ones.</summary>
internal static class ConversationEndpoints
{
    public static void MapConversations(this WebApplication app)
    {
        var group = app.MapGroup("/conversations").WithTags("Conversations").RequireAuthorization(Roles.Viewer).KeepsToGrants();
        group.MapPost("/", CreateAsync).WithName("CreateConversation").WithSummary("Begin a conversation.");
        group.MapGet("/", ListAsync).WithName("ListConversations").WithSummary("Conversations, pinned ones first, then those changed last.");
        group.MapGet("/{id:guid}", GetAsync).WithName("GetConversation").WithSummary("A conversation with its messages, oldest first.");
        group.MapPut("/{id:guid}", UpdateAsync).WithName("ChangeConversation").WithSummary("Name, pin or archive a conversation.");
        group.MapDelete("/{id:guid}", DeleteAsync).WithName("DeleteConversation").WithSummary("Delete a conversation; it is purged later.");
        group.MapPost("/{id:guid}/messages/{messageId:guid}/replay", ReplayAsync).WithName("ReplayMessage")
            .WithSummary("Answer a message again, as it was; compare with today.");
    }

    [Audited("conversation.created")]
    private static async Task<Results<Created<ConversationSummary>, ProblemHttpResult>> CreateAsync(
        Caller caller, ChangeConversation change, ConversationSearch search, CancellationToken cancellationToken, ConversationRequest? request = null)
    {
        request ??= new ConversationRequest();
        if (request.Check() is { } invalid)
            return invalid.ToProblem();
        var id = await change.CreateAsync(request, caller, cancellationToken);
        return await search.FindAsync(caller, id, cancellationToken) is { } made
            ? TypedResults.Created($"/conversations/{id}", made)
            : ConversationErrors.Unknown.ToProblem();
    }

    private static async Task<Results<Ok<Page<ConversationSummary>>, ProblemHttpResult>> ListAsync(
        Caller caller, ConversationSearch conversations, CancellationToken cancellationToken,
        string? search = null, bool include_archived = false, int limit = ConversationCursor.DefaultPage, string? cursor = null)
    {
        if (limit is < 1 or > ConversationCursor.LargestPage)
            return ConversationErrors.LimitInvalid.ToProblem();
        if (search?.Length > ConversationSearch.LongestSearch)
            return ConversationErrors.SearchTooLong.ToProblem();
        ConversationCursor? after = null;
        if (cursor is not null)
        {
            if (!ConversationCursor.Parse(cursor).TryGet(out var parsed, out var failure))
                return failure.ToProblem();
            after = parsed;
        }

        // A null character is in no title, and Postgres would not take it.
        var found = await conversations.ListAsync(
            caller, search?.Replace("\0", "", StringComparison.Ordinal), include_archived, after, limit + 1, cancellationToken);
        var next = found.Count > limit ? new ConversationCursor(found[limit - 1].Pinned, found[limit - 1].UpdatedAt, found[limit - 1].ConversationId).ToString() : null;
        return TypedResults.Ok(new Page<ConversationSummary>([.. found.Take(limit)], next));
    }

    private static async Task<Results<Ok<ConversationDetails>, ProblemHttpResult>> GetAsync(
        Guid id, Caller caller, ConversationSearch conversations, CancellationToken cancellationToken, int limit = ConversationCursor.DefaultPage, string? cursor = null)
    {
        if (limit is < 1 or > ConversationCursor.LargestPage)
            return ConversationErrors.LimitInvalid.ToProblem();
        var after = 0;
        if (cursor is not null && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            return ConversationErrors.CursorInvalid.ToProblem();
        if (await conversations.FindAsync(caller, id, cancellationToken) is not { } conversation)
            return ConversationErrors.Unknown.ToProblem();
        var (messages, next) = await conversations.MessagesAsync(caller.TenantId, id, after, limit, cancellationToken);
        return TypedResults.Ok(new ConversationDetails(conversation, messages, next));
    }

    [Audited("conversation.changed")]
    private static async Task<Results<Ok<ConversationSummary>, ProblemHttpResult>> UpdateAsync(
        Guid id, ConversationRequest request, Caller caller, ChangeConversation change, ConversationSearch search, CancellationToken cancellationToken)
    {
        if (request is { Title: null, Pinned: null, Archived: null })
            return ConversationErrors.ChangeMissing.ToProblem();
        if (request.Check() is { } invalid)
            return invalid.ToProblem();
        return await change.UpdateAsync(id, request, caller, cancellationToken)
            && await search.FindAsync(caller, id, cancellationToken) is { } changed
                ? TypedResults.Ok(changed)
                : ConversationErrors.Unknown.ToProblem();
    }

    [Audited("conversation.deleted")]
    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, Caller caller, ChangeConversation change, CancellationToken cancellationToken) =>
        await change.DeleteAsync(id, caller, cancellationToken) ? TypedResults.NoContent() : ConversationErrors.Unknown.ToProblem();

    [Audited("message.replayed")]
    private static async Task<Results<Ok<ReplayResponse>, ProblemHttpResult>> ReplayAsync(
        Guid id, Guid messageId, Caller caller, ReplayMessage replay, CancellationToken cancellationToken, string? compare = null)
    {
        if (compare is not (null or "today"))
            return ConversationErrors.ComparisonUnknown.ToProblem();
        return (await replay.ExecuteAsync(id, messageId, compare is not null, caller, cancellationToken)).TryGet(out var replayed, out var failure)
            ? TypedResults.Ok(replayed)
            : failure.ToProblem();
    }
}
