using System.Text.Json;
using NlSql.Ingestion.Uploads;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Jobs;

/// <summary>What has become of a job.</summary>
internal enum JobState
{
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
}

/// <summary>An upload that runs after its request has ended, as it is stored.</summary>
internal sealed record UploadJob
{
    public string TenantId { get; init; } = "";

    public Guid JobId { get; init; }

    public string Subject { get; init; } = "";

    public string Role { get; init; } = "";

    public string? PluginId { get; init; }

    /// <summary>The table as the route named it.</summary>
    public string TableName { get; init; } = "";

    public Guid? DatasetId { get; init; }

    public string Settings { get; init; } = "";

    public string FileName { get; init; } = "";

    public string? IdempotencyKey { get; init; }

    public JobState State { get; init; }

    /// <summary>What is being done; null while nobody works on it.</summary>
    public UploadPhase? Phase { get; init; }

    public long BytesTotal { get; init; }

    public long BytesDone { get; init; }

    public long Rows { get; init; }

    public long Rejected { get; init; }

    public int Attempts { get; init; }

    /// <summary>The fencing token of the worker that has the job.</summary>
    public Guid? Lease { get; init; }

    public string? Response { get; init; }

    public string? Problem { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime? StartedAt { get; init; }

    public DateTime? AttemptedAt { get; init; }

    public DateTime UpdatedAt { get; init; }

    public DateTime? FinishedAt { get; init; }

    /// <summary>Who asked for it.</summary>
    public Caller Caller => new(TenantId, Subject, Role);

    public UploadSettings ReadSettings() => JsonSerializer.Deserialize<UploadSettings>(Settings, JsonOptions.Snake)!;
}
