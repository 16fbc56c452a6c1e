using Microsoft.Extensions.Options;
using NlSql.Chat.Asking;
using NlSql.Chat.Conversations;
using NlSql.Chat.Datasets;
using NlSql.Chat.LanguageModel;
using NlSql.Chat.Learning;
using NlSql.Query;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Chat.Caching;

/// <summary>
/// What questions mean, so that neither planner nor language model is asked again. The key is the question with everything that it is read
/// by: tenant, dataset version, model version, policy and role, what the conversation understood and learnt, what the tenant was taught, the
/// asker's locale, the day that periods count from, and the language model.
/// </summary>
internal sealed class PlanCache(AnswerCaches caches, LearnedQuestions learned, IOptions<CacheOptions> options, IOptions<LanguageModelOptions> model)
{
    /// <summary>The plan of a question.</summary>
    /// <param name="request">The question.</param>
    /// <param name="conversation">Its conversation.</param>
    /// <param name="subject">The dataset asked.</param>
    /// <param name="context">What compiling depends on.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="plan">Plans it.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    public async Task<(Result<QuestionPlan> Plan, CacheOutcome Outcome)> GetAsync(
        AskRequest request, Conversation conversation, SelectedDataset subject, QueryContext context, Caller caller, Func<Task<Result<QuestionPlan>>> plan, CancellationToken cancellationToken)
    {
        var key = await KeyOfAsync(request, conversation, subject, context, caller, cancellationToken);
        Result<QuestionPlan>? made = null;
        var (entry, outcome) = await caches.GetAsync(
            "plan",
            key,
            options.Value.PlanSeconds,
            async _ =>
            {
                var result = await plan();
                made = result;
                return result.TryGet(out var ready, out var _) && IsLasting(ready.Answer) ? CachedPlan.Of(key, ready.Answer.Question, ready.Suggestions) : new CachedPlan { Key = key };
            },
            cancellationToken);
        if (made is { } fresh)
            return (fresh, outcome);
        return entry.Restore(context) is { } known
            ? (new QuestionPlan(new ModelAnswer(known), entry.Suggestions), outcome)
            : (await plan(), CacheOutcome.Miss);
    }

    // A model that gave no answer this time may give one next time.
    private static bool IsLasting(ModelAnswer answer) => answer is { Note: null, Model: null or { Outcome: ModelOutcome.Answered } };

    private async Task<string> KeyOfAsync(AskRequest request, Conversation conversation, SelectedDataset subject, QueryContext context, Caller caller, CancellationToken cancellationToken)
    {
        var catalog = subject.Dataset.Catalog;
        return CacheKeys.Of(
            "plan",
            [
                caller.TenantId,
                request.Query,
                subject.Model.Version,
                catalog.DatasetId.ToString("N"),
                catalog.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
                context.PolicyFingerprint,
                request.Locale,
                context.Anchor.ToString(),
                await learned.StampAsync(caller, catalog, cancellationToken),
                subject.Dataset.SynonymStamp,
                request.UseModel && model.Value.Enabled ? model.Value.Model : null,
                request.UseModel && model.Value.Enabled ? model.Value.EmbeddingModel : null,
                "turns",
                .. conversation.QueriesOf(catalog.DatasetId).SelectMany(a => new[] { SemanticQueryJson.Write(a.Query), a.Rows == 1 ? "one" : null }),
                "unanswered",
                conversation.UnansweredOf(catalog.DatasetId),
                "memory",
                .. conversation.Memory.Select(m => m.Content.Write()),
            ]);
    }
}

/// <summary>What came of planning a question.</summary>
/// <param name="Answer">The question as planner, people or language model understood it.</param>
/// <param name="Suggestions">What to ask next.</param>
internal sealed record QuestionPlan(ModelAnswer Answer, IReadOnlyList<string> Suggestions);
