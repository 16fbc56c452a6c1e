namespace NlSql.Insights.Schedules;

internal static partial class Log
{
    [LoggerMessage(1420, LogLevel.Warning, "The schedules of dataset {DatasetId} could not be planned: {Reason}; they stay as they are")]
    public static partial void NotPlanned(ILogger logger, Guid datasetId, string reason);

    [LoggerMessage(1421, LogLevel.Warning, "The schedule worker was interrupted by {Reason}; it goes on")]
    public static partial void ScheduleInterrupted(ILogger logger, string reason);
}
