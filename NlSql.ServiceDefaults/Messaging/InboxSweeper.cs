using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace NlSql.ServiceDefaults.Messaging;

/// <summary>Forgets taken messages after 30 days: longer than any redelivery or replay from an error queue.</summary>
internal sealed class InboxSweeper(NpgsqlDataSource database, TimeProvider clock, ILogger<InboxSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(stoppingToken);
                await connection.ExecuteAsync(new CommandDefinition(
                    "DELETE FROM inbox WHERE at < @limit", new { limit = (clock.GetUtcNow() - Kept).UtcDateTime }, cancellationToken: stoppingToken));
            }
            catch (NpgsqlException e)
            {
                Log.RelayInterrupted(logger, e.GetType().Name);
            }
        }
    }
}
