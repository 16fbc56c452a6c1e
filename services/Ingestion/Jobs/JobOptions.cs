using System.ComponentModel.DataAnnotations;

namespace NlSql.Ingestion.Jobs;

/// <summary>How uploads with <c>async=true</c> are kept and worked off (section <c>Jobs</c>).</summary>
internal sealed class JobOptions
{
    public const string Section = "Jobs";

    /// <summary>Jobs of one tenant that wait or run. Beyond it: <c>ingestion.too-many-jobs</c>.</summary>
    [Range(1, 10_000)]
    public int MaximumPerTenant { get; init; } = 20;

    /// <summary>Bytes of files that wait or run for one tenant. Beyond it: <c>ingestion.jobs-full</c>.</summary>
    [Range(1, long.MaxValue)]
    public long MaximumBytesPerTenant { get; init; } = 2L << 30;

    /// <summary>Bytes of files that wait or run in all. Beyond it: <c>ingestion.jobs-full</c>.</summary>
    [Range(1, long.MaxValue)]
    public long MaximumBytes { get; init; } = 8L << 30;

    /// <summary>Files that this process receives at once for jobs. Beyond it: <c>ingestion.too-many-uploads</c>.</summary>
    [Range(1, 100)]
    public int MaximumReceiving { get; init; } = 8;

    /// <summary>Jobs that this process runs at once, within the slots of uploads (<c>Uploads:MaximumUploads</c>).</summary>
    [Range(1, 100)]
    public int MaximumRunning { get; init; } = 2;

    /// <summary>Seconds after which a job whose worker gives no sign of life is taken over.</summary>
    [Range(1, 3_600)]
    public int LeaseSeconds { get; init; } = 30;

    /// <summary>How often a job is tried; after that it fails with <c>ingestion.job-interrupted</c>. A regular stop of the service is no try.</summary>
    [Range(1, 100)]
    public int MaximumAttempts { get; init; } = 5;

    /// <summary>Days for which finished jobs can be read.</summary>
    [Range(1, 3_650)]
    public int KeptDays { get; init; } = 7;
}
