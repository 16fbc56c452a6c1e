using NlSql.Chat.LanguageModel.Budgets;
using NlSql.Chat.LanguageModel.Endpoint;
using NlSql.ServiceDefaults.Options;

namespace NlSql.Chat.LanguageModel;

/// <summary>What asking a language model is made of.</summary>
internal static class LanguageModelServices
{
    public static void AddLanguageModel(this WebApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(LanguageModelEnvironment.Read(builder.Configuration));
        builder.AddValidatedOptions<LanguageModelOptions>(LanguageModelOptions.Section);
        builder.Services.AddSingleton<ModelEndpoint>();
        builder.Services.AddSingleton<EmbeddingEndpoint>();
        builder.Services.AddSingleton<ModelBudget>();
        builder.Services.AddSingleton<AskModel>();
        builder.Services.AddSingleton<NarrateAnswer>();
    }
}
