using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using NlSql.Gateway.Tests.Callers;
using NlSql.Testing.Servers;

namespace NlSql.Gateway.Tests.Routing;

/// <summary>Who asks too often is told to wait; nobody else is.</summary>
public sealed class RateTests(HurriedGateway gateway) : IClassFixture<HurriedGateway>
{
    [Theory]
    [InlineData("/chat")]
    [InlineData("/sql")]
    [InlineData("/upload/sales")]
    public async Task Send_MoreThanTheLimit_IsToldToWaitAndOtherKeysAreNot(string path)
    {
        var (one, other) = (gateway.AddKey("acme", "editor"), gateway.AddKey("acme", "editor"));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(one, path)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(one, path)).Status);

        var (status, code, retryAfter) = await SendAsync(one, path);

        Assert.Equal((HttpStatusCode.TooManyRequests, "gateway.too-many-requests"), (status, code));
        Assert.InRange(retryAfter!.Value.TotalSeconds, 1, 3600);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(other, path)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(one, "/conversations")).Status);
    }

    [Fact]
    public async Task Send_SqlAndQueries_ShareOneLimit()
    {
        var key = gateway.AddKey("acme", "analyst");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(key, "/sql")).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(key, "/query")).Status);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await SendAsync(key, "/sql")).Status);
    }

    private async Task<(HttpStatusCode Status, string? Code, TimeSpan? RetryAfter)> SendAsync(string key, string path)
    {
        using var request = new HttpRequestMessage(path == "/conversations" ? HttpMethod.Get : HttpMethod.Post, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return (response.StatusCode, body.TryGetProperty("code", out var code) ? code.GetString() : null, response.Headers.RetryAfter?.Delta);
    }
}

/// <summary>A gateway that takes two of everything at once, and more only after minutes.</summary>
public sealed class HurriedGateway(TestServers servers) : CredentialGateway(servers)
{
    protected override void Configure(IWebHostBuilder host)
    {
        base.Configure(host);
        host.UseSetting("NlSql:Rates:QuestionsPerMinute", "1").UseSetting("NlSql:Rates:QuestionBurst", "2").UseSetting("NlSql:Rates:QueriesPerMinute", "2").UseSetting("NlSql:Rates:UploadsPerHour", "2");
    }
}
