using Microsoft.Extensions.AI;

namespace NlSql.Chat.LanguageModel.Endpoint;

/// <summary>What came of one call of the model.</summary>
/// <param name="Text">What it said; empty when it said nothing.</param>
/// <param name="Tokens">What the call used, as the endpoint says, else estimated.</param>
internal sealed record ModelReply(string Text, TokenCount Tokens)
{
    /// <summary>Why there is no reply; null when there is one.</summary>
    public ModelFailure? Failure { get; init; }

    /// <summary>Whether the reply reached its limit of tokens before its end.</summary>
    public bool IsCut { get; init; }

    /// <summary>Milliseconds that the caller waited.</summary>
    public double Milliseconds { get; init; }

    /// <summary>No reply. One that was not waited for was sent all the same, and whoever sent it pays for it.</summary>
    public static ModelReply Failed(ModelFailure failure, IEnumerable<ChatMessage> prompt) =>
        new("", failure == ModelFailure.TimedOut ? new(prompt.Sum(m => (long)TokenCount.Estimate(m.Text)), 0) : default) { Failure = failure };
}

/// <summary>Tokens of prompts and replies.</summary>
/// <param name="Prompt">Tokens sent.</param>
/// <param name="Reply">Tokens received.</param>
internal readonly record struct TokenCount(long Prompt, long Reply)
{
    private const int CharactersPerToken = 4;

    public long Total => Prompt + Reply;

    public static TokenCount operator +(TokenCount left, TokenCount right) => new(left.Prompt + right.Prompt, left.Reply + right.Reply);

    /// <summary>About how many tokens a text is.</summary>
    public static int Estimate(string text) => (text.Length + CharactersPerToken - 1) / CharactersPerToken;
}

/// <summary>Why a model gave no reply.</summary>
internal enum ModelFailure
{
    /// <summary>It is not reachable, or failed, or has failed too often lately to be called at all.</summary>
    Unavailable,

    /// <summary>It took too long.</summary>
    TimedOut,

    /// <summary>It, or this process, has too many calls.</summary>
    Busy,

    /// <summary>It refused the call: key, model name, or request.</summary>
    Refused,

    /// <summary>What it sent is not its protocol, or too much.</summary>
    Unreadable,

    /// <summary>The tenant's budget of the day is used up.</summary>
    OverBudget,
}
