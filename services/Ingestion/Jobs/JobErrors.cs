using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Jobs;

/// <summary>Why a job is refused or ends without a version.</summary>
internal static class JobErrors
{
    public static Failure TooManyJobs(int limit) => new(
        FailureKind.TooMany, "ingestion.too-many-jobs", $"{limit} uploads are waiting or running already. Try again when one has ended; GET /jobs lists them.")
    { RetryAfterSeconds = 30 };

    public static Failure NoRoom { get; } = new(
        FailureKind.TooMany, "ingestion.jobs-full", "The files of waiting uploads take all the room there is for them. Try again when some have ended.")
    { RetryAfterSeconds = 60 };

    /// <summary>Unknown, or somebody else's: the answer is the same.</summary>
    public static Failure Unknown(Guid jobId) => new(FailureKind.NotFound, "ingestion.job-unknown", $"There is no job '{jobId}'. Finished ones are removed after some days.");

    public static Failure Finished(Guid jobId, JobState state) => new(
        FailureKind.Conflict, "ingestion.job-finished", $"The job '{jobId}' has {state.ToString().ToLowerInvariant()} already.");

    public static Failure Cancelled { get; } = new(FailureKind.Conflict, "ingestion.job-cancelled", "The upload was cancelled; nothing was published.");

    public static Failure Interrupted(int attempts) => new(
        FailureKind.Unavailable, "ingestion.job-interrupted", $"The upload was interrupted {attempts} time(s) and given up; nothing was published. Send it again.");

    public static Failure StorageFull { get; } = new(FailureKind.OutOfSpace, "storage.full", "The database has no room left.");

    public static Failure Faulted { get; } = new(
        FailureKind.Unavailable, "ingestion.job-faulted", "The upload met a fault of the service; nothing was published. The logs name the job.");
}
