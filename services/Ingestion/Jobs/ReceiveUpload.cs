using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using NlSql.Ingestion.Datasets;
using NlSql.Ingestion.Uploads;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Jobs;

/// <summary>
/// Takes a file to be loaded later. File and job are stored in one transaction, so a client or a service that goes away in between
/// leaves nothing.
/// </summary>
internal sealed class ReceiveUpload(
    NpgsqlDataSource database, JobStore jobs, JobSignal signal, IOptions<UploadOptions> uploads, IOptions<JobOptions> options, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim places = new(options.Value.MaximumReceiving);

    /// <summary>Reads the file and what is behind it in the form.</summary>
    public async Task<Result<UploadJob>> ExecuteAsync(
        UploadRequest request, UploadForm form, UploadFile file, UploadSettings settings, Caller caller, CancellationToken cancellationToken)
    {
        if (!await places.WaitAsync(TimeSpan.Zero, cancellationToken))
            return UploadErrors.TooManyUploads;
        try
        {
            if (request.IdempotencyKey is { } key && await jobs.FindByKeyAsync(caller.TenantId, key, cancellationToken) is { } earlier)
                return SameUpload(earlier, request);
            var result = await ReceiveAsync(request, form, file, settings, caller, cancellationToken);
            if (result.TryGet(out _, out _))
                signal.Raise();
            return result;
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();

    private async Task<Result<UploadJob>> ReceiveAsync(
        UploadRequest request, UploadForm form, UploadFile file, UploadSettings settings, Caller caller, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (await CheckDatasetAsync(connection, settings, request, caller, cancellationToken) is { } unusable)
            return unusable;
        if (!(await jobs.FindRoomAsync(connection, caller.TenantId, cancellationToken)).TryGet(out var room, out var failure))
            return failure;

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var jobId = Guid.CreateVersion7(clock.GetUtcNow());
        await using var sent = new LimitedStream(file.Body, Math.Min(uploads.Value.MaximumBytes, room));
        if (await StoreAsync(connection, jobId, sent, cancellationToken) is { } unreadable)
            return unreadable;
        failure = await form.ReadRestAsync(cancellationToken);
        if (failure is not null || !form.Settings().TryGet(out var complete, out failure))
            return failure;
        if (complete.DatasetId != settings.DatasetId && await CheckDatasetAsync(connection, complete, request, caller, cancellationToken) is { } other)
            return other;
        // Others may have come while this file arrived.
        if (!(await jobs.FindRoomAsync(connection, caller.TenantId, cancellationToken)).TryGet(out room, out failure))
            return failure;
        if (sent.Count > room)
            return JobErrors.NoRoom;

        var job = NewJob(jobId, request, file, complete, sent.Count, caller);
        if (!await JobStore.TryInsertAsync(transaction, job, cancellationToken))
            return SameUpload((await jobs.FindByKeyAsync(caller.TenantId, request.IdempotencyKey!, cancellationToken))!, request);
        await transaction.CommitAsync(cancellationToken);
        return job;
    }

    private async Task<Failure?> StoreAsync(NpgsqlConnection connection, Guid jobId, LimitedStream sent, CancellationToken cancellationToken)
    {
        try
        {
            await JobChunks.WriteAsync(connection, jobId, sent, cancellationToken);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return UploadErrors.FileTooLarge(uploads.Value.MaximumBytes);
        }
        catch (Exception e) when (e is InvalidDataException or IOException && !cancellationToken.IsCancellationRequested)
        {
            return UploadErrors.BodyIncomplete;
        }

        if (sent.Exceeded)
            return sent.Count > uploads.Value.MaximumBytes ? UploadErrors.FileTooLarge(uploads.Value.MaximumBytes) : JobErrors.NoRoom;
        return sent.Count == 0 ? UploadErrors.FileEmpty : null;
    }

    private static async Task<Failure?> CheckDatasetAsync(
        NpgsqlConnection connection, UploadSettings settings, UploadRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (settings.DatasetId is not { } datasetId)
            return null;
        (await DatasetStore.FindForUploadAsync(connection, caller.TenantId, datasetId, request.PluginId, cancellationToken)).TryGet(out _, out var failure);
        return failure;
    }

    private static Result<UploadJob> SameUpload(UploadJob earlier, UploadRequest request) =>
        earlier.TableName == request.Table ? earlier : UploadErrors.IdempotencyKeyReused;

    private UploadJob NewJob(Guid jobId, UploadRequest request, UploadFile file, UploadSettings settings, long bytes, Caller caller)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new UploadJob
        {
            TenantId = caller.TenantId,
            JobId = jobId,
            Subject = caller.Subject,
            Role = caller.Role,
            PluginId = request.PluginId,
            TableName = request.Table,
            DatasetId = settings.DatasetId,
            Settings = JsonSerializer.Serialize(settings, JsonOptions.Snake),
            FileName = file.Name,
            IdempotencyKey = request.IdempotencyKey,
            BytesTotal = bytes,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }
}
