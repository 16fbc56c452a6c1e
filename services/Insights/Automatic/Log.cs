namespace NlSql.Insights.Automatic;

internal static partial class Log
{
    [LoggerMessage(1430, LogLevel.Error, "The automatic insights could not be looked for")]
    public static partial void AutomaticBroke(ILogger logger, Exception exception);
}
