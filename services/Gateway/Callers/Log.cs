namespace NlSql.Gateway.Callers;

internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Warning, "Open to everybody on this machine as tenant 'default' with the role admin (auth: open-loopback), because this is Development on loopback addresses")]
    public static partial void OpenLoopback(ILogger logger);
}
