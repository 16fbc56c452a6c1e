using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using NlSql.Gateway.Tests.Callers;
using NlSql.Testing;
using NlSql.Testing.Servers;
using StackExchange.Redis;

namespace NlSql.Gateway.Tests.Counts;

/// <summary>Two gateways with one Redis, which can be taken away. Each takes two of everything at once, and more only after minutes.</summary>
public sealed class TwoGateways(TestServers servers) : CredentialGateway(servers)
{
    private OwnServer? redis;

    internal HttpClient One => Client;

    internal HttpClient Other { get; private set; } = null!;

    internal OwnServer Redis => redis!;

    /// <summary>As StackExchange.Redis writes it.</summary>
    internal string RedisConfiguration => $"127.0.0.1:{Redis.Port},password={Redis.Password}";

    protected override string FailuresPerMinute => "3";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public override async ValueTask InitializeAsync()
    {
        redis = await OwnServer.StartRedisAsync(Cancellation);
        await base.InitializeAsync();
        Other = Open();
        await CountTogetherAsync();
    }

    /// <summary>Done when each gateway knows of what the other has let through. It moves the clock, so that Redis is tried again.</summary>
    internal async Task CountTogetherAsync()
    {
        foreach (var (asked, refusing) in new[] { (One, Other), (Other, One) })
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    var key = AddKey("acme", "editor");
                    await SendAsync(asked, key);
                    await SendAsync(asked, key);
                    return (await SendAsync(refusing, key)).Status == HttpStatusCode.TooManyRequests;
                },
                "the gateways to count together",
                Cancellation);
        }
    }

    /// <summary>What was counted until now counts no more.</summary>
    internal async Task ForgetAsync()
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(RedisConfiguration);
        await connection.GetDatabase().KeyDeleteAsync(KeysIn(connection));
        Clock.Move(TimeSpan.FromMinutes(1));
    }

    internal static RedisKey[] KeysIn(ConnectionMultiplexer redis) => [.. redis.GetServers().Single().Keys(pattern: "nlsql:*")];

    internal static async Task<(HttpStatusCode Status, string? Code, TimeSpan? RetryAfter)> SendAsync(HttpClient gateway, string key, string path = "/sql")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await gateway.SendAsync(request, Cancellation);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return (response.StatusCode, body.TryGetProperty("code", out var code) ? code.GetString() : null, response.Headers.RetryAfter?.Delta);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (redis is not null)
            await redis.DisposeAsync();
    }

    protected override void Configure(IWebHostBuilder host)
    {
        base.Configure(host);
        host.UseSetting("NlSql:Rates:QuestionsPerMinute", "1").UseSetting("NlSql:Rates:QuestionBurst", "2").UseSetting("NlSql:Rates:QueriesPerMinute", "2").UseSetting("NlSql:Rates:UploadsPerHour", "2")
            .UseSetting("ConnectionStrings:redis", RedisConfiguration)
            // A test machine that is busy is not a Redis that does not answer.
            .UseSetting("NlSql:Counts:RedisMilliseconds", "5000");
    }
}
