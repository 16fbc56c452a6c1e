namespace NlSql.Ingestion.Plugins;

internal static partial class Log
{
    [LoggerMessage(1240, LogLevel.Warning, "The plugin registry answered {Status}; the last known model is used if there is one")]
    public static partial void RegistryFailed(ILogger logger, int status);

    [LoggerMessage(1241, LogLevel.Warning, "The plugin registry cannot be reached ({Reason}); the last known model is used if there is one")]
    public static partial void RegistryUnreachable(ILogger logger, string reason);

    [LoggerMessage(1242, LogLevel.Information, "The data tables of plugin {Plugin} follow its version {Version}")]
    public static partial void TablesFollow(ILogger logger, string plugin, string version);

    [LoggerMessage(1243, LogLevel.Error, "The data tables of plugin {Plugin} cannot follow it: {Code}")]
    public static partial void TablesCannotFollow(ILogger logger, string plugin, string code);
}
