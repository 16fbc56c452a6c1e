using System.Text.Json;
using NlSql.Ingestion.Uploads;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Jobs;

/// <summary>A job and how far it is.</summary>
internal sealed record JobResponse
{
    public required Guid JobId { get; init; }

    public required JobState State { get; init; }

    /// <summary>What is being done, or was last; null while the job waits.</summary>
    public required UploadPhase? Phase { get; init; }

    public required string? Plugin { get; init; }

    public required string Table { get; init; }

    public required string FileName { get; init; }

    /// <summary>The dataset asked for, and once the job has succeeded the one that has the rows.</summary>
    public required Guid? DatasetId { get; init; }

    /// <summary>Bytes of the file that are read in this phase.</summary>
    public required long Bytes { get; init; }

    public required long BytesTotal { get; init; }

    public required long Rows { get; init; }

    public required long Rejected { get; init; }

    /// <summary>Of the present attempt; null while nothing is loaded.</summary>
    public double? RowsPerSecond { get; init; }

    /// <summary>Seconds until the file is read, as far as can be told; null while nothing is read.</summary>
    public double? EtaSeconds { get; init; }

    /// <summary>How often it was begun.</summary>
    public required int Attempts { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }

    public required DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What the upload answered; only of a job that succeeded, and not in lists.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>Problem details; only of a job that failed or was cancelled, and in lists without single issues.</summary>
    public JsonElement? Problem { get; init; }

    public static JobResponse Of(UploadJob job)
    {
        var seconds = job.AttemptedAt is { } began ? ((job.FinishedAt ?? job.UpdatedAt) - began).TotalSeconds : 0;
        var running = job.State == JobState.Running && seconds > 0;
        return new JobResponse
        {
            JobId = job.JobId,
            State = job.State,
            Phase = job.Phase,
            Plugin = job.PluginId,
            Table = job.TableName,
            FileName = job.FileName,
            DatasetId = job.DatasetId,
            Bytes = job.BytesDone,
            BytesTotal = job.BytesTotal,
            Rows = job.Rows,
            Rejected = job.Rejected,
            RowsPerSecond = seconds > 0 && job.Rows > 0 ? Math.Round(job.Rows / seconds, 1) : null,
            EtaSeconds = running && job.BytesDone > 0 ? Math.Round((job.BytesTotal - job.BytesDone) * seconds / job.BytesDone, 1) : null,
            Attempts = job.Attempts,
            CreatedAt = job.CreatedAt,
            StartedAt = job.StartedAt,
            FinishedAt = job.FinishedAt,
            Result = Read(job.Response),
            Problem = Read(job.Problem),
        };
    }

    /// <summary>The job as a list shows it.</summary>
    public static JobResponse Short(UploadJob job)
    {
        var response = Of(job);
        return response with
        {
            Result = null,
            Problem = response.Problem is { } problem
                ? JsonSerializer.SerializeToElement(problem.EnumerateObject().Where(p => p.Name != "issues").ToDictionary(p => p.Name, p => p.Value), JsonOptions.Snake)
                : null,
        };
    }

    private static JsonElement? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<JsonElement>(json, JsonOptions.Snake);
}

/// <summary>Why a job came to nothing, as problem details.</summary>
internal static class JobProblem
{
    public static string Of(UploadJob job, Failure failure)
    {
        var details = failure.ToProblem().ProblemDetails;
        details.Type = $"urn:nlsql:problem:{failure.Code}";
        details.Instance = $"/jobs/{job.JobId:D}";
        return JsonSerializer.Serialize(details, JsonOptions.Snake);
    }
}
