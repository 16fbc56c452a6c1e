using NlSql.Insights.Jobs;
using Npgsql;

namespace NlSql.Insights.Schedules;

/// <summary>Plans schedules and turns what is due into jobs. Every replica does; the store sees to it that each due time is taken once.</summary>
internal sealed class ScheduleWorker(PlanSchedules plan, ScheduleStore schedules, JobStore jobs, TimeProvider clock, ILogger<ScheduleWorker> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenPlans = TimeSpan.FromSeconds(30);

    private int asked = 1;

    /// <summary>Plans at the next look: there is new data, perhaps of a new dataset.</summary>
    public void Plan() => Interlocked.Exchange(ref asked, 1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var planned = clock.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (Interlocked.Exchange(ref asked, 0) == 1 || clock.GetElapsedTime(planned) >= BetweenPlans)
                {
                    planned = clock.GetTimestamp();
                    await plan.RunAsync(stoppingToken);
                }

                while (await schedules.TakeDueAsync(jobs, stoppingToken) > 0)
                    jobs.Wake();
                await Task.Delay(BetweenLooks, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException e)
            {
                Log.ScheduleInterrupted(logger, e.GetType().Name);
                Plan();
                await Task.Delay(BetweenLooks, clock, stoppingToken);
            }
        }
    }
}
