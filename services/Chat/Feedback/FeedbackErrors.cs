using NlSql.ServiceDefaults.Errors;

namespace NlSql.Chat.Feedback;

/// <summary>Expected failures of feedback.</summary>
internal static class FeedbackErrors
{
    public static Failure MessageIdMalformed { get; } = new(
        FailureKind.Invalid, "chat.message-id-malformed", "\"message_id\" must be a UUID as given by an answer.");

    public static Failure MessageUnknown { get; } = new(
        FailureKind.NotFound, "chat.message-unknown", "There is no such message in a conversation of yours.");

    public static Failure Missing { get; } = new(
        FailureKind.Invalid, "chat.feedback-missing", "The body needs a \"rating\" (up or down), a \"comment\" or a \"correction\".");

    public static Failure RatingUnknown { get; } = new(
        FailureKind.Invalid, "chat.rating-unknown", "\"rating\" takes \"up\" or \"down\", or is left out.");

    public static Failure CommentInvalid { get; } = new(
        FailureKind.Invalid, "chat.comment-invalid", $"A comment has at most {FeedbackRequest.LongestComment} characters and no null character.");

    public static Failure CorrectionMalformed { get; } = new(
        FailureKind.Invalid, "chat.correction-malformed", "A correction has either \"sql\" or \"semantic_query\".");

    public static Failure CorrectionWithoutDataset { get; } = new(
        FailureKind.Unprocessable, "chat.correction-without-dataset", "The message is about no dataset, so a query cannot correct it.");
}
