using System.Text.Json;
using NlSql.Insights.Runs;
using Npgsql;
using Polly;

namespace NlSql.Insights.Jobs;

/// <summary>Runs the rules of datasets that have new data or rules that are due, one dataset at a time.</summary>
internal sealed class JobWorker(JobStore jobs, RunInsights run, ILogger<JobWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await jobs.TakeAsync(stoppingToken) is { } job)
                    await WorkAsync(job, stoppingToken);
                else
                    await jobs.WaitAsync(Idle, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException e)
            {
                Log.WorkerInterrupted(logger, e.GetType().Name);
                await Task.Delay(Idle, stoppingToken);
            }
        }
    }

    private async Task WorkAsync(LeasedJob job, CancellationToken cancellationToken)
    {
        try
        {
            await run.ForJobAsync(job, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or ExecutionRejectedException or NpgsqlException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.JobFailed(logger, job.DatasetId, job.Version, job.Attempts, e.GetType().Name);
            await jobs.GiveBackAsync(job, cancellationToken);
        }
    }
}
