using NlSql.ServiceDefaults.Errors;

namespace NlSql.Chat.Conversations;

/// <summary>Expected failures of conversations and their messages.</summary>
internal static class ConversationErrors
{
    public static Failure Unknown { get; } = new(
        FailureKind.NotFound, "chat.conversation-unknown", "There is no such conversation. GET /conversations lists yours.");

    public static Failure MessageUnknown { get; } = new(
        FailureKind.NotFound, "chat.message-unknown", "The conversation has no such message. GET /conversations/{id} lists them.");

    public static Failure MessageWithoutQuery { get; } = new(
        FailureKind.Unprocessable, "chat.message-without-query", "Nothing was run for this message, so there is nothing to run again.");

    public static Failure MemoryUnknown { get; } = new(
        FailureKind.NotFound, "chat.memory-unknown", "The conversation has learnt no such thing. GET /conversations/{id}/memory lists what it has.");

    public static Failure LimitInvalid { get; } = new(
        FailureKind.Invalid, "chat.limit-invalid", $"The limit must be between 1 and {ConversationCursor.LargestPage}.");

    public static Failure CursorInvalid { get; } = new(
        FailureKind.Invalid, "chat.cursor-invalid", "The cursor is not one that an earlier page gave. Take it unchanged from next_cursor.");

    public static Failure SearchTooLong { get; } = new(
        FailureKind.Invalid, "chat.search-too-long", $"A search has at most {ConversationSearch.LongestSearch} characters.");

    public static Failure TitleInvalid { get; } = new(
        FailureKind.Invalid, "chat.title-invalid", $"A title has 1 to {ConversationRequest.LongestTitle} characters and no control characters.");

    public static Failure ChangeMissing { get; } = new(
        FailureKind.Invalid, "chat.change-missing", "The body needs at least one of \"title\", \"pinned\" and \"archived\".");

    public static Failure ComparisonUnknown { get; } = new(
        FailureKind.Invalid, "chat.comparison-unknown", "\"compare\" takes \"today\", or is left out.");
}
