using Microsoft.Extensions.AI;
using NlSql.Chat.LanguageModel.Endpoint;

namespace NlSql.Chat.LanguageModel;

/// <summary>What one question has used of the model so far. Candidates are drawn at the same time.</summary>
internal sealed class ModelSpend(LanguageModelOptions options)
{
    private const double Million = 1_000_000;
    private readonly Lock access = new();
    private readonly List<ModelExchange> texts = [];
    private TokenCount tokens;
    private long embeddingTokens;
    private double milliseconds;
    private int calls;

    /// <summary>Makes a call and counts it, also one that nobody waits for any more.</summary>
    public async Task<ModelReply> CountAsync(IReadOnlyList<ChatMessage> prompt, Func<Task<ModelReply>> call)
    {
        try
        {
            var reply = await call();
            Add(prompt, reply);
            return reply;
        }
        catch (OperationCanceledException)
        {
            Add(prompt, ModelReply.Failed(ModelFailure.TimedOut, prompt));
            throw;
        }
    }

    /// <summary>Counts a call of the embedding model.</summary>
    public void Add(EmbeddingReply reply)
    {
        lock (access)
        {
            calls++;
            embeddingTokens += reply.Tokens;
            milliseconds += reply.Milliseconds;
        }
    }

    private void Add(IReadOnlyList<ChatMessage> prompt, ModelReply reply)
    {
        lock (access)
        {
            calls++;
            tokens += reply.Tokens;
            milliseconds += reply.Milliseconds;
            if (options.KeepTexts)
                texts.Add(new(string.Join("\n\n", prompt.Select(m => $"[{m.Role}]\n{m.Text}")), reply.Text));
        }
    }

    /// <summary>The model's part in the answer.</summary>
    public AnswerModel Told(ModelOutcome outcome)
    {
        lock (access)
        {
            return new(options.Model!, outcome)
            {
                Calls = calls,
                PromptTokens = tokens.Prompt + embeddingTokens,
                ReplyTokens = tokens.Reply,
                Cost = options is { PromptPrice: { } sent, ReplyPrice: { } received }
                    ? Math.Round(((tokens.Prompt * sent) + (tokens.Reply * received) + (embeddingTokens * (options.EmbeddingPrice ?? 0))) / Million, 6)
                    : null,
                Milliseconds = Math.Round(milliseconds, 2),
                Texts = [.. texts],
            };
        }
    }
}
