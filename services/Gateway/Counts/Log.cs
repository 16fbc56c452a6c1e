namespace NlSql.Gateway.Counts;

internal static partial class Log
{
    [LoggerMessage(1020, LogLevel.Warning, "Redis does not answer ({Reason}); this gateway counts alone, and limits hold for each gateway by itself")]
    public static partial void CountsAlone(ILogger logger, string reason);

    [LoggerMessage(1021, LogLevel.Information, "Redis answers; the gateways count together again")]
    public static partial void CountsTogether(ILogger logger);
}
