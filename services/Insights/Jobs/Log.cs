namespace NlSql.Insights.Jobs;

internal static partial class Log
{
    [LoggerMessage(1400, LogLevel.Warning, "The insights worker was interrupted by {Reason}; it goes on")]
    public static partial void WorkerInterrupted(ILogger logger, string reason);

    [LoggerMessage(1401, LogLevel.Warning, "Insights of dataset {DatasetId} version {Version} could not be run, attempt {Attempt}: {Reason}")]
    public static partial void JobFailed(ILogger logger, Guid datasetId, int version, int attempt, string reason);
}
