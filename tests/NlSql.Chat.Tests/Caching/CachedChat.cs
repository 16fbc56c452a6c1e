using NlSql.Testing.Servers;

namespace NlSql.Chat.Tests.Caching;

/// <summary>The chat service with a Redis database of its own.</summary>
public sealed class CachedChat(TestServers servers) : ChatFixture(servers)
{
    /// <summary>The configuration of the Redis database.</summary>
    internal string Redis { get; private set; } = "";

    /// <summary>Another replica: the same Redis, nothing in its own memory.</summary>
    internal async Task<Shop> OpenReplicaAsync(Shop shop) => shop.At(await OtherAsync(new Dictionary<string, string> { ["NlSql:Replica"] = shop.Tenant }));

    protected override async Task<IReadOnlyDictionary<string, string>> SettingsAsync(CancellationToken cancellationToken)
    {
        Redis = await Servers.CreateRedisDatabaseAsync();
        // A test machine that is busy is not a Redis that does not answer.
        return new Dictionary<string, string> { ["ConnectionStrings:redis"] = Redis, ["NlSql:Cache:RedisMilliseconds"] = "5000" };
    }
}

/// <summary>One service with Redis for all classes that ask it.</summary>
[CollectionDefinition(Name)]
public sealed class CachedChatService : ICollectionFixture<CachedChat>
{
    public const string Name = "chat with redis";
}
