namespace NlSql.PluginRegistry.Plugins;

internal static partial class Log
{
    [LoggerMessage(1100, LogLevel.Information, "Plugin {PluginId} is served in version {Version}")]
    public static partial void Loaded(ILogger logger, string pluginId, string version);

    [LoggerMessage(1101, LogLevel.Warning, "Plugin {PluginId} has {Count} problems, the first at {File} line {Line}: {Code}. An earlier version is served: {Served}")]
    public static partial void Invalid(ILogger logger, string pluginId, int count, string file, int line, string code, bool served);

    [LoggerMessage(1102, LogLevel.Warning, "Changed plugins could not be announced ({Reason}); it is tried again")]
    public static partial void NotAnnounced(ILogger logger, string reason);

    [LoggerMessage(1103, LogLevel.Warning, "The plugins could not be read ({Reason}); it is tried again, and what was read before is served")]
    public static partial void FolderUnreadable(ILogger logger, string reason);

    [LoggerMessage(1104, LogLevel.Error, "A reload of the plugins could not be recorded in the trail: {Reason}")]
    public static partial void ReloadNotRecorded(ILogger logger, string reason);
}
