using Microsoft.Extensions.Diagnostics.HealthChecks;
using NlSql.Contracts.Messages;
using NlSql.PluginRegistry.Contracts;
using NlSql.PluginRegistry.DataFindings;
using NlSql.PluginRegistry.Messaging;
using NlSql.PluginRegistry.Persistence;
using NlSql.PluginRegistry.Plugins;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Messaging;

namespace NlSql.PluginRegistry;

/// <summary>What the service is made of.</summary>
internal static class PluginRegistryServices
{
    public static void AddPluginRegistry(this WebApplicationBuilder builder)
    {
        builder.AddServiceDatabase("registry");
        builder.AddMessaging(typeof(PluginChanged).Assembly, bus => bus.AddConsumer<DataFindingsConsumer>());
        AddPlugins(builder);
        AddContracts(builder);
        builder.Services.AddSingleton<DataFindingStore>();
    }

    private static void AddPlugins(WebApplicationBuilder builder)
    {
        // The section NlSql holds settings of every service, so only this one key of it is bound.
        builder.Services.AddOptions<PluginsOptions>()
            .Configure(options => options.PluginsPath = builder.Configuration["NlSql:PluginsPath"] ?? "")
            .ValidateDataAnnotations()
            .Validate(options => Directory.Exists(options.PluginsPath), "NlSql:PluginsPath (environment: NlSql__PluginsPath) must name the folder that holds the plugins.")
            .ValidateOnStart();
        builder.Services.AddSingleton<PluginCatalog>();
        builder.Services.AddSingleton<PluginsFolder>();
        builder.Services.AddSingleton<LoadPlugins>();
        builder.Services.AddSingleton<ReloadAudit>();
        builder.Services.AddSingleton<PluginVersionStore>();
        builder.Services.AddHostedService<WatchPlugins>();
        builder.Services.AddHealthChecks().AddCheck<PluginsCheck>("plugins", HealthStatus.Degraded, ["dependency"]);
    }

    private static void AddContracts(WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ContractOptions>()
            .Configure(options => options.SampleDataPath = builder.Configuration["NlSql:SampleDataPath"] ?? "")
            .Validate(
                options => options.SampleDataPath.Length == 0 || Directory.Exists(options.SampleDataPath),
                "NlSql:SampleDataPath (environment: NlSql__SampleDataPath) must name the folder that holds the sample data, or be left out.")
            .ValidateOnStart();
        builder.Services.AddSingleton<SampleDataFolder>();
        builder.Services.AddSingleton<ContractStore>();
        builder.Services.AddSingleton<RunContract>();
        builder.Services.AddSingleton<CheckContract>();
    }
}
