using Microsoft.Extensions.Logging;

namespace NlSql.ServiceDefaults.Messaging;

/// <summary>
/// Has the relay connect anew when messages wait and nothing was heard for 30 seconds: a half-open connection or a blocked channel
/// must not stop the relay for ever.
/// </summary>
internal sealed class BrokerWatchdog(TimeProvider clock, ILogger<BrokerWatchdog> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private long silentSince = clock.GetTimestamp();

    /// <summary>Takes what a look at the outbox came to; true when it is time to connect anew.</summary>
    public bool IsStuckAfter(RelayRound round)
    {
        if (round.Rows == 0 || round.BrokerAnswered)
        {
            silentSince = clock.GetTimestamp();
            return false;
        }

        var silence = clock.GetElapsedTime(silentSince);
        if (silence < Patience)
            return false;
        Log.BrokerSilent(logger, (int)silence.TotalSeconds);
        silentSince = clock.GetTimestamp();
        return true;
    }
}
