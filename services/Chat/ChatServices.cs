using NlSql.Chat.Asking;
using NlSql.Chat.Caching;
using NlSql.Chat.Conversations;
using NlSql.Chat.Datasets;
using NlSql.Chat.Feedback;
using NlSql.Chat.LanguageModel;
using NlSql.Chat.Learning;
using NlSql.Chat.Memory;
using NlSql.Chat.Models;
using NlSql.Contracts.Messages;
using NlSql.ReaderQueries;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Messaging;
using NlSql.ServiceDefaults.Options;

namespace NlSql.Chat;

/// <summary>What the chat service is made of.</summary>
internal static class ChatServices
{
    public static WebApplicationBuilder AddChat(this WebApplicationBuilder builder)
    {
        AddOptions(builder);
        AddStores(builder);
        AddNeighbours(builder);
        AddConversations(builder);
        AddFeatures(builder);
        builder.AddLanguageModel();
        builder.AddAnswerCaches();
        builder.Services.AddLearning();
        return builder;
    }

    private static void AddOptions(WebApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(
            builder.Configuration.ReadVariables(ChatOptions.Section, [("CHAT_AUTO_CREATE_SESSION", nameof(ChatOptions.AutoCreateConversation))]));
        builder.AddValidatedOptions<ChatOptions>(ChatOptions.Section);
    }

    private static void AddStores(WebApplicationBuilder builder)
    {
        builder.AddServiceDatabase("chat");
        builder.AddMessaging(typeof(AuditRecorded).Assembly);
        builder.AddReaderDatabase();
        builder.AddRehearsal();
    }

    private static void AddConversations(WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<ConversationOptions>(ConversationOptions.Section);
        builder.Services.AddSingleton<ConversationStore>();
        builder.Services.AddSingleton<ConversationTurns>();
        builder.Services.AddSingleton<ConversationSearch>();
        builder.Services.AddSingleton<ChangeConversation>();
        builder.Services.AddSingleton<AnsweredModels>();
        builder.Services.AddSingleton<ReplayMessage>();
        builder.Services.AddSingleton<MemoryStore>();
        builder.Services.AddSingleton<ConversationMemory>();
        builder.Services.AddSingleton<PurgeConversations>();
        builder.Services.AddHostedService<ConversationSweeper>();
    }

    private static void AddNeighbours(WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient(PluginModels.ClientName, client => client.BaseAddress = new Uri("http://plugin-registry"))
            .AddHttpMessageHandler<ServiceIdentityHandler>();
        builder.Services.AddHttpClient(DatasetCatalogs.ClientName, client => client.BaseAddress = new Uri("http://ingestion"))
            .AddHttpMessageHandler<ServiceIdentityHandler>();
        builder.Services.AddSingleton<PluginModels>();
        builder.Services.AddSingleton<DatasetModels>();
        builder.Services.AddSingleton<DatasetCatalogs>();
        builder.Services.AddSingleton<DatasetHeads>();
        builder.Services.AddSingleton<PreparedDatasets>();
    }

    private static void AddFeatures(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DatasetSelection>();
        builder.Services.AddHostedService<PrepareNewestDatasets>();
        builder.Services.AddSingleton<QueryContexts>();
        builder.Services.AddSingleton<RunQuery>();
        builder.Services.AddSingleton<AskQuestion>();
        builder.Services.AddSingleton<RememberAnswer>();
        builder.Services.AddSingleton<FeedbackStore>();
        builder.Services.AddSingleton<GiveFeedback>();
    }
}
