namespace NlSql.PluginRegistry.Contracts;

internal static partial class Log
{
    [LoggerMessage(1110, LogLevel.Warning, "The contract of plugin {PluginId} could not be run ({Reason}); the plugin is served without")]
    public static partial void NotRun(ILogger logger, string pluginId, string reason);

    [LoggerMessage(1111, LogLevel.Error, "The contract of plugin {PluginId} met a fault; the plugin is served without")]
    public static partial void Faulted(ILogger logger, string pluginId, Exception exception);
}
