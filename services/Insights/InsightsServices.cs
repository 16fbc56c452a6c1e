using NlSql.Contracts;
using NlSql.Contracts.Messages;
using NlSql.Insights.Datasets;
using NlSql.Insights.Jobs;
using NlSql.Insights.Messaging;
using NlSql.Insights.Rules;
using NlSql.Insights.Runs;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Messaging;

namespace NlSql.Insights;

/// <summary>What the service is made of.</summary>
internal static class InsightsServices
{
    public static void AddInsights(this WebApplicationBuilder builder)
    {
        builder.AddServiceDatabase("insights");
        builder.AddMessaging(typeof(DatasetVersionPublished).Assembly, bus => bus.AddConsumer<DatasetVersionPublishedConsumer>());
        builder.AddReaderDatabase();
        AddNeighbours(builder);
        builder.Services.AddSingleton<RuleQueries>();
        builder.Services.AddSingleton<EvaluateRule>();
        builder.Services.AddSingleton<RunStore>();
        builder.Services.AddSingleton<RunInsights>();
        builder.Services.AddSingleton<JobStore>();
        builder.Services.AddHostedService<JobWorker>();
    }

    private static void AddNeighbours(WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient(Neighbours.Registry, client => client.BaseAddress = new Uri($"http://{ServiceNames.PluginRegistry}"))
            .AddHttpMessageHandler<ServiceIdentityHandler>();
        builder.Services.AddHttpClient(Neighbours.Ingestion, client => client.BaseAddress = new Uri($"http://{ServiceNames.Ingestion}"))
            .AddHttpMessageHandler<ServiceIdentityHandler>();
        builder.Services.AddSingleton<Neighbours>();
        builder.Services.AddSingleton<DatasetHeads>();
    }
}
