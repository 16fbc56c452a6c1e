using Npgsql;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Uploads;

/// <summary>A file to be loaded, whoever brings it: the request itself, or the job that took it over.</summary>
internal sealed record UploadWork
{
    public required Caller Caller { get; init; }

    /// <summary>The plugin whose table is filled; null for a dataset without one.</summary>
    public required string? PluginId { get; init; }

    /// <summary>The table as the route names it.</summary>
    public required string Table { get; init; }

    public required string? IdempotencyKey { get; init; }

    /// <summary>What is known when the loading begins.</summary>
    public required UploadSettings Settings { get; init; }

    /// <summary>The file's name, a label only.</summary>
    public required string FileName { get; init; }

    /// <summary>The file, read once from start to end.</summary>
    public required Stream Body { get; init; }

    /// <summary>Where to report how far it is.</summary>
    public required UploadProgress Progress { get; init; }

    /// <summary>Timestamp of the clock when the upload began.</summary>
    public required long StartedAt { get; init; }

    /// <summary>Completes the settings once the file is read: the fields of a form may stand behind it. Gets what stopped the loading, or null.</summary>
    public required Func<Failure?, CancellationToken, Task<Result<UploadSettings>>> CompleteSettings { get; init; }

    /// <summary>What belongs into the transaction of the new version; throws to stop it. Not called when there is no new version.</summary>
    public Func<NpgsqlTransaction, UploadResponse, CancellationToken, Task>? BeforeCommit { get; init; }
}
