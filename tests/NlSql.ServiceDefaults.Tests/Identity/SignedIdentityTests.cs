using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing.Servers;

namespace NlSql.ServiceDefaults.Tests.Identity;

/// <summary>A service answers only what the gateway or another service has signed, for exactly that request.</summary>
public sealed class SignedIdentityTests(TestServers servers) : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private TestService? service;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IdentitySigner Signer => service!.Services.GetRequiredService<IdentitySigner>();

    public async ValueTask InitializeAsync() => service = await TestService.StartAsync(
        [new("NlSql:KeyFile", servers.KeyFile)],
        builder => builder.Services.AddSingleton<TimeProvider>(clock),
        app =>
        {
            app.MapGet("/who/{name}", (string name, Caller caller) => $"{caller.TenantId}/{caller.Subject}/{caller.Role}");
            app.MapPost("/who/{name}", (string name, Caller caller) => caller.TenantId);
            app.MapGet("/admin", () => "ok").RequireAuthorization(Roles.Admin);
            app.MapGet("/nothing-said", () => "ok");
        });

    public async ValueTask DisposeAsync() => await service!.DisposeAsync();

    [Fact]
    public async Task Send_Signed_IsAnsweredForItsCaller()
    {
        using var response = await SendAsync(HttpMethod.Get, "/who/ann", Signer.Sign(new Caller("acme", "ann", Roles.Viewer), "GET", "/who/ann", 0));

        Assert.Equal("acme/ann/viewer", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("/who/ann")]
    [InlineData("/nothing-said")]
    [InlineData("/admin")]
    public async Task Send_Unsigned_IsUnauthorized(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("identity.missing", (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Send_SignedForSomethingElse_IsUnauthorized()
    {
        var caller = new Caller("acme", "ann", Roles.Admin);
        string[] wrong =
        [
            Signer.Sign(caller, "GET", "/who/bob", 0),
            Signer.Sign(caller, "POST", "/who/ann", 0),
            Signer.Sign(caller, "GET", "/who/ann", 7),
            new IdentitySigner(InstallationKey.Parse(Convert.ToBase64String(new byte[32])), clock).Sign(caller, "GET", "/who/ann", 0),
            "nonsense", "a.b", ".", new string('a', 3000),
        ];

        foreach (var header in wrong)
        {
            using var response = await SendAsync(HttpMethod.Get, "/who/ann", header);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }
    }

    [Fact]
    public async Task Send_PayloadChangedUnderTheSignature_IsUnauthorized()
    {
        var signed = Signer.Sign(new Caller("acme", "ann", Roles.Viewer), "GET", "/admin", 0).Split('.');
        var payload = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(signed[0])).Replace("viewer", "admin", StringComparison.Ordinal);
        var forged = System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload)) + "." + signed[1];

        using var response = await SendAsync(HttpMethod.Get, "/admin", forged);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Send_AMinuteLater_IsUnauthorized()
    {
        var header = Signer.Sign(new Caller("acme", "ann", Roles.Viewer), "GET", "/who/ann", 0);
        clock.Advance(TimeSpan.FromSeconds(59));
        using var inTime = await SendAsync(HttpMethod.Get, "/who/ann", header);
        clock.Advance(TimeSpan.FromSeconds(3));
        using var late = await SendAsync(HttpMethod.Get, "/who/ann", header);

        Assert.Equal(HttpStatusCode.OK, inTime.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    [Fact]
    public async Task Send_RoleTooSmall_IsForbidden()
    {
        using var response = await SendAsync(HttpMethod.Get, "/admin", Signer.Sign(new Caller("acme", "ann", Roles.Editor), "GET", "/admin", 0));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("identity.forbidden", (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("caf%C3%A9%20x")]
    [InlineData("a%2Fb")]
    [InlineData("100%25")]
    public async Task ServiceHandler_AnyPathAndBody_IsAccepted(string name)
    {
        using var client = new HttpClient(new ServiceIdentityHandler(Signer, new ServiceInformation("chat")) { InnerHandler = new HttpClientHandler() });
        var target = new Uri(service!.Client.BaseAddress!, "/who/" + name);

        foreach (var content in new HttpContent?[] { null, new StringContent(""), new StringContent("{}"), JsonContent.Create(new { a = 1 }) })
        {
            using var request = ServiceIdentityHandler.ForTenant(new HttpRequestMessage(HttpMethod.Post, target) { Content = content }, "acme");
            using var response = await client.SendAsync(request, Cancellation);
            Assert.Equal("acme", await response.Content.ReadAsStringAsync(Cancellation));
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? header)
    {
        using var request = new HttpRequestMessage(method, path);
        if (header is not null)
            request.Headers.TryAddWithoutValidation(IdentitySigner.Header, header);
        return await service!.Client.SendAsync(request, Cancellation);
    }
}
