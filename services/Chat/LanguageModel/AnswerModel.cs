using System.Text.Json.Serialization;

namespace NlSql.Chat.LanguageModel;

/// <summary>The part of a language model in an answer.</summary>
/// <param name="Name">The model, as it is configured.</param>
/// <param name="Outcome">What came of asking it.</param>
public sealed record AnswerModel(string Name, ModelOutcome Outcome)
{
    /// <summary>Calls made.</summary>
    public int Calls { get; init; }

    /// <summary>Tokens in all.</summary>
    public long Tokens => PromptTokens + ReplyTokens;

    /// <summary>Tokens of the prompts.</summary>
    public long PromptTokens { get; init; }

    /// <summary>Tokens of the replies.</summary>
    public long ReplyTokens { get; init; }

    /// <summary>What it cost, in the currency of the configured prices; null when none are.</summary>
    public double? Cost { get; init; }

    /// <summary>Milliseconds spent waiting for the model.</summary>
    public double Milliseconds { get; init; }

    /// <summary>This and what was used afterwards for the same question. The outcome stays: it is about the meaning.</summary>
    internal AnswerModel With(AnswerModel later) => this with
    {
        Calls = Calls + later.Calls,
        PromptTokens = PromptTokens + later.PromptTokens,
        ReplyTokens = ReplyTokens + later.ReplyTokens,
        Cost = Cost + later.Cost,
        Milliseconds = Math.Round(Milliseconds + later.Milliseconds, 2),
        Texts = [.. Texts, .. later.Texts],
    };

    /// <summary>What was sent and received, for the trail only, and only when that is configured.</summary>
    [JsonIgnore]
    internal IReadOnlyList<ModelExchange> Texts { get; init; } = [];
}

/// <summary>One prompt and its reply.</summary>
internal sealed record ModelExchange(string Prompt, string Reply);

/// <summary>What came of asking the model.</summary>
public enum ModelOutcome
{
    /// <summary>The answer is its reading of the question.</summary>
    Answered,

    /// <summary>It found no answer in the data, or several.</summary>
    Unclear,

    /// <summary>None of its replies could be used.</summary>
    Unusable,

    /// <summary>Its replies disagreed.</summary>
    Disagreed,

    /// <summary>It gave no reply.</summary>
    Failed,

    /// <summary>It was not asked: the budget of the day is used up.</summary>
    OverBudget,
}
