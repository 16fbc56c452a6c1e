using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using NlSql.ServiceDefaults.Identity;
using StackExchange.Redis;

namespace NlSql.Gateway.Counts;

/// <summary>
/// What the gateways of an installation count together, in Redis, one round trip each. It comes on top of what a gateway counts by itself, so it can only make a limit stricter:
/// where Redis is not configured or does not answer, each gateway's own count is left. Then Redis is left alone for some seconds, and one request tries it again.
/// </summary>
/// <param name="redis">The connection, once it is made; null where there is none.</param>
/// <param name="key">The installation's key: nobody who reads Redis learns whose counts there are.</param>
/// <param name="options">How long to wait, and how long not to try again.</param>
/// <param name="clock">The clock for that.</param>
/// <param name="logger">Told when counting together ends and begins.</param>
internal sealed class SharedCounts(Task<IConnectionMultiplexer>? redis, InstallationKey key, IOptions<CountOptions> options, TimeProvider clock, ILogger<SharedCounts> logger)
{
    private readonly byte[] naming = key.Derive("shared-counts");
    private readonly TimeSpan patience = TimeSpan.FromMilliseconds(options.Value.RedisMilliseconds);
    private readonly TimeSpan pause = TimeSpan.FromSeconds(options.Value.RedisBreakSeconds);

    // When Redis last did not answer, as the clock's timestamp; 0 while it does.
    private long silent;

    /// <summary>Takes one out of a bucket that gets one back each period.</summary>
    /// <param name="name">What the bucket holds.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="size">What it holds when it is full.</param>
    /// <param name="period">How long it takes to get one back.</param>
    /// <returns>Zero when it held one, and when it cannot be asked; else how long until it does.</returns>
    public Task<TimeSpan> TakeAsync(string name, string owner, int size, TimeSpan period) => AskAsync(CountScripts.Take, name, owner, size, period);

    /// <summary>Counts one in a window of time that begins with the first.</summary>
    /// <param name="name">What is counted.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="most">How many there may be.</param>
    /// <param name="window">For how long they are counted.</param>
    /// <returns>Zero when it is not too many, and when Redis cannot be asked; else how long the window lasts.</returns>
    public Task<TimeSpan> CountAsync(string name, string owner, int most, TimeSpan window) => AskAsync(CountScripts.Count, name, owner, most, window);

    private async Task<TimeSpan> AskAsync(string script, string name, string owner, int number, TimeSpan time)
    {
        if (redis is not { IsCompletedSuccessfully: true } || !MayAsk())
            return TimeSpan.Zero;
        try
        {
            var connection = await redis;
            var wait = (long)await connection.GetDatabase().ScriptEvaluateAsync(script, [KeyOf(name, owner)], [number, (long)time.TotalMicroseconds]).WaitAsync(patience);
            if (Volatile.Read(ref silent) != 0 && Interlocked.Exchange(ref silent, 0) != 0)
                Log.CountsTogether(logger);
            return TimeSpan.FromMicroseconds(wait);
        }
        catch (Exception e) when (e is RedisException or RedisCommandException or TimeoutException or ObjectDisposedException)
        {
            if (Interlocked.Exchange(ref silent, clock.GetTimestamp()) == 0)
                Log.CountsAlone(logger, e.GetType().Name);
            return TimeSpan.Zero;
        }
    }

    /// <summary>While Redis is silent, one request after each pause.</summary>
    private bool MayAsk()
    {
        var since = Volatile.Read(ref silent);
        return since == 0 || (clock.GetElapsedTime(since) >= pause && Interlocked.CompareExchange(ref silent, clock.GetTimestamp(), since) == since);
    }

    // Callers and addresses are few enough to be guessed from a hash that anybody can make.
    private RedisKey KeyOf(string name, string owner) => $"nlsql:gateway:{name}:{Convert.ToHexStringLower(HMACSHA256.HashData(naming, Encoding.UTF8.GetBytes(owner)))}";
}
