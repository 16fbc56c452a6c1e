using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Options;
using StackExchange.Redis;

namespace NlSql.Chat.Caching;

/// <summary>What remembering answers is made of.</summary>
internal static class CachingServices
{
    private static readonly (string Variable, string Setting)[] Variables =
    [
        ("CACHE_ENABLED", nameof(CacheOptions.Enabled)),
        ("LLM_SQL_CACHE_TTL_SECONDS", nameof(CacheOptions.PlanSeconds)),
        ("DB_RESULT_CACHE_TTL_SECONDS", nameof(CacheOptions.ResultSeconds)),
    ];

    public static void AddAnswerCaches(this WebApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(builder.Configuration.ReadVariables(CacheOptions.Section, Variables));
        builder.AddValidatedOptions<CacheOptions>(CacheOptions.Section);
        builder.AddRedisClient("redis");
        builder.Services.AddSingleton<IDistributedCache>(services => new RedisCache(new RedisCacheOptions
        {
            // The first connection may take seconds; no question waits for it.
            ConnectionMultiplexerFactory = () => Task.Run(services.GetRequiredService<IConnectionMultiplexer>),
            InstanceName = "nlsql:chat:",
        }));
        builder.Services.AddSingleton<AnswerCaches>();
        builder.Services.AddSingleton<PlanCache>();
        builder.Services.AddSingleton<ResultCache>();
        builder.Services.AddSingleton<NarrativeCache>();
    }
}
