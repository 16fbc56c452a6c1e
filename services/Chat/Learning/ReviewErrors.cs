using NlSql.ServiceDefaults.Errors;

namespace NlSql.Chat.Learning;

/// <summary>Expected failures of corrections and reviews.</summary>
internal static class ReviewErrors
{
    public static Failure MeaningMissing { get; } = new(
        FailureKind.Unprocessable, "chat.meaning-missing", "Say what the question means: a \"semantic_query\" with an object, or \"sql\" with a SELECT.");

    public static Failure Unknown { get; } = new(
        FailureKind.NotFound, "chat.review-unknown", "There is no such review. GET /reviews lists yours.");

    public static Failure Decided { get; } = new(
        FailureKind.Conflict, "chat.review-decided", "This review has been decided already.");

    public static Failure DecisionMalformed { get; } = new(
        FailureKind.Invalid, "chat.review-decision-malformed", "The body needs a \"decision\": \"accept\" or \"reject\".");

    public static Failure SynonymStands { get; } = new(
        FailureKind.Invalid, "chat.review-decision-malformed", "A synonym is accepted or rejected as it was proposed, without a \"semantic_query\" or \"sql\".");

    public static Failure SynonymStale { get; } = new(
        FailureKind.Unprocessable, "chat.synonym-stale", "The model has nothing of that name any more, or something else has the word as its name. Reject the synonym.");

    public static Failure ListMalformed { get; } = new(
        FailureKind.Invalid, "chat.review-list-malformed",
        "\"status\" is open, accepted or rejected; \"kind\" is correction, unsure, failed or synonym; \"limit\" is 1 to 200; \"cursor\" is the next_cursor of an earlier page.");
}
