using Microsoft.Extensions.Options;
using NlSql.Chat.Asking;
using NlSql.Chat.LanguageModel;
using NlSql.Query;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Chat.Caching;

/// <summary>The sentences that a language model worded for rows, so that a remembered answer asks it nothing. They are kept as long as plans.</summary>
internal sealed class NarrativeCache(AnswerCaches caches, IOptions<CacheOptions> options, IOptions<LanguageModelOptions> model)
{
    /// <summary>The answer with the model's sentence.</summary>
    /// <param name="answer">The answer with its rows.</param>
    /// <param name="question">The question.</param>
    /// <param name="query">What ran.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="narrate">Asks the model.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    public async Task<Answer> GetAsync(Answer answer, string question, CompiledQuery query, Caller caller, Func<Task<Answer>> narrate, CancellationToken cancellationToken)
    {
        // The rows themselves are in the key: the sentence is true of these and no others.
        var key = CacheKeys.Of(
            "narrative", [caller.TenantId, query.PolicyFingerprint, query.CanonicalText, question, answer.Narrative, answer.Value?.ToJsonString(), model.Value.Model]);
        Answer? made = null;
        var (entry, _) = await caches.GetAsync(
            "narrative",
            key,
            options.Value.PlanSeconds,
            async token =>
            {
                made = await narrate();
                return new CachedNarrative { Key = key, Text = made.Narrative == answer.Narrative ? null : made.Narrative };
            },
            cancellationToken);
        return made ?? (entry.Text is { } text ? answer with { Narrative = text } : answer);
    }
}

/// <summary>A sentence about rows.</summary>
internal sealed record CachedNarrative : CacheEntry
{
    /// <summary>The sentence; null when the model gave none that holds.</summary>
    public string? Text { get; init; }

    public override long? Size => Text is null ? null : 512 + (Text.Length * 2);
}
