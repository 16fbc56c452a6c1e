using NlSql.Contracts;
using NlSql.Contracts.Messages;
using NlSql.Insights.Automatic;
using NlSql.Insights.Datasets;
using NlSql.Insights.Findings;
using NlSql.Insights.History;
using NlSql.Insights.Jobs;
using NlSql.Insights.Messaging;
using NlSql.Insights.Mutes;
using NlSql.Insights.Rules;
using NlSql.Insights.Runs;
using NlSql.Insights.Schedules;
using NlSql.ReaderQueries;
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
        builder.AddRehearsal();
        AddNeighbours(builder);
        AddRuns(builder);
        AddSchedules(builder);
    }

    private static void AddRuns(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RunSubjects>();
        builder.Services.AddSingleton<Lexicons>();
        builder.Services.AddSingleton<EvaluateRule>();
        builder.Services.AddSingleton<TellFinding>();
        builder.Services.AddSingleton<AutomaticInsights>();
        builder.Services.AddSingleton<RunStore>();
        builder.Services.AddSingleton<CoolDown>();
        builder.Services.AddSingleton<KeepRun>();
        builder.Services.AddSingleton<RunInsights>();
        builder.Services.AddSingleton<MuteStore>();
        builder.Services.AddSingleton<MuteRule>();
        builder.Services.AddSingleton<ToldFindings>();
        builder.Services.AddSingleton<FindingEvents>();
    }

    private static void AddSchedules(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<JobStore>();
        builder.Services.AddHostedService<JobWorker>();
        builder.Services.AddSingleton<ScheduleStore>();
        builder.Services.AddSingleton<PlanSchedules>();
        builder.Services.AddSingleton<ScheduleWorker>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ScheduleWorker>());
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
