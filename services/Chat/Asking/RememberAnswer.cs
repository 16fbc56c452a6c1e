using System.Text.Json;
using NlSql.Chat.Conversations;
using NlSql.Chat.Learning;
using NlSql.Chat.Memory;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Chat.Asking;

/// <summary>
/// Keeps a turn before its answer is sent: the message in its conversation and the audit event in the outbox, in one transaction.
/// There is no unaudited answer; without the database there is a 503 instead.
/// </summary>
internal sealed class RememberAnswer(ConversationStore conversations, AnsweredModels models, MemoryStore memory, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Keeps an answer; returns it with the id of its audit entry.</summary>
    public async Task<Answer> KeepAsync(Answer answer, Asked asked, Caller caller, double durationMs, CancellationToken cancellationToken)
    {
        await models.KeepAsync(answer, cancellationToken);
        var entry = audit.Prepare(AuditOf(answer, asked, caller, durationMs));
        answer = answer with { AuditId = entry.Id };
        IEnumerable<Review> reviews = new[] { answer.Proposed, UnsureAnswers.ReviewOf(answer, asked, caller, clock.GetUtcNow()) }.OfType<Review>();
        await audit.CommitAsync(
            entry,
            [conversations.Add(MessageOf(answer, asked, caller)), .. memory.Add(answer, caller), .. reviews.Select(review => ReviewStore.Add(caller.TenantId, review))],
            cancellationToken);
        return answer;
    }

    /// <summary>Records what got no answer, with the codes of the reasons.</summary>
    public Task KeepFailureAsync(Failure failure, Asked asked, Caller caller, double durationMs, CancellationToken cancellationToken)
    {
        var outcome = failure.Issues.Any(i => IsRule(i.Code)) ? "blocked" : "failed";
        return audit.AddAsync(
            audit.Of(caller, asked.Action, new { code = failure.Code, codes = failure.Issues.Select(i => i.Code).Distinct() }, outcome) with
            {
                PluginId = asked.Plugin is { Length: > 0 and <= 64 } plugin && plugin.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? plugin : null,
                DatasetId = Guid.TryParse(asked.DatasetId, out var dataset) ? dataset : null,
                Question = asked.Text,
                DurationMs = durationMs,
            },
            cancellationToken);
    }

    // Of policy, of the guard, or of what SQL is accepted at all.
    private static bool IsRule(string code) =>
        code.StartsWith("policy.", StringComparison.Ordinal) || code.StartsWith("guard.", StringComparison.Ordinal) || code.StartsWith("sql.", StringComparison.Ordinal);

    private AuditRecorded AuditOf(Answer answer, Asked asked, Caller caller, double durationMs)
    {
        var outcome = answer.AnswerType switch
        {
            AnswerType.Blocked => "blocked",
            AnswerType.Unsupported => "unsupported",
            AnswerType.Clarification => "clarified",
            _ => "answered",
        };
        var details = new
        {
            conversation_id = answer.ConversationId,
            answer_type = answer.AnswerType,
            tier = answer.Tier,
            semantic_query = answer.SemanticQuery,
            row_count = answer.RowCount,
            truncated = answer.Truncated,
            confidence = answer.Confidence?.Score,
            plugin_version = answer.PluginVersion,
            policy_applied = answer.PolicyApplied,
            codes = answer.Issues.Select(i => i.Code),
            cache = answer.Cache,
            model = answer.Model,
            // Kept only when somebody configured it.
            model_texts = answer.Model is { Texts.Count: > 0 } model ? model.Texts : null,
        };
        return audit.Of(caller, asked.Action, details, outcome) with
        {
            SubjectId = answer.MessageId?.ToString(),
            PluginId = answer.Plugin,
            DatasetId = answer.DatasetId,
            DatasetVersion = answer.DatasetVersion,
            Question = asked.Text,
            Sql = answer.Sql,
            DurationMs = durationMs,
            TraceId = answer.TraceId,
        };
    }

    private static MessageRecord MessageOf(Answer answer, Asked asked, Caller caller) => new()
    {
        TenantId = caller.TenantId,
        Subject = caller.Subject,
        ConversationId = answer.ConversationId!.Value,
        MessageId = answer.MessageId!.Value,
        Question = asked.Text,
        SemanticQueryJson = answer.SemanticQuery?.GetRawText(),
        HasQuery = answer.SemanticQuery is not null || answer.Sql is not null,
        BasisJson = answer.Basis?.Write(),
        PolicyFingerprint = answer.Basis?.PolicyFingerprint,
        AsOf = answer.Basis?.AsOf,
        PluginId = answer.Plugin,
        PluginVersion = answer.PluginVersion,
        DatasetId = answer.DatasetId,
        DatasetVersion = answer.DatasetVersion,
        AnswerJson = JsonSerializer.Serialize(answer, JsonOptions.Snake),
        Rows = answer.SemanticQuery is null ? null : answer.RowCount,
    };
}
