using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using NlSql.Chat.LanguageModel;

namespace NlSql.Chat.Tests.LanguageModel;

public sealed class LanguageModelOptionsTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("OPENAI_API_KEY=k LLM_MODEL=m", "", true)]
    [InlineData("OPENAI_API_KEY=k", "LLM_MODEL", false)]
    [InlineData("LLM_PROVIDER=azure OPENAI_API_KEY=k LLM_MODEL=m", "OPENAI_API_BASE", false)]
    [InlineData("LLM_PROVIDER=vllm OPENAI_API_KEY=k LLM_MODEL=m", "OPENAI_API_BASE", false)]
    [InlineData("OPENAI_API_BASE=ftp://host/v1 LLM_MODEL=m", "OPENAI_API_BASE", false)]
    [InlineData("OPENAI_API_BASE=localhost LLM_MODEL=m", "OPENAI_API_BASE", false)]
    [InlineData("CHAT_SQL_MAX_ATTEMPTS=0", "MaximumAttempts", false)]
    [InlineData("LLM_SQL_CANDIDATES=8", "Candidates", false)]
    [InlineData("DYNAMIC_PROMPT_MAX_COLUMNS=0", "DynamicColumns", false)]
    [InlineData("NlSql:LanguageModel:DailyCost=5", "PromptPrice", false)]
    public void Validate_Settings_AreRefusedByName(string settings, string named, bool valid)
    {
        var options = Read(settings);
        List<ValidationResult> problems = [];

        Assert.Equal(valid, Validator.TryValidateObject(options, new ValidationContext(options), problems, true));

        if (!valid)
            Assert.Contains(problems, p => p.ErrorMessage!.Contains(named, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("OPENAI_API_KEY=k", "https://api.openai.com/v1", true)]
    [InlineData("LLM_PROVIDER=ollama", "http://localhost:11434/v1", true)]
    [InlineData("LLM_PROVIDER=azure OPENAI_API_BASE=https://x.openai.azure.com/", "https://x.openai.azure.com/openai/v1", true)]
    [InlineData("LLM_PROVIDER=llama.cpp OPENAI_API_BASE=http://host:8080/v1/", "http://host:8080/v1", true)]
    [InlineData("LLM_MODEL=m", "https://api.openai.com/v1", false)]
    public void Endpoint_OfAProvider_IsItsAddress(string settings, string address, bool enabled)
    {
        var options = Read(settings);

        Assert.Equal((address, enabled), (options.Endpoint.ToString(), options.Enabled));
    }

    private static LanguageModelOptions Read(string settings)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('=', 2)).Select(s => KeyValuePair.Create(s[0], (string?)s[1])));
        configuration.AddInMemoryCollection(LanguageModelEnvironment.Read(configuration));
        var options = new LanguageModelOptions();
        configuration.GetSection(LanguageModelOptions.Section).Bind(options);
        return options;
    }
}
