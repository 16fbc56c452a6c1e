namespace NlSql.Insights.Rules;

internal static partial class Log
{
    [LoggerMessage(1410, LogLevel.Error, "The insight rule {Rule} could not be evaluated")]
    public static partial void RuleBroke(ILogger logger, string rule, Exception exception);
}
