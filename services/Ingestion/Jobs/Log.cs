namespace NlSql.Ingestion.Jobs;

internal static partial class Log
{
    [LoggerMessage(1240, LogLevel.Warning, "The worker of uploads was interrupted by {Reason}; it goes on")]
    public static partial void WorkerInterrupted(ILogger logger, string reason);

    [LoggerMessage(1241, LogLevel.Information, "Job {JobId} is no longer this worker's; its work is taken back")]
    public static partial void LeaseLost(ILogger logger, Guid jobId);

    [LoggerMessage(1242, LogLevel.Warning, "Job {JobId} was interrupted in attempt {Attempt}: {Reason}")]
    public static partial void Interrupted(ILogger logger, Guid jobId, int attempt, string reason);

    [LoggerMessage(1243, LogLevel.Error, "Job {JobId} met a fault: {Reason}\n{Stack}")]
    public static partial void Faulted(ILogger logger, Guid jobId, string reason, string? stack);

    [LoggerMessage(1244, LogLevel.Warning, "The lease of job {JobId} could not be renewed: {Reason}")]
    public static partial void BeatMissed(ILogger logger, Guid jobId, string reason);

    [LoggerMessage(1245, LogLevel.Information, "Job {JobId} failed: {Code}")]
    public static partial void Failed(ILogger logger, Guid jobId, string code);

    [LoggerMessage(1246, LogLevel.Information, "Job {JobId} was cancelled")]
    public static partial void Cancelled(ILogger logger, Guid jobId);
}
