using NlSql.Contracts.Messages;
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
        builder.AddMessaging(typeof(PluginChanged).Assembly);
        AddPlugins(builder);
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
        builder.Services.AddSingleton<PluginVersionStore>();
        builder.Services.AddHostedService<WatchPlugins>();
    }
}
