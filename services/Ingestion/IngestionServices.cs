using Dapper;
using Microsoft.Extensions.Options;
using NlSql.Contracts;
using NlSql.Ingestion.Datasets;
using NlSql.Ingestion.DataTables;
using NlSql.Ingestion.Jobs;
using NlSql.Ingestion.Messaging;
using NlSql.Ingestion.Models;
using NlSql.Ingestion.Plugins;
using NlSql.Ingestion.Uploads;
using NlSql.Ingestion.Uploads.Columns;
using NlSql.Ingestion.Uploads.Findings;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Messaging;
using NlSql.ServiceDefaults.Options;

namespace NlSql.Ingestion;

/// <summary>What the service is made of.</summary>
internal static class IngestionServices
{
    public static void AddIngestion(this WebApplicationBuilder builder)
    {
        AddPersistence(builder);
        builder.AddMessaging(typeof(ServiceNames).Assembly, bus => bus.AddConsumer<PluginChangedConsumer>());
        AddPlugins(builder);
        AddUploads(builder);
        AddJobs(builder);
        AddDatasets(builder);
        AddModels(builder);
    }

    private static void AddPersistence(WebApplicationBuilder builder)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        builder.AddServiceDatabase("ingestion");
        builder.Services.AddSingleton<DataTableStore>();
    }

    private static void AddPlugins(WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient(PluginModels.ClientName, client => client.BaseAddress = new Uri($"http://{ServiceNames.PluginRegistry}/"))
            .AddHttpMessageHandler<ServiceIdentityHandler>();
        builder.Services.AddSingleton<PluginModels>();
    }

    private static void AddUploads(WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<UploadOptions>(UploadOptions.Section);
        // Without it, a gzip file that was cut short reads as one that ends there.
        AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);
        builder.Services.AddSingleton<UploadSlots>();
        builder.Services.AddSingleton<IdempotencyKeys>();
        builder.Services.AddSingleton<UploadAudit>();
        builder.Services.AddSingleton<FindModelViolations>();
        builder.Services.AddSingleton<PublishVersion>();
        builder.Services.AddSingleton(services => new RepetitionBudget(services.GetRequiredService<IOptions<UploadOptions>>().Value.MaximumComparedValues));
        builder.Services.AddSingleton<PlanPluginLoad>();
        builder.Services.AddSingleton<PlanDynamicLoad>();
        builder.Services.AddSingleton<LoadUpload>();
        builder.Services.AddSingleton<UploadTable>();
    }

    private static void AddJobs(WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<JobOptions>(JobOptions.Section);
        builder.Services.AddSingleton<JobStore>();
        builder.Services.AddSingleton<JobLeases>();
        builder.Services.AddSingleton<JobSignal>();
        builder.Services.AddSingleton<ReceiveUpload>();
        builder.Services.AddSingleton<KeepFinished>();
        builder.Services.AddSingleton<EndJob>();
        builder.Services.AddSingleton<RunJob>();
        builder.Services.AddSingleton<JobEvents>();
        builder.Services.AddHostedService<JobWorker>();
    }

    private static void AddDatasets(WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<DatasetOptions>(DatasetOptions.Section);
        builder.Services.AddSingleton<DeleteDataset>();
        builder.Services.AddSingleton<RestoreDataset>();
        builder.Services.AddSingleton<RejectsFile>();
        builder.Services.AddSingleton<PurgeDatasets>();
        builder.Services.AddSingleton<SweepParts>();
        builder.Services.AddHostedService<DatasetSweeper>();
    }

    private static void AddModels(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DraftDatasetModel>();
        builder.Services.AddSingleton<ChangeModel>();
    }
}
