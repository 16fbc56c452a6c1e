using System.Diagnostics;
using Microsoft.Extensions.AI;
using NlSql.Chat.Asking;
using NlSql.Chat.LanguageModel.Endpoint;
using NlSql.Chat.LanguageModel.Prompting;
using NlSql.Chat.LanguageModel.Replies;
using NlSql.Query;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Chat.LanguageModel;

/// <summary>
/// One dialogue with the model about one question: it proposes, we check and run, and what is wrong goes back to it with the names that
/// are right, until something holds or the replies are used up.
/// </summary>
internal sealed class ModelDialogue(ModelEndpoint endpoint, RunQuery run, LanguageModelOptions options, UnsureQuestion question, bool sqlAllowed, ModelSpend spend)
{
    private readonly long started = Stopwatch.GetTimestamp();
    private bool isVerified;
    private bool? agreed;

    /// <summary>Asks until there is a query that holds.</summary>
    public async Task<Candidate> RunAsync(Prompt prompt, CancellationToken cancellationToken)
    {
        List<ChatMessage> messages = [new(ChatRole.System, prompt.System), new(ChatRole.User, prompt.User)];
        Proposal? other = null;
        for (var attempt = 1; attempt <= options.MaximumAttempts && (attempt == 1 || IsInTime); attempt++)
        {
            var proposal = other;
            if (proposal is null)
            {
                var reply = await spend.CountAsync(messages, () => endpoint.AskAsync(messages, ReplySchema.Question(sqlAllowed), cancellationToken));
                if (reply.Failure is not null)
                    return new(ModelOutcome.Failed);
                proposal = ReplyReader.Read(reply);
                messages.Add(new(ChatRole.Assistant, reply.Text));
            }

            other = null;
            if (proposal is Proposal.Unclear)
                return new(ModelOutcome.Unclear);
            var judged = Judgement.Of(proposal, question.Context, sqlAllowed);
            var (rows, refused) = judged.Query is { } query ? await RowsAsync(query, cancellationToken) : (null, judged.Reasons);
            if (refused is not null)
            {
                messages.Add(new(ChatRole.User, PromptTexts.Repair(refused)));
                continue;
            }

            other = await OtherAsync(judged, rows, messages, cancellationToken);
            if (other is null || attempt == options.MaximumAttempts || !IsInTime)
                return new(ModelOutcome.Answered) { Query = judged.Query, Meaning = judged.Meaning, Tier = judged.Tier, Rows = rows, Attempts = attempt, Agreed = other is null ? agreed : false };
        }

        return new(ModelOutcome.Unusable);
    }

    // A reply may take as long as one call; nobody waits for the third of such.
    private bool IsInTime => Stopwatch.GetElapsedTime(started).TotalSeconds < options.TimeoutSeconds;

    /// <summary>The rows, or why the database gave none where another query may do better.</summary>
    private async Task<(ResultTable? Rows, IReadOnlyList<string>? Refused)> RowsAsync(CompiledQuery query, CancellationToken cancellationToken)
    {
        if (question.DryRun)
            return (null, null);
        var subject = question.Subject;
        var ran = await question.Stages.RunAsync(
            "run", () => run.RunAsync(query, question.Caller.TenantId, subject.Dataset.Scope.DatasetId, subject.Model.Policy, cancellationToken));
        if (ran.TryGet(out var rows, out var failure))
            return (rows, null);
        // What is no fault of the query is found again, and told, where queries run otherwise.
        return failure.Kind is FailureKind.Unprocessable or FailureKind.TimedOut
            ? (null, [failure.Diagnosis is { } said ? $"{failure.Message} It said: {said}" : failure.Message])
            : (null, null);
    }

    /// <summary>What a second look at SQL proposes instead; null when it agrees, cannot be had, or has been had.</summary>
    private async Task<Proposal?> OtherAsync(Judgement judged, ResultTable? rows, List<ChatMessage> dialogue, CancellationToken cancellationToken)
    {
        if (!options.Verify || isVerified || !IsInTime || rows is null || judged is not { Tier: AnswerTier.GeneratedSql, Query: { } query })
            return null;
        isVerified = true;
        List<ChatMessage> messages =
        [
            new(ChatRole.System, PromptTexts.Verification),
            new(ChatRole.User, VerificationPrompt.Build(question.Text, query, rows, question.Subject.Dataset.Model)),
        ];
        var reply = await spend.CountAsync(messages, () => endpoint.AskAsync(messages, null, cancellationToken));
        var proposal = reply.Failure is null ? ReplyReader.Read(reply) : null;
        if (proposal is Proposal.Text or Proposal.Meaning)
        {
            agreed = true;
            dialogue[^1] = new(ChatRole.Assistant, reply.Text);
            return proposal;
        }

        agreed = proposal is Proposal.Agreed;
        return null;
    }
}
