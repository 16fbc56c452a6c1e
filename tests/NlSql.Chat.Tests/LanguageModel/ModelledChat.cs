using NlSql.Testing.Servers;

namespace NlSql.Chat.Tests.LanguageModel;

/// <summary>The chat service with a language model: a played endpoint on a loopback port.</summary>
public sealed class ModelledChat(TestServers servers) : ChatFixture(servers)
{
    internal const string Key = "sk-played";

    private PlayedModel? model;

    internal PlayedModel Model => model!;

    protected override async Task<IReadOnlyDictionary<string, string>> SettingsAsync(CancellationToken cancellationToken)
    {
        model = await PlayedModel.StartAsync(cancellationToken);
        return new Dictionary<string, string>
        {
            ["OPENAI_API_KEY"] = Key,
            ["OPENAI_API_BASE"] = model.Address,
            ["LLM_MODEL"] = "played-1",
            ["NlSql:LanguageModel:Retries"] = "0",
            ["NlSql:LanguageModel:PromptPrice"] = "2",
            ["NlSql:LanguageModel:ReplyPrice"] = "8",
        };
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await model!.DisposeAsync();
    }
}

/// <summary>One service with a language model for all classes that ask it.</summary>
[CollectionDefinition(Name)]
public sealed class ModelledChatService : ICollectionFixture<ModelledChat>
{
    public const string Name = "chat with a model";
}
