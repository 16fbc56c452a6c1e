using System.Text.Json;
using StackExchange.Redis;

namespace NlSql.Chat.Tests.Caching;

/// <summary>What replicas know of each other's answers.</summary>
[Collection(CachedChatService.Name)]
public sealed class RedisCacheTests(CachedChat chat) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await ForEachEntryAsync((redis, key) => redis.KeyDeleteAsync(key));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("revenue by region")]
    [InlineData("total revenue last 7 days")]
    [InlineData("revenue by day last 7 days")]
    public async Task Ask_AtAnotherReplica_IsAHitWithTheSameAnswer(string question)
    {
        var shop = await chat.OpenShopAsync();
        var replica = await chat.OpenReplicaAsync(shop);
        var first = await shop.AskAsync(question);
        await WrittenAsync(2);
        await shop.LoseRowsAsync();

        var second = await replica.AskAsync(question);

        Assert.Equal(("hit", "hit"), CacheOf(second));
        foreach (var property in new[] { "answer", "narrative", "explanation", "sql", "semantic_query", "interpretation", "assumptions", "confidence", "suggestions", "tier", "columns", "chart" })
            Assert.Equal(first.GetProperty(property).GetRawText(), second.GetProperty(property).GetRawText());
    }

    [Fact]
    public async Task Ask_RowsOfSqlAtAnotherReplica_AreExactlyTheSame()
    {
        var shop = await chat.OpenShopAsync();
        const string sql = """
            SELECT count(*) AS n, sum(total_amount) AS amount, 0.1::double precision AS part, true AS truth, NULL::text AS nothing, 'a "b"' AS words,
                   date '2025-03-04' AS day, timestamp '2025-03-04 05:06:07.89' AS moment, interval '1 month 2 days' AS length,
                   array_agg(DISTINCT region ORDER BY region) AS regions, '12345678901234567890123456789012345'::numeric AS long
            FROM sales
            """;
        var replica = await chat.OpenReplicaAsync(shop);
        var first = await shop.RunSqlAsync(sql);
        await WrittenAsync(1);

        var second = await replica.RunSqlAsync(sql);

        Assert.Equal("hit", CacheOf(second).Result);
        Assert.Equal(first.GetProperty("answer").GetRawText(), second.GetProperty("answer").GetRawText());
        Assert.Equal(first.GetProperty("columns").GetRawText(), second.GetProperty("columns").GetRawText());
    }

    [Fact]
    public async Task Ask_GarbageInRedis_IsAMiss()
    {
        var shop = await chat.OpenShopAsync();
        var replica = await chat.OpenReplicaAsync(shop);
        await shop.AskAsync("revenue by region");
        await WrittenAsync(2);
        await ForEachEntryAsync(async (redis, key) => await redis.HashSetAsync(key, "data", "garbage"));

        var answer = await replica.AskAsync("revenue by region");

        Assert.Equal(("miss", "miss"), CacheOf(answer));
        Assert.Equal(2, answer.GetProperty("row_count").GetInt32());
    }

    [Fact]
    public async Task Ask_EntryInTheWrongPlace_IsAMiss()
    {
        var shop = await chat.OpenShopAsync();
        var replica = await chat.OpenReplicaAsync(shop);
        await shop.RunSqlAsync("SELECT 1 FROM sales");
        await WrittenAsync(1);
        var other = await FirstEntryAsync();
        await shop.RunSqlAsync("SELECT 2 FROM sales");
        await WrittenAsync(2);
        await ForEachEntryAsync(async (redis, key) => await redis.HashSetAsync(key, "data", other));

        var answer = await replica.RunSqlAsync("SELECT 2 FROM sales");

        Assert.Equal(2, answer.GetProperty("answer")[0].EnumerateObject().Single().Value.GetInt32());
        Assert.Equal("miss", CacheOf(answer).Result);
    }

    private async Task WrittenAsync(int entries)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(chat.Redis);
        await Testing.Eventually.TrueAsync(() => Task.FromResult(Keys(redis).Count() >= entries), "entries are in Redis", TestContext.Current.CancellationToken);
    }

    private async Task<RedisValue> FirstEntryAsync()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(chat.Redis);
        return await redis.GetDatabase().HashGetAsync(Keys(redis).Single(), "data");
    }

    private async Task ForEachEntryAsync(Func<IDatabase, RedisKey, Task> change)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(chat.Redis);
        foreach (var key in Keys(redis).ToList())
            await change(redis.GetDatabase(), key);
    }

    private static IEnumerable<RedisKey> Keys(ConnectionMultiplexer redis) =>
        redis.GetServer(redis.GetEndPoints()[0]).Keys(redis.GetDatabase().Database, "nlsql:chat:*");

    private static (string? Plan, string? Result) CacheOf(JsonElement answer) =>
        (answer.GetProperty("cache").GetProperty("plan").GetString(), answer.GetProperty("cache").GetProperty("result").GetString());
}
