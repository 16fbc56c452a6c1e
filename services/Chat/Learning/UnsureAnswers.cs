using NlSql.Chat.Asking;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Chat.Learning;

/// <summary>Questions that got no answer, or one that nobody should rely on, are put before people.</summary>
internal static class UnsureAnswers
{
    /// <summary>The review of an answer; null where there is nothing to decide.</summary>
    public static Review? ReviewOf(Answer answer, Asked asked, Caller caller, DateTimeOffset now)
    {
        if (asked.Action != "question.asked" || answer.DatasetId is not { } dataset || string.IsNullOrWhiteSpace(asked.Text) || KindOf(answer) is not { } kind)
            return null;
        return new Review
        {
            ReviewId = Guid.CreateVersion7(now),
            Kind = kind,
            PluginId = answer.Plugin,
            DatasetId = dataset,
            Question = asked.Text,
            SemanticQuery = kind == ReviewKind.Unsure && answer.Meaning is { } meaning ? SemanticQueryJson.Write(meaning) : null,
            Reason = kind == ReviewKind.Unsure
                ? answer.Confidence?.Reasons is [var reason, ..] ? reason : null
                : answer.Issues is [var issue, ..] ? issue.Message : null,
            CreatedBy = caller.Subject,
            CreatedAt = now,
        };
    }

    private static ReviewKind? KindOf(Answer answer) => answer switch
    {
        { AnswerType: AnswerType.Clarification } => ReviewKind.Failed,
        { AnswerType: AnswerType.Unsupported } when answer.Issues.Any(i => i.Code == "intent.language") => ReviewKind.Failed,
        { AnswerType: AnswerType.Number or AnswerType.Table or AnswerType.Text, Confidence.Level: "low" } => ReviewKind.Unsure,
        _ => null,
    };
}
