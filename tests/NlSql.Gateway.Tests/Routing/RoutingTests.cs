using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Gateway.Tests.Routing;

public sealed class RoutingTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/plugins/retail/questions")]
    [InlineData("POST", "/plugins/reload")]
    [InlineData("POST", "/upload/sales")]
    [InlineData("GET", "/jobs/1")]
    [InlineData("GET", "/jobs?limit=2")]
    [InlineData("DELETE", "/jobs/1")]
    [InlineData("GET", "/jobs/1/events")]
    [InlineData("GET", "/datasets?plugin_id=retail")]
    [InlineData("DELETE", "/datasets/1")]
    [InlineData("POST", "/chat")]
    [InlineData("POST", "/query?explain=true")]
    [InlineData("POST", "/sql")]
    [InlineData("GET", "/conversations?search=a%20b")]
    [InlineData("PUT", "/conversations/1/memory")]
    [InlineData("GET", "/reviews?status=open")]
    [InlineData("GET", "/feedback/stats")]
    [InlineData("GET", "/audit")]
    [InlineData("GET", "/audit/export")]
    [InlineData("POST", "/events/plugin-registry-data-findings/replay")]
    [InlineData("POST", "/events/audit-audit-recorded/replay")]
    [InlineData("GET", "/datasets/caf%C3%A9%20x%2Fy/preview")]
    public async Task Send_PublicRoute_ReachesItsServiceWithASignedCaller(string method, string target)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), target);
        using var response = await gateway.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var echo = await response.Content.ReadFromJsonAsync<Echo>(JsonOptions.Snake, Cancellation);
        Assert.Equal((method, "default", "admin"), (echo!.Method, echo.Tenant, echo.Role));
        Assert.Equal(Uri.UnescapeDataString(target), Uri.UnescapeDataString(echo.Target));
    }

    [Theory]
    [InlineData("/internal/plugins/retail/model")]
    [InlineData("/internal")]
    [InlineData("/openapi/chat.json")]
    [InlineData("/upload")]
    [InlineData("/chat/internal")]
    [InlineData("//internal/x")]
    [InlineData("/plugins/../internal/x")]
    [InlineData("/unknown")]
    public async Task Send_RouteThatIsNotPublic_IsNotFound(string target)
    {
        using var response = await gateway.Client.GetAsync(new Uri(gateway.Client.BaseAddress + target[1..]), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Send_ClientSetsTrustedHeaders_TheyAreReplaced()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/datasets");
        request.Headers.Add(IdentitySigner.Header, "forged.forged");
        request.Headers.Add("X-NlSql-Tenant", "globex");
        request.Headers.Add("X-Forwarded-For", "1.2.3.4");
        request.Headers.Add("X-Forwarded-Host", "evil");
        request.Headers.Add("Forwarded", "for=1.2.3.4");
        request.Headers.Add("x-plugin", "retail");

        using var response = await gateway.Client.SendAsync(request, Cancellation);

        var echo = await response.Content.ReadFromJsonAsync<Echo>(JsonOptions.Snake, Cancellation);
        Assert.Equal("default", echo!.Tenant);
        Assert.Equal("retail", echo.Headers["x-plugin"]);
        Assert.DoesNotContain(echo.Headers.Keys, name => name.StartsWith("x-nlsql-", StringComparison.Ordinal) || name.Contains("forwarded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Events_OfAJob_ArriveWhenTheyAreSent()
    {
        using var response = await gateway.Client.GetAsync(new Uri("/jobs/slow/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));

        // The stream goes on only after the second request: a gateway that holds events back never gets there.
        var first = await lines.ReadLineAsync(Cancellation);
        using var deleted = await gateway.Client.DeleteAsync(new Uri("/jobs/slow", UriKind.Relative), Cancellation);
        var rest = await lines.ReadToEndAsync(Cancellation);

        Assert.Equal(("text/event-stream", "event: progress"), (response.Content.Headers.ContentType?.MediaType, first));
        Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        Assert.Contains("event: cancelled", rest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Upload_Large_ArrivesWhole(bool chunked)
    {
        var bytes = RandomNumberGenerator.GetBytes(8 * 1024 * 1024);
        using var content = new ByteArrayContent(bytes);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/upload/sales") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await gateway.Client.SendAsync(request, Cancellation);

        var echo = await response.Content.ReadFromJsonAsync<Echo>(JsonOptions.Snake, Cancellation);
        Assert.Equal(bytes.Length, echo!.Bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), echo.Sha256);
    }

    [Theory]
    [InlineData("/chat", 64 * 1024)]
    [InlineData("/sql", 256 * 1024)]
    [InlineData("/query", 256 * 1024)]
    [InlineData("/insights/run", 64 * 1024)]
    [InlineData("/datasets/1/model", 512 * 1024)]
    [InlineData("/datasets/1/model/reset", 64 * 1024)]
    public async Task Send_BodyOverTheLimit_IsRefusedAndAtTheLimitIsNot(string target, int limit)
    {
        using var at = await SendAsync(target, limit, streamed: false);
        using var over = await SendAsync(target, limit + 1, streamed: false);

        Assert.NotEqual(HttpStatusCode.RequestEntityTooLarge, at!.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, over!.StatusCode);
        Assert.Equal("gateway.body-too-large", await CodeOfAsync(over));
    }

    [Theory]
    [InlineData("/chat", 64 * 1024)]
    [InlineData("/sql", 256 * 1024)]
    public async Task Send_StreamedBodyOverTheLimit_IsCutOff(string target, int limit)
    {
        using var response = await SendAsync(target, limit * 4, streamed: true);

        // The gateway may close the connection before this client has sent everything and so reads no answer.
        Assert.True(response is null || response.StatusCode == HttpStatusCode.RequestEntityTooLarge);
    }

    private async Task<HttpResponseMessage?> SendAsync(string target, int bytes, bool streamed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(new byte[bytes]) };
        request.Headers.TransferEncodingChunked = streamed;
        // The body is sent when the gateway wants it.
        request.Headers.ExpectContinue = !streamed;
        try
        {
            return await gateway.Client.SendAsync(request, Cancellation);
        }
        catch (HttpRequestException) when (streamed)
        {
            return null;
        }
    }

    [Fact]
    public async Task Send_ServiceIsDown_IsSaidByNameAndOthersGoOn()
    {
        using var down = await gateway.Client.GetAsync(new Uri("/insights/latest", UriKind.Relative), Cancellation);
        using var up = await gateway.Client.GetAsync(new Uri("/datasets", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, down.StatusCode);
        Assert.Equal("gateway.service-unavailable", await CodeOfAsync(down));
        Assert.Contains("insights", await down.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.NotNull(down.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, up.StatusCode);
    }

    [Fact]
    public async Task Health_OneServiceDown_IsDegradedAndNamesIt()
    {
        var health = await gateway.Client.GetFromJsonAsync<JsonElement>(new Uri("/health", UriKind.Relative), Cancellation);

        Assert.Equal("degraded", health.GetProperty("status").GetString());
        Assert.Equal(["insights does not answer."], health.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));
        Assert.Equal("open-loopback", health.GetProperty("auth").GetString());
        Assert.Equal(2, health.GetProperty("plugins").GetInt32());
        Assert.Equal("unreachable", health.GetProperty("services").GetProperty("insights").GetProperty("status").GetString());
        Assert.Equal("healthy", health.GetProperty("services").GetProperty("chat").GetProperty("status").GetString());
    }

    private static async Task<string?> CodeOfAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("code").GetString();
}
