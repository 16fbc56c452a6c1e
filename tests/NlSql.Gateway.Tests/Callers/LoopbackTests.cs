using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace NlSql.Gateway.Tests.Callers;

/// <summary>Without credentials, a page of another site must not get in through the developer's browser.</summary>
public sealed class LoopbackTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Theory]
    [InlineData("Host", "evil.example", "gateway.host-foreign")]
    [InlineData("Host", "localhost.evil.example", "gateway.host-foreign")]
    [InlineData("Origin", "https://evil.example", "gateway.origin-foreign")]
    [InlineData("Origin", "null", "gateway.origin-foreign")]
    [InlineData("Origin", "http://localhost:1", "gateway.origin-foreign")]
    [InlineData("Sec-Fetch-Site", "cross-site", "gateway.origin-foreign")]
    public async Task Send_FromAForeignPage_IsRefused(string header, string value, string code)
    {
        using var response = await SendAsync(header, value);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(code, problem.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Host", "localhost:8000")]
    [InlineData("Host", "[::1]:8000")]
    public async Task Send_FromThisMachine_IsAnswered(string header, string value)
    {
        using var response = await SendAsync(header, value);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Send_OriginOfTheGatewayItself_IsAnswered()
    {
        using var response = await SendAsync("Origin", gateway.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/datasets");
        request.Headers.TryAddWithoutValidation(header, value);
        return await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
