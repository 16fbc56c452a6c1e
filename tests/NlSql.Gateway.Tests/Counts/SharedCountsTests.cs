using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NlSql.Gateway.Callers;
using StackExchange.Redis;

namespace NlSql.Gateway.Tests.Counts;

/// <summary>Gateways of one installation hold a caller back together, and each by itself while Redis is away.</summary>
public sealed class SharedCountsTests(TwoGateways gateways) : IClassFixture<TwoGateways>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/chat", 60)]
    [InlineData("/sql", 30)]
    [InlineData("/upload/sales", 1800)]
    public async Task Send_MoreThanTheLimitToBothGateways_IsToldToWaitByBoth(string path, int period)
    {
        var (one, other) = (gateways.AddKey("acme", "editor"), gateways.AddKey("acme", "editor"));
        Assert.Equal(HttpStatusCode.OK, (await TwoGateways.SendAsync(gateways.One, one, path)).Status);
        Assert.Equal(HttpStatusCode.OK, (await TwoGateways.SendAsync(gateways.Other, one, path)).Status);

        foreach (var gateway in new[] { gateways.One, gateways.Other })
        {
            var (status, code, retryAfter) = await TwoGateways.SendAsync(gateway, one, path);
            Assert.Equal((HttpStatusCode.TooManyRequests, "gateway.too-many-requests"), (status, code));
            Assert.InRange(retryAfter!.Value.TotalSeconds, 1, period);
            Assert.Equal(HttpStatusCode.OK, (await TwoGateways.SendAsync(gateway, other, path)).Status);
        }
    }

    [Fact]
    public async Task Send_WrongKeysToBothGateways_AreToldToWaitByBothAndRightOnesAreNot()
    {
        await gateways.ForgetAsync();
        var right = gateways.AddKey("acme", "editor");
        foreach (var gateway in new[] { gateways.One, gateways.Other, gateways.One })
            Assert.Equal((HttpStatusCode.Unauthorized, "gateway.credential-invalid", null), await TwoGateways.SendAsync(gateway, ApiKey.Create().Key));

        foreach (var gateway in new[] { gateways.Other, gateways.One })
        {
            var (status, code, retryAfter) = await TwoGateways.SendAsync(gateway, ApiKey.Create().Key);
            Assert.Equal((HttpStatusCode.TooManyRequests, "gateway.too-many-failures"), (status, code));
            Assert.InRange(retryAfter!.Value.TotalSeconds, 1, 60);
        }

        Assert.Equal(HttpStatusCode.OK, (await TwoGateways.SendAsync(gateways.One, right)).Status);
    }

    [Fact]
    public async Task Redis_WhatIsCounted_IsThereWithoutNamesAndForAWhile()
    {
        await gateways.ForgetAsync();
        await TwoGateways.SendAsync(gateways.One, gateways.AddKey("acme", "editor"), "/chat");
        await TwoGateways.SendAsync(gateways.One, ApiKey.Create().Key);

        await using var connection = await ConnectionMultiplexer.ConnectAsync(gateways.RedisConfiguration);
        var database = connection.GetDatabase();
        foreach (var key in TwoGateways.KeysIn(connection))
        {
            Assert.Matches("^nlsql:gateway:[A-Za-z]+:[0-9a-f]{64}$", key.ToString());
            Assert.Matches("^[0-9]+$", (await database.StringGetAsync(key)).ToString());
            Assert.NotNull(await database.KeyTimeToLiveAsync(key));
        }

        Assert.Superset(new HashSet<string> { "Questions", "failures" }, TwoGateways.KeysIn(connection).Select(key => key.ToString().Split(':')[2]).ToHashSet());
    }

    [Fact]
    public async Task Send_SomethingElseInRedis_CountsAsNothingAndIsOverwritten()
    {
        await gateways.ForgetAsync();
        var key = gateways.AddKey("acme", "editor");
        await TwoGateways.SendAsync(gateways.One, key);
        await TwoGateways.SendAsync(gateways.One, key);
        await TwoGateways.SendAsync(gateways.One, ApiKey.Create().Key);
        await using var connection = await ConnectionMultiplexer.ConnectAsync(gateways.RedisConfiguration);
        foreach (var entry in TwoGateways.KeysIn(connection))
        {
            await connection.GetDatabase().KeyDeleteAsync(entry);
            await connection.GetDatabase().HashSetAsync(entry, "data", "garbage");
        }

        Assert.Equal(HttpStatusCode.OK, (await TwoGateways.SendAsync(gateways.Other, key)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await TwoGateways.SendAsync(gateways.Other, ApiKey.Create().Key)).Status);
        Assert.Equal(HttpStatusCode.OK, (await TwoGateways.SendAsync(gateways.Other, key)).Status);
        foreach (var entry in TwoGateways.KeysIn(connection))
            Assert.Equal(RedisType.String, await connection.GetDatabase().KeyTypeAsync(entry));
    }

    [Theory]
    [InlineData("killed")]
    [InlineData("frozen")]
    public async Task Send_RedisGoesAway_IsCountedByEachGatewayAloneUntilItIsBack(string fault)
    {
        var key = gateways.AddKey("acme", "editor");
        Assert.Equal(HttpStatusCode.OK, (await TwoGateways.SendAsync(gateways.One, key)).Status);
        if (fault == "killed")
            await gateways.Redis.KillAsync();
        else
            gateways.Redis.Freeze();

        Assert.Equal(HttpStatusCode.OK, (await TwoGateways.SendAsync(gateways.One, key)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await TwoGateways.SendAsync(gateways.One, key)).Status);
        Assert.Equal(HttpStatusCode.OK, (await TwoGateways.SendAsync(gateways.Other, key)).Status);
        Assert.Equal(HttpStatusCode.OK, (await TwoGateways.SendAsync(gateways.Other, key)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await TwoGateways.SendAsync(gateways.Other, key)).Status);
        Assert.Contains("gateway: redis is degraded.", await ReasonsAsync());

        if (fault == "killed")
            await gateways.Redis.StartAgainAsync(Cancellation);
        else
            gateways.Redis.Thaw();
        await gateways.CountTogetherAsync();
        Assert.DoesNotContain("gateway: redis is degraded.", await ReasonsAsync());
    }

    private async Task<IEnumerable<string?>> ReasonsAsync() =>
        (await gateways.One.GetFromJsonAsync<JsonElement>("/health", Cancellation)).GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString());
}
