using NlSql.Chat.Asking;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.Chat.Learning;

/// <summary>Questions that got no answer, or one that nobody should rely on, are put before people.</summary>
internal static class UnsureAnswers
{
    /// <summary>Notes an answer where there is something to decide.</summary>
    public static async Task NoteAsync(NpgsqlTransaction transaction, Answer answer, Asked asked, Caller caller, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (asked.Action != "question.asked" || answer.DatasetId is not { } dataset || string.IsNullOrWhiteSpace(asked.Text) || KindOf(answer) is not { } kind)
            return;
        var review = new Review
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
        await ReviewStore.AddAsync(transaction.Connection!, caller.TenantId, review, transaction, cancellationToken);
    }

    private static ReviewKind? KindOf(Answer answer) => answer switch
    {
        { AnswerType: AnswerType.Clarification } => ReviewKind.Failed,
        { AnswerType: AnswerType.Unsupported } when answer.Issues.Any(i => i.Code == "intent.language") => ReviewKind.Failed,
        { AnswerType: AnswerType.Number or AnswerType.Table or AnswerType.Text, Confidence.Level: "low" } => ReviewKind.Unsure,
        _ => null,
    };
}
