namespace NlSql.Gateway.Callers;

internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Warning, "Open to everybody on this machine as tenant 'default' with the role admin (auth: open-loopback), because this is Development on loopback addresses")]
    public static partial void OpenLoopback(ILogger logger);

    [LoggerMessage(1001, LogLevel.Information, "Every caller needs an API key or a token (auth: credentials)")]
    public static partial void Credentials(ILogger logger);

    [LoggerMessage(1002, LogLevel.Error, "The file of API keys {File} cannot be read; the keys that were read before stay valid")]
    public static partial void KeysUnreadable(ILogger logger, string file);

    [LoggerMessage(1003, LogLevel.Warning, "When API keys were last used cannot be written to {File} ({Reason}); 'key list' does not know it")]
    public static partial void KeyUsesNotWritten(ILogger logger, string file, string reason);
}
