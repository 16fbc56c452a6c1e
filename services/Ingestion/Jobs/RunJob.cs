using Microsoft.Extensions.Options;
using Npgsql;
using NlSql.Ingestion.Uploads;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Jobs;

/// <summary>
/// Loads the file of a leased job. The job is marked as done in the transaction that publishes its version, by whoever still has its
/// lease: so it is published once, or not at all.
/// </summary>
internal sealed class RunJob(
    NpgsqlDataSource database, JobLeases leases, LoadUpload load, EndJob end, IOptions<JobOptions> options, TimeProvider clock, ILogger<RunJob> logger)
{
    // idle_in_transaction_session_timeout: Postgres took the transaction away.
    private const string FrozenTooLong = "25P03";

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    /// <summary>Runs the job until it has ended, is another's, or the service stops.</summary>
    public async Task ExecuteAsync(UploadJob job, CancellationToken stopping)
    {
        var progress = new UploadProgress();
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var done = new CancellationTokenSource();
        var beating = BeatAsync(job, progress, lost, done.Token);
        try
        {
            if (job.Attempts > options.Value.MaximumAttempts)
                await end.FailAsync(job, progress, JobErrors.Interrupted(job.Attempts - 1), stopping);
            else
                await LoadAsync(job, progress, lost, done);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await leases.GiveBackAsync(job, TimeSpan.Zero, counted: false, CancellationToken.None);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            Log.LeaseLost(logger, job.JobId);
        }
        finally
        {
            await done.CancelAsync();
            await beating;
        }
    }

    private async Task LoadAsync(UploadJob job, UploadProgress progress, CancellationTokenSource lost, CancellationTokenSource done)
    {
        try
        {
            var published = false;
            var work = WorkOf(job, progress, async (transaction, response, cancellation) =>
            {
                if (!await JobLeases.SucceedAsync(transaction, job, response, cancellation))
                    await lost.CancelAsync();
                lost.Token.ThrowIfCancellationRequested();
                // The job's row is ours until the commit, and no longer to be renewed after it.
                await done.CancelAsync();
                published = true;
            });
            var result = await load.ExecuteAsync(work, lost.Token);
            if (!result.TryGet(out var response, out var failure))
                await RefuseAsync(job, progress, failure, lost.Token);
            else if (published)
                await JobChunks.DeleteAsync(database, job.JobId, CancellationToken.None);
            else
                await end.SucceedAsync(job, response, lost.Token);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DiskFull)
        {
            await end.FailAsync(job, progress, JobErrors.StorageFull, lost.Token);
        }
        catch (Exception e) when (e is TimeoutException or IOException || (e is NpgsqlException n && (n.IsTransient || n is not PostgresException { SqlState: not FrozenTooLong })))
        {
            await RetryAsync(job, progress, e.GetType().Name, lost.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A job that meets a bug must not keep the worker from others.
            Log.Faulted(logger, job.JobId, e is PostgresException p ? p.SqlState : e.GetType().Name, e.StackTrace);
            await end.FailAsync(job, progress, JobErrors.Faulted, lost.Token);
        }
    }

    private async Task RefuseAsync(UploadJob job, UploadProgress progress, Failure failure, CancellationToken cancellationToken)
    {
        if (failure.Kind == FailureKind.Unavailable)
            await RetryAsync(job, progress, failure.Code, cancellationToken);
        else
            await end.FailAsync(job, progress, failure, cancellationToken);
    }

    private async Task RetryAsync(UploadJob job, UploadProgress progress, string reason, CancellationToken cancellationToken)
    {
        Log.Interrupted(logger, job.JobId, job.Attempts, reason);
        if (job.Attempts >= options.Value.MaximumAttempts)
            await end.FailAsync(job, progress, JobErrors.Interrupted(job.Attempts), cancellationToken);
        else
            await leases.GiveBackAsync(job, DelayAfter(job.Attempts), counted: true, cancellationToken);
    }

    private UploadWork WorkOf(UploadJob job, UploadProgress progress, Func<NpgsqlTransaction, UploadResponse, CancellationToken, Task> beforeCommit)
    {
        var settings = job.ReadSettings();
        return new UploadWork
        {
            Caller = job.Caller,
            PluginId = job.PluginId,
            Table = job.TableName,
            IdempotencyKey = job.IdempotencyKey,
            Settings = settings,
            FileName = job.FileName,
            Body = JobChunks.Read(database, job),
            Progress = progress,
            StartedAt = clock.GetTimestamp(),
            CompleteSettings = (failure, _) => Task.FromResult<Result<UploadSettings>>(failure is null ? settings : failure),
            BeforeCommit = beforeCommit,
        };
    }

    /// <summary>Says how far the job is and keeps it; ends the work when the job is no longer ours.</summary>
    private async Task BeatAsync(UploadJob job, UploadProgress progress, CancellationTokenSource lost, CancellationToken done)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(done))
            {
                try
                {
                    if (!await leases.RenewAsync(job, progress, done))
                    {
                        await lost.CancelAsync();
                        return;
                    }
                }
                catch (Exception e) when (e is NpgsqlException or TimeoutException)
                {
                    // While the database is away, nobody else can take the job either.
                    Log.BeatMissed(logger, job.JobId, e.GetType().Name);
                }
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The job has ended.
        }
    }

    private static TimeSpan DelayAfter(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(LongestDelay.TotalSeconds, Math.Pow(2, Math.Min(attempts - 1, 16))));
}
