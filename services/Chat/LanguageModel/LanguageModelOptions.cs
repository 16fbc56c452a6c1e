using System.ComponentModel.DataAnnotations;

namespace NlSql.Chat.LanguageModel;

/// <summary>Settings of the language model that is asked where the planner is not sure (section <c>NlSql:LanguageModel</c>).</summary>
public sealed class LanguageModelOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "NlSql:LanguageModel";

    private const string OpenAIAddress = "https://api.openai.com/v1";
    private const string OllamaAddress = "http://localhost:11434/v1";

    /// <summary>Whose protocol is spoken: openai, azure, ollama or compatible. Environment: LLM_PROVIDER. Default openai.</summary>
    public ModelProvider Provider { get; set; } = ModelProvider.OpenAI;

    /// <summary>Key of the endpoint. Environment: OPENAI_API_KEY. Without key and address no model is asked.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Address of the endpoint, up to <c>/v1</c>. Environment: OPENAI_API_BASE. Default: that of the provider.</summary>
    public string? BaseAddress { get; set; }

    /// <summary>Name of the model, for Azure of the deployment. Environment: LLM_MODEL.</summary>
    public string? Model { get; set; }

    /// <summary>Name of the model at the same endpoint that finds similar questions, for Azure of its deployment; null for none: words alone count. Environment: LLM_EMBEDDING_MODEL. Default none.</summary>
    public string? EmbeddingModel { get; set; }

    /// <summary>Replies of the model per question at most, the first and those to its mistakes, 1–10. Environment: CHAT_SQL_MAX_ATTEMPTS. Default 3.</summary>
    [Range(1, 10)]
    public int MaximumAttempts { get; set; } = 3;

    /// <summary>Columns of a dataset without a plugin that the model is told of, 1–500. Environment: DYNAMIC_PROMPT_MAX_COLUMNS. Default 20.</summary>
    [Range(1, 500)]
    public int DynamicColumns { get; set; } = 20;

    /// <summary>Whether SQL that the model wrote is read by it once more. Environment: LLM_SQL_VERIFIER_ENABLED. Default true.</summary>
    public bool Verify { get; set; } = true;

    /// <summary>Replies drawn per question and compared by their rows, 1–7. Environment: LLM_SQL_CANDIDATES. Default 1.</summary>
    [Range(1, 7)]
    public int Candidates { get; set; } = 1;

    /// <summary>The planner's answer stands from this confidence on, 0–1. Default 0.6: only a low confidence asks the model.</summary>
    [Range(0, 1)]
    public double AskBelow { get; set; } = 0.6;

    /// <summary>Tokens of a prompt at most, estimated, 1,000–200,000. Default 8,000.</summary>
    [Range(1_000, 200_000)]
    public int PromptTokens { get; set; } = 8_000;

    /// <summary>Tokens of a reply at most, 100–32,000. Default 2,000.</summary>
    [Range(100, 32_000)]
    public int ReplyTokens { get; set; } = 2_000;

    /// <summary>Whether replies are asked for by JSON schema: an endpoint that refuses it is asked without from then on. Default true.</summary>
    public bool JsonSchema { get; set; } = true;

    /// <summary>Whether the model words the finding; kept only when each number and date of it follows from the rows. Default false.</summary>
    public bool Narrate { get; set; }

    /// <summary>Seconds that one reply may take, retries included; after them no further one is asked for. 1–55. Default 30.</summary>
    [Range(1, 55)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Seconds that comparing a question with others by the embedding model may take, 1–55. Default 5.</summary>
    [Range(1, 55)]
    public int EmbeddingTimeoutSeconds { get; set; } = 5;

    /// <summary>Repetitions of a call that found the endpoint busy or failing, 0–5. Default 2.</summary>
    [Range(0, 5)]
    public int Retries { get; set; } = 2;

    /// <summary>Calls of this process at a time, 1–1,000. Others wait. Default 8.</summary>
    [Range(1, 1_000)]
    public int Concurrency { get; set; } = 8;

    /// <summary>Tokens that a tenant may use per day (UTC); null for any number. Default null.</summary>
    [Range(1, long.MaxValue)]
    public long? DailyTokens { get; set; }

    /// <summary>Cost that a tenant may cause per day (UTC), in the currency of the prices; null for any. Default null.</summary>
    [Range(0, double.MaxValue)]
    public double? DailyCost { get; set; }

    /// <summary>Price of a million tokens of prompts; null when not known. Default null.</summary>
    [Range(0, double.MaxValue)]
    public double? PromptPrice { get; set; }

    /// <summary>Price of a million tokens of replies; null when not known. Default null.</summary>
    [Range(0, double.MaxValue)]
    public double? ReplyPrice { get; set; }

    /// <summary>Price of a million tokens of the embedding model; null when not known. Default null.</summary>
    [Range(0, double.MaxValue)]
    public double? EmbeddingPrice { get; set; }

    /// <summary>Whether prompts and replies are written to the audit trail and to traces. Default false.</summary>
    public bool KeepTexts { get; set; }

    /// <summary>Whether there is a model to ask.</summary>
    internal bool Enabled => ApiKey is { Length: > 0 } || BaseAddress is { Length: > 0 } || Provider == ModelProvider.Ollama;

    /// <summary>The address that is called.</summary>
    internal Uri Endpoint
    {
        get
        {
            var address = (BaseAddress is { Length: > 0 } own ? own : Provider == ModelProvider.Ollama ? OllamaAddress : OpenAIAddress).TrimEnd('/');
            return new Uri(Provider == ModelProvider.Azure && !address.EndsWith("/v1", StringComparison.Ordinal) ? $"{address}/openai/v1" : address);
        }
    }

    /// <summary>What annotations cannot say.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BaseAddress is { Length: > 0 } address && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            yield return new("OPENAI_API_BASE must be an address such as https://api.openai.com/v1.");
        if (Enabled && string.IsNullOrWhiteSpace(Model))
            yield return new("LLM_MODEL must name the model to ask, such as gpt-5-mini; leave OPENAI_API_KEY and OPENAI_API_BASE out to ask none.");
        if (Enabled && Provider is ModelProvider.Azure or ModelProvider.Compatible && BaseAddress is not { Length: > 0 })
            yield return new("OPENAI_API_BASE must be set when LLM_PROVIDER is azure or compatible.");
        if (DailyCost is not null && (PromptPrice is null || ReplyPrice is null))
            yield return new($"{Section}:DailyCost needs {Section}:PromptPrice and {Section}:ReplyPrice.");
        if (DailyCost is not null && EmbeddingModel is { Length: > 0 } && EmbeddingPrice is null)
            yield return new($"{Section}:DailyCost with LLM_EMBEDDING_MODEL needs {Section}:EmbeddingPrice.");
    }
}

/// <summary>Whose protocol an endpoint speaks.</summary>
public enum ModelProvider
{
    /// <summary>OpenAI itself.</summary>
    OpenAI,

    /// <summary>Azure OpenAI: the key goes into a header of its own, and the model is a deployment.</summary>
    Azure,

    /// <summary>A local Ollama; needs no key.</summary>
    Ollama,

    /// <summary>Any other endpoint with OpenAI's protocol: vLLM, llama.cpp, a proxy.</summary>
    Compatible,
}
