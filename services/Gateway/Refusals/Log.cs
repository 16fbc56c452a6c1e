namespace NlSql.Gateway.Refusals;

internal static partial class Log
{
    [LoggerMessage(1010, LogLevel.Warning, "The trail cannot be told what was refused ({Reason}); it is tried again every second")]
    public static partial void TrailUnreachable(ILogger logger, string reason);

    [LoggerMessage(1011, LogLevel.Error, "{Entries} entries about refused requests were given up: the trail did not take them in time")]
    public static partial void RefusalsNotReported(ILogger logger, int entries);
}
