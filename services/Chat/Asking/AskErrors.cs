using NlSql.Query.Issues;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Chat.Asking;

/// <summary>Expected failures of asking.</summary>
internal static class AskErrors
{
    public static Failure QuestionMissing { get; } = new(
        FailureKind.Invalid, "chat.question-missing", "The body needs a \"query\" with a question, such as {\"query\":\"total revenue last 7 days\"}.");

    public static Failure DatasetIdMalformed { get; } = new(
        FailureKind.Invalid, "chat.dataset-id-malformed", "\"dataset_id\" must be a UUID as given by the upload or by GET /datasets.");

    public static Failure ConversationIdMalformed { get; } = new(
        FailureKind.Invalid, "chat.conversation-id-malformed", "\"conversation_id\" must be a UUID as given by an earlier answer.");

    public static Failure ConversationUnknown { get; } = new(
        FailureKind.NotFound, "chat.conversation-unknown", "There is no such conversation. Leave \"conversation_id\" out to start one.");

    public static Failure ConversationBusy { get; } = new(
        FailureKind.Conflict, "chat.conversation-busy", "Too many questions of this conversation are waiting. Send the next one when the others are answered.")
    { RetryAfterSeconds = 5 };

    public static Failure ConversationMissing { get; } = new(
        FailureKind.Invalid, "chat.conversation-missing", "This installation starts no conversation by itself: send the \"conversation_id\" of an existing one.");

    public static Failure DatasetUnknown { get; } = new(
        FailureKind.NotFound, "chat.dataset-unknown", "There is no such dataset, or it was deleted. GET /datasets lists yours.");

    public static Failure VersionUnknown { get; } = new(
        FailureKind.NotFound, "chat.dataset-version-unknown", "The dataset has no such version. GET /datasets/{id}/versions lists them.");

    public static Failure DatasetOfOtherPlugin { get; } = new(
        FailureKind.Unprocessable, "chat.dataset-of-other-plugin", "The dataset belongs to another plugin than the one named, or to none. Leave \"plugin\" out to use the dataset's own.");

    public static Failure NoDataset { get; } = new(
        FailureKind.Unprocessable, "chat.no-dataset", "There is nothing to ask yet. Upload a CSV first: curl -H 'x-plugin: retail' -F 'file=@sales.csv' …/upload/sales");

    public static Failure PluginUnknown { get; } = new(
        FailureKind.NotFound, "chat.plugin-unknown", "There is no valid plugin of that name. GET /plugins lists them, GET /plugins/{id}/validation says what is wrong with one.");

    public static Failure ModelMissing { get; } = new(
        FailureKind.NotFound, "chat.model-missing", "The dataset has neither a plugin nor a model of its own. Upload one of its tables again.");

    public static Failure NeighbourUnavailable { get; } = new(
        FailureKind.Unavailable, "chat.neighbour-unavailable", "The plugin or the dataset could not be read at the moment. Try again in a few seconds.")
    { RetryAfterSeconds = 5 };

    public static Failure QueryMissing { get; } = new(
        FailureKind.Invalid, "chat.query-missing", "The body needs a \"semantic_query\" with an object, such as {\"semantic_query\":{\"metrics\":[\"revenue\"]}}. Questions in words go to POST /chat.");

    public static Failure QueryMalformed(IReadOnlyList<SemanticQueryError> errors) => new(
        FailureKind.Invalid, "chat.query-malformed", $"The semantic query cannot be read: {errors[0].Path}: {errors[0].Message}")
    {
        Issues = [.. errors.Select(e => new FailureIssue(e.Code, e.Message) { Path = e.Path })],
    };

    public static Failure QueryRefused(IReadOnlyList<Issue> issues) => new(
        FailureKind.Unprocessable, "chat.query-refused", $"The semantic query cannot be answered here: {string.Join(' ', issues.Select(i => i.Message))}")
    {
        Issues = [.. issues.Select(i => new FailureIssue(i.Code, i.Message) { Suggestions = i.Suggestions })],
    };

    public static Failure SqlMissing { get; } = new(
        FailureKind.Invalid, "chat.sql-missing", "The body needs a \"sql\" with a SELECT, such as {\"sql\":\"SELECT region, sum(total_amount) FROM sales GROUP BY region\"}.");

    /// <summary>Every reason with its place in the text; what is said of the statement as a whole has the whole text.</summary>
    public static Failure SqlRefused(IReadOnlyList<Issue> issues, string sql) => new(
        FailureKind.Unprocessable, "chat.sql-refused", $"The SQL cannot be run here: {string.Join(' ', issues.Select(i => i.Message).Distinct())}")
    {
        Issues =
        [
            .. issues.Select(i => new FailureIssue(i.Code, i.Message)
            {
                Start = i.Span.Start,
                Length = i.Span == TextSpan.None ? sql.Length : i.Span.Length,
                Suggestions = i.Suggestions,
            }),
        ],
    };

    public static Failure ChoiceMalformed(string detail) => new(
        FailureKind.Invalid, "chat.choice-malformed", $"\"choice\" must be one of the choices of a clarification, sent back as it came: {detail}");
}
