using NlSql.Ingestion.Jobs;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Uploads;

/// <summary>Takes a request with a file and answers what was made of it: all of the file is loaded, or nothing.</summary>
internal sealed class UploadTable(
    LoadUpload load, ReceiveUpload receive, KeepFinished keepFinished, UploadSlots slots, UploadAudit audit, TimeProvider clock, ILogger<UploadTable> logger)
{
    /// <summary>Reads the request's form, and loads its file or keeps it for a job.</summary>
    public async Task<Result<UploadOutcome>> ExecuteAsync(UploadRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var startedAt = clock.GetTimestamp();
        var result = await UploadAsync(request, caller, startedAt, cancellationToken);
        if (result.TryGet(out var outcome, out var failure))
        {
            if (outcome.Response is { Unchanged: true } same)
                await audit.RecordUnchangedAsync(caller, same, startedAt, cancellationToken);
            return outcome;
        }

        Log.Refused(logger, request.Http.Path, failure.Code);
        // The client may be gone; the trail still says what became of the upload.
        await audit.RecordRefusalAsync(caller, request.PluginId, request.Table, failure, startedAt, CancellationToken.None);
        return failure;
    }

    private async Task<Result<UploadOutcome>> UploadAsync(UploadRequest request, Caller caller, long startedAt, CancellationToken cancellationToken)
    {
        if (await load.FindEarlierAsync(caller, request.PluginId, request.Table, request.IdempotencyKey, cancellationToken) is { } earlier)
            return UploadOutcome.Of(earlier);
        if (!UploadForm.Of(request.Http).TryGet(out var form, out var failure)
            || !(await form.FindFileAsync(cancellationToken)).TryGet(out var file, out failure)
            || !form.Settings().TryGet(out var settings, out failure))
            return failure;
        if (settings.Async)
            return UploadOutcome.Of(await receive.ExecuteAsync(request, form, file, settings, caller, cancellationToken));
        using var slot = slots.TryTake(caller.TenantId);
        if (slot is null)
            return UploadErrors.TooManyUploads;
        var work = new UploadWork
        {
            Caller = caller,
            PluginId = request.PluginId,
            Table = request.Table,
            IdempotencyKey = request.IdempotencyKey,
            Settings = settings,
            FileName = file.Name,
            Body = file.Body,
            Progress = new UploadProgress(),
            StartedAt = startedAt,
            CompleteSettings = (stopped, cancellation) => ReadLateFieldsAsync(form, settings, stopped, cancellation),
        };
        var result = await load.ExecuteAsync(work, cancellationToken);
        if (result.TryGet(out var response, out _) && form.Settings().TryGet(out var late, out _) && late.Async)
            return new UploadOutcome(null, await keepFinished.ExecuteAsync(request, file.Name, late, response, caller, cancellationToken));
        return UploadOutcome.Of(result);
    }

    /// <summary>Fields may stand behind the file; only how bad rows are treated must be known before.</summary>
    private static async Task<Result<UploadSettings>> ReadLateFieldsAsync(
        UploadForm form, UploadSettings settings, Failure? failure, CancellationToken cancellationToken)
    {
        if (failure is not null && failure.Code != UploadErrors.RowsRejectedCode)
            return failure;
        var broken = await form.ReadRestAsync(cancellationToken);
        if (broken is not null || !form.Settings().TryGet(out var late, out broken))
            return failure ?? broken;
        if (late.Source != settings.Source)
            return UploadErrors.FieldAfterFile;
        if (failure is null)
            return late;
        return late.SkipBadRows && !settings.SkipBadRows ? UploadErrors.FieldAfterFile : failure;
    }
}

/// <summary>What came of an upload's request: a version, or a job that will make one.</summary>
internal sealed record UploadOutcome(UploadResponse? Response, UploadJob? Job)
{
    public static Result<UploadOutcome> Of(Result<UploadResponse> result) =>
        result.TryGet(out var response, out var failure) ? new UploadOutcome(response, null) : failure;

    public static Result<UploadOutcome> Of(Result<UploadJob> result) => result.TryGet(out var job, out var failure) ? new UploadOutcome(null, job) : failure;
}
