using NlSql.ServiceDefaults.Options;

namespace NlSql.Chat.LanguageModel;

/// <summary>The environment variables of the language model, as settings of <see cref="LanguageModelOptions"/>.</summary>
internal static class LanguageModelEnvironment
{
    private static readonly (string Variable, string Setting)[] Names =
    [
        ("OPENAI_API_KEY", nameof(LanguageModelOptions.ApiKey)),
        ("OPENAI_API_BASE", nameof(LanguageModelOptions.BaseAddress)),
        ("LLM_MODEL", nameof(LanguageModelOptions.Model)),
        ("LLM_EMBEDDING_MODEL", nameof(LanguageModelOptions.EmbeddingModel)),
        ("CHAT_SQL_MAX_ATTEMPTS", nameof(LanguageModelOptions.MaximumAttempts)),
        ("DYNAMIC_PROMPT_MAX_COLUMNS", nameof(LanguageModelOptions.DynamicColumns)),
        ("LLM_SQL_VERIFIER_ENABLED", nameof(LanguageModelOptions.Verify)),
        ("LLM_SQL_CANDIDATES", nameof(LanguageModelOptions.Candidates)),
    ];

    private static readonly HashSet<string> Providers = Enum.GetNames<ModelProvider>().ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The variables that are set, by setting. A provider that has no name here speaks OpenAI's protocol, as most do.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Read(IConfiguration configuration)
    {
        foreach (var setting in configuration.ReadVariables(LanguageModelOptions.Section, Names))
            yield return setting;
        if (configuration["LLM_PROVIDER"] is { Length: > 0 } provider)
            yield return new($"{LanguageModelOptions.Section}:{nameof(LanguageModelOptions.Provider)}", Providers.Contains(provider) ? provider : nameof(ModelProvider.Compatible));
    }
}
