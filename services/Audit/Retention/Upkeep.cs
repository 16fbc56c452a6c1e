using Microsoft.Extensions.Options;
using NlSql.Audit.Heads;
using Npgsql;

namespace NlSql.Audit.Retention;

/// <summary>What has to happen to the trail from time to time: months made ahead, heads exported, old months left behind.</summary>
internal sealed class Upkeep(Months months, ExportHeads export, IOptions<AuditOptions> options, TimeProvider clock, ILogger<Upkeep> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(options.Value.ExportMinutes), clock);
        do
        {
            try
            {
                await months.MakeAheadAsync(stoppingToken);
                await export.RunAsync(stoppingToken);
                await months.DropAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or UnauthorizedAccessException)
            {
                Log.Interrupted(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
