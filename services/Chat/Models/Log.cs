namespace NlSql.Chat.Models;

internal static partial class Log
{
    [LoggerMessage(1310, LogLevel.Warning, "The model of plugin {PluginId} could not be read again ({Reason}); the known version is used")]
    public static partial void RefreshFailed(ILogger logger, string pluginId, string reason);
}
