using Microsoft.Extensions.Options;
using Npgsql;
using NlSql.Ingestion.Uploads;

namespace NlSql.Ingestion.Jobs;

/// <summary>Works jobs off: a few at once, within the slots that all uploads of this process share.</summary>
internal sealed class JobWorker(
    JobLeases leases, RunJob run, UploadSlots slots, JobSignal signal, IOptions<JobOptions> options, ILogger<JobWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            running.RemoveAll(task => task.IsCompleted);
            try
            {
                if (running.Count < options.Value.MaximumRunning && await TryStartAsync(stoppingToken) is { } started)
                    running.Add(started);
                else
                    await signal.WaitAsync(Idle, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                Log.WorkerInterrupted(logger, e.GetType().Name);
                await Task.WhenAny(Task.Delay(Idle, stoppingToken));
            }
        }

        await Task.WhenAll(running);
    }

    private async Task<Task?> TryStartAsync(CancellationToken stopping)
    {
        if (slots.FullTenants() is not { } full || await leases.TakeAsync(full, stopping) is not { } job)
            return null;
        if (slots.TryTake(job.TenantId) is { } slot)
            return RunAsync(job, slot, stopping);
        // A request has taken the slot in between.
        await leases.GiveBackAsync(job, Idle, counted: false, stopping);
        return null;
    }

    private async Task RunAsync(UploadJob job, IDisposable slot, CancellationToken stopping)
    {
        using (slot)
        {
            try
            {
                await run.ExecuteAsync(job, stopping);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                // What became of the job could not be written down: its lease runs out, and it is begun anew.
                Log.WorkerInterrupted(logger, e.GetType().Name);
            }
        }

        signal.Raise();
    }
}
