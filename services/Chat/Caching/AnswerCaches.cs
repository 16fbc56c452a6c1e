using System.Diagnostics.Metrics;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using NlSql.ServiceDefaults.Identity;
using ZiggyCreatures.Caching.Fusion;
using ZiggyCreatures.Caching.Fusion.Serialization.SystemTextJson;

namespace NlSql.Chat.Caching;

/// <summary>
/// Two levels: this process, bounded, and Redis, which replicas share. Questions that arrive together find out once. Without Redis, or
/// when it is slow, everything goes on with the first level alone.
/// </summary>
internal sealed class AnswerCaches : IDisposable
{
    private static readonly Meter Meter = new("NlSql.Chat");
    private static readonly Counter<long> Lookups = Meter.CreateCounter<long>("nlsql.chat.cache.lookups", description: "Look-ups by cache and outcome");

    private readonly CacheOptions settings;
    private readonly MemoryCache memory;
    private readonly FusionCache cache;
    private readonly FusionCacheEntryOptions usual;

    public AnswerCaches(IOptions<CacheOptions> options, IDistributedCache redis, InstallationKey key, ILogger<FusionCache> logger)
    {
        settings = options.Value;
        memory = new MemoryCache(new MemoryCacheOptions { SizeLimit = settings.MemoryMegabytes * 1024L * 1024 });
        usual = new FusionCacheEntryOptions
        {
            Size = settings.LargestEntryKilobytes * 1024L,
            MemoryLockTimeout = TimeSpan.FromSeconds(settings.WaitSeconds),
            DistributedCacheSoftTimeout = TimeSpan.FromMilliseconds(settings.RedisMilliseconds),
            DistributedCacheHardTimeout = TimeSpan.FromMilliseconds(settings.RedisMilliseconds),
            AllowBackgroundDistributedCacheOperations = true,
            ReThrowDistributedCacheExceptions = false,
            ReThrowSerializationExceptions = false,
            IsFailSafeEnabled = false,
            SkipBackplaneNotifications = true,
        };
        cache = new FusionCache(
            new FusionCacheOptions
            {
                CacheName = "nlsql-chat",
                DisableTagging = true,
                EnableAutoRecovery = false,
                DistributedCacheCircuitBreakerDuration = TimeSpan.FromSeconds(settings.RedisBreakSeconds),
                DistributedCacheErrorsLogLevel = LogLevel.Debug,
                DistributedCacheSyntheticTimeoutsLogLevel = LogLevel.Debug,
                SerializationErrorsLogLevel = LogLevel.Debug,
                DefaultEntryOptions = usual,
            },
            memory,
            logger);
        cache.SetupDistributedCache(redis, new SealedSerializer(new FusionCacheSystemTextJsonSerializer(CachedRowsConverter.Options), key.Derive("answer-cache")));
    }

    /// <summary>The entry under a key, found out when it is not known.</summary>
    /// <param name="name">The cache's name for metrics: plan or result.</param>
    /// <param name="key">The key.</param>
    /// <param name="seconds">For how long it is kept; 0 for not at all.</param>
    /// <param name="find">Finds it out. An entry without a size is given and forgotten.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    public async Task<(T Entry, CacheOutcome Outcome)> GetAsync<T>(string name, string key, int seconds, Func<CancellationToken, Task<T>> find, CancellationToken cancellationToken)
        where T : CacheEntry
    {
        if (!settings.Enabled || seconds == 0)
            return (await find(cancellationToken), Counted(name, CacheOutcome.Off));
        var found = false;
        var entry = await cache.GetOrSetAsync<T>(
            key,
            async (context, token) =>
            {
                found = true;
                var made = await find(token);
                if (made.Size is { } size && size <= settings.LargestEntryKilobytes * 1024L)
                    context.Options.Size = size;
                else
                    context.Options.SetSkipMemoryCacheWrite(true).SetSkipDistributedCacheWrite(true, null);
                return made;
            },
            usual.Duplicate(TimeSpan.FromSeconds(seconds)),
            token: cancellationToken);
        if (entry.Key == key)
            return (entry, Counted(name, found ? CacheOutcome.Miss : CacheOutcome.Hit));
        return (await find(cancellationToken), Counted(name, CacheOutcome.Miss));
    }

    public void Dispose()
    {
        cache.Dispose();
        memory.Dispose();
    }

    private static CacheOutcome Counted(string name, CacheOutcome outcome)
    {
        Lookups.Add(1, new("cache", name), new("outcome", outcome.ToString().ToLowerInvariant()));
        return outcome;
    }
}
