using Dapper;
using NlSql.Contracts;
using NlSql.Ingestion.Datasets;
using NlSql.Ingestion.DataTables;
using NlSql.Ingestion.Messaging;
using NlSql.Ingestion.Models;
using NlSql.Ingestion.Plugins;
using NlSql.Ingestion.Uploads;
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
        builder.Services.AddSingleton<UploadTable>();
    }

    private static void AddDatasets(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DeleteDataset>();
        builder.Services.AddSingleton<RestoreDataset>();
    }

    private static void AddModels(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DraftDatasetModel>();
        builder.Services.AddSingleton<ChangeModel>();
    }
}
