using Microsoft.Extensions.Options;
using Npgsql;

namespace NlSql.Chat.Conversations;

/// <summary>Purges deleted conversations, now and then.</summary>
internal sealed class ConversationSweeper(PurgeConversations purge, IOptions<ConversationOptions> options, TimeProvider clock, ILogger<ConversationSweeper> logger)
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
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                Log.SweepInterrupted(logger, e.GetType().Name);
            }
        }
    }
}
