using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using NlSql.Gateway.Callers;
using NlSql.Testing.Servers;

namespace NlSql.Gateway.Tests.Callers;

/// <summary>Who keeps sending wrong keys is told to wait.</summary>
public sealed class FailedCredentialTests(StrictGateway gateway) : IClassFixture<StrictGateway>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_WrongKeysBeyondTheLimit_AreToldToWaitAndRightOnesAreNot()
    {
        var right = gateway.AddKey("acme", "viewer");
        for (var i = 0; i < 3; i++)
            Assert.Equal((HttpStatusCode.Unauthorized, "gateway.credential-invalid", null), await SendAsync(ApiKey.Create().Key));

        var (status, code, retryAfter) = await SendAsync(ApiKey.Create().Key);
        Assert.Equal((HttpStatusCode.TooManyRequests, "gateway.too-many-failures"), (status, code));
        Assert.InRange(retryAfter!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SendAsync("a.b.c")).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(right)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(null)).Status);

        gateway.Clock.Move(retryAfter.Value);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(ApiKey.Create().Key)).Status);
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    [InlineData(null, "unknown")]
    public void Of_AnAddress_IsWhatOneCallerHas(string? address, string network) =>
        Assert.Equal(network, RemoteNetwork.Of(address is null ? null : IPAddress.Parse(address)));

    private async Task<(HttpStatusCode Status, string? Code, TimeSpan? RetryAfter)> SendAsync(string? credential)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/datasets");
        if (credential is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        using var response = await gateway.Client.SendAsync(request, Cancellation);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return (response.StatusCode, body.TryGetProperty("code", out var code) ? code.GetString() : null, response.Headers.RetryAfter?.Delta);
    }
}

/// <summary>A gateway that takes three wrong credentials a minute.</summary>
public sealed class StrictGateway(TestServers servers) : CredentialGateway(servers)
{
    protected override string FailuresPerMinute => "3";
}
