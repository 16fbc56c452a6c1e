using Microsoft.Extensions.Options;
using Npgsql;
using NlSql.Ingestion.Jobs;
using NlSql.Ingestion.Uploads;

namespace NlSql.Ingestion.Datasets;

/// <summary>Removes what is due, now and then: purged datasets, parts of nobody, forgotten keys, finished jobs.</summary>
internal sealed class DatasetSweeper(
    PurgeDatasets purge, SweepParts parts, IdempotencyKeys keys, JobStore jobs, IOptions<DatasetOptions> options, TimeProvider clock, ILogger<DatasetSweeper> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.SweepSeconds), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await purge.ExecuteAsync(stoppingToken);
                await parts.ExecuteAsync(stoppingToken);
                await keys.RemoveOldAsync(TimeSpan.FromDays(options.Value.IdempotencyDays), stoppingToken);
                await jobs.RemoveOldAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                Log.SweepInterrupted(logger, e.GetType().Name);
            }
        }
    }
}
