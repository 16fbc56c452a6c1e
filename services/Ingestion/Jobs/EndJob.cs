using Npgsql;
using NlSql.Ingestion.Uploads;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Jobs;

/// <summary>Ends jobs that publish nothing: refused, cancelled, or the same as what exists. Each leaves its record in the trail.</summary>
internal sealed class EndJob(NpgsqlDataSource database, UploadAudit audit, TimeProvider clock, ILogger<EndJob> logger)
{
    /// <summary>Ends a job whose file was loaded before. Without effect when the job is no longer the worker's.</summary>
    public async Task SucceedAsync(UploadJob job, UploadResponse response, CancellationToken cancellationToken)
    {
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            if (!await JobLeases.SucceedAsync(transaction, job, response, cancellationToken))
                return;
            await audit.EnqueueUnchangedAsync(transaction, job.Caller, response, (clock.GetUtcNow().UtcDateTime - job.CreatedAt).TotalMilliseconds, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await JobChunks.DeleteAsync(database, job.JobId, cancellationToken);
    }

    /// <summary>Ends a job that cannot be loaded. Without effect when the job is no longer the worker's.</summary>
    public async Task FailAsync(UploadJob job, UploadProgress progress, Failure failure, CancellationToken cancellationToken)
    {
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            if (!await JobLeases.FailAsync(transaction, job, progress, JobProblem.Of(job, failure), cancellationToken))
                return;
            await RecordAsync(transaction, job, failure, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        Log.Failed(logger, job.JobId, failure.Code);
        await JobChunks.DeleteAsync(database, job.JobId, cancellationToken);
    }

    /// <summary>Cancels a job that has not ended: from the commit on, its worker can publish nothing.</summary>
    public async Task<Failure?> CancelAsync(Caller caller, Guid jobId, CancellationToken cancellationToken)
    {
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            // Waits for a worker that is just publishing.
            if (await JobStore.LockAsync(transaction, caller.TenantId, jobId, cancellationToken) is not { } job)
                return JobErrors.Unknown(jobId);
            if (job.FinishedAt is not null)
                return JobErrors.Finished(jobId, job.State);
            await JobStore.MarkCancelledAsync(transaction, job, JobProblem.Of(job, JobErrors.Cancelled), cancellationToken);
            await RecordAsync(transaction, job with { Subject = caller.Subject }, JobErrors.Cancelled, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        Log.Cancelled(logger, jobId);
        await JobChunks.DeleteAsync(database, jobId, cancellationToken);
        return null;
    }

    private Task RecordAsync(NpgsqlTransaction transaction, UploadJob job, Failure failure, CancellationToken cancellationToken) =>
        audit.EnqueueRefusalAsync(
            transaction, job.Caller, job.PluginId, job.TableName, failure, (clock.GetUtcNow().UtcDateTime - job.CreatedAt).TotalMilliseconds, cancellationToken);
}
