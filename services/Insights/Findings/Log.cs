namespace NlSql.Insights.Findings;

internal static partial class Log
{
    [LoggerMessage(1411, LogLevel.Error, "A finding of the insight rule {Rule} could not be explained; it is told without drivers, chart and question")]
    public static partial void FindingNotExplained(ILogger logger, string rule, Exception exception);
}
