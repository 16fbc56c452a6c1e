using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.IdentityModel.Tokens;
using NlSql.Gateway.Callers;
using NlSql.Gateway.Routing;
using NlSql.ServiceDefaults;
using NlSql.Testing;

namespace NlSql.Gateway.Tests.Callers;

/// <summary>In production everybody says who they are, with an API key or a token.</summary>
public sealed class CredentialTests(CredentialGateway gateway) : IClassFixture<CredentialGateway>
{
    private static readonly Dictionary<string, object> Anna = new() { ["sub"] = "anna", ["tenant"] = "acme", ["role"] = new[] { "staff", "bi-team" } };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Paths =>
    [
        .. Routes.All.Select(route => Regex.Replace(route.Path, @"\{queue:regex\(\^(.+)\)\}", "$1queue").Replace("/{**rest}", "", StringComparison.Ordinal).Replace("{id}", "1", StringComparison.Ordinal).Replace("{table}", "sales", StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Send_WithoutCredential_IsRefusedOnEveryRoute(string path)
    {
        using var response = await SendAsync(null, path);

        Assert.Equal((HttpStatusCode.Unauthorized, "gateway.credential-missing"), (response.StatusCode, await CodeOfAsync(response)));
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/docs/")]
    [InlineData("/openapi/v1.json")]
    public async Task Send_WithoutCredential_IsAnsweredWhereNothingIsSecret(string path)
    {
        using var response = await SendAsync(null, path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Health_SaysThatCredentialsAreNeeded()
    {
        using var response = await SendAsync(null, "/health");

        Assert.Equal("credentials", (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("auth").GetString());
    }

    [Fact]
    public async Task Send_WithAKey_ReachesTheServiceAsItsTenantAndRoleAndWithoutTheKey()
    {
        var echo = await EchoAsync(gateway.AddKey("globex", "editor"));

        Assert.Equal(("globex", "editor"), (echo.Tenant, echo.Role));
        Assert.DoesNotContain("authorization", echo.Headers.Keys);
    }

    [Fact]
    public async Task Send_TwoKeysOfATenant_AreBothValidUntilOneIsRevoked()
    {
        var (old, next) = (gateway.AddKey("acme", "admin"), gateway.AddKey("acme", "admin"));
        Assert.Equal("acme", (await EchoAsync(old)).Tenant);
        Assert.Equal("acme", (await EchoAsync(next)).Tenant);

        gateway.Revoke(old);

        await AssertInvalidAsync(old);
        Assert.Equal("acme", (await EchoAsync(next)).Tenant);
    }

    [Fact]
    public async Task Send_WithAKeyForDatasets_ReachesTheServiceWithTheseAlone()
    {
        Guid[] datasets = [.. Enumerable.Range(0, GrantedDatasets.Most).Select(_ => Guid.CreateVersion7())];

        Assert.Equal(datasets, (await EchoAsync(gateway.AddKey("acme", "viewer", datasets: datasets))).Datasets);
        Assert.Null((await EchoAsync(gateway.AddKey("acme", "viewer"))).Datasets);
    }

    [Fact]
    public async Task Send_WithAKey_LeavesItsLastUseOnceAMinute()
    {
        var key = gateway.AddKey("acme", "viewer");
        var id = ApiKey.IdOf(key)!;
        var begun = gateway.Clock.GetUtcNow();

        await EchoAsync(key);
        var first = await UseOfAsync(id, after: begun);
        gateway.Clock.Move(TimeSpan.FromSeconds(30));
        await EchoAsync(key);
        // Another key's use is written after it, so this one would have been by then.
        var other = gateway.AddKey("acme", "viewer");
        await EchoAsync(other);
        await UseOfAsync(ApiKey.IdOf(other)!, after: first);
        Assert.Equal(first, KeyUseFile.Read(gateway.UsesFile)[id]);

        gateway.Clock.Move(TimeSpan.FromSeconds(60));
        await EchoAsync(key);
        Assert.True(await UseOfAsync(id, after: first) - first >= TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Send_WithAnExpiredKey_IsRefused()
    {
        var key = gateway.AddKey("acme", "viewer", gateway.Clock.GetUtcNow().AddMinutes(1));
        Assert.Equal("viewer", (await EchoAsync(key)).Role);

        gateway.Clock.Move(TimeSpan.FromMinutes(2));

        await AssertInvalidAsync(key);
    }

    [Fact]
    public async Task Send_WithAKeyThatIsNotOurs_IsRefused()
    {
        var key = gateway.AddKey("acme", "viewer");
        var mistyped = key[..^1] + (key[^1] == '0' ? '1' : '0');

        await AssertInvalidAsync(mistyped);
        await AssertInvalidAsync(ApiKey.Create().Key);
        await AssertInvalidAsync("nlk_");
    }

    [Fact]
    public async Task Send_WithAToken_ReachesTheServiceAsTheCallerOfItsClaims()
    {
        var echo = await EchoAsync(gateway.Token(Anna));

        Assert.Equal(("acme", "analyst"), (echo.Tenant, echo.Role));
        Assert.DoesNotContain("authorization", echo.Headers.Keys);
    }

    public static TheoryData<object, int> ReadableGrants => new()
    {
        { new[] { Id(1) }, 1 },
        { new[] { Id(1), Id(2), Id(1) }, 2 },
        { Enumerable.Range(1, GrantedDatasets.Most).Select(Id).ToArray(), GrantedDatasets.Most },
        { $"{Id(1)} {Id(2)}", 2 },
        { $"{Id(1)},{Id(2)}, {Id(3)}", 3 },
    };

    [Theory]
    [MemberData(nameof(ReadableGrants), DisableDiscoveryEnumeration = true)]
    public async Task Send_WithATokenForDatasets_ReachesTheServiceWithTheseAlone(object claim, int count)
    {
        var echo = await EchoAsync(gateway.Token(new Dictionary<string, object>(Anna) { ["nlsql_datasets"] = claim }));

        Assert.Equal(("acme", "analyst"), (echo.Tenant, echo.Role));
        Assert.Equal(Enumerable.Range(1, count).Select(Id), echo.Datasets!.Select(id => id.ToString()));
    }

    public static TheoryData<string, object> UnreadableGrants => new()
    {
        { "nlsql_datasets", Array.Empty<string>() },
        { "nlsql_datasets", "" },
        { "nlsql_datasets", "sales" },
        { "nlsql_datasets", 7 },
        { "nlsql_datasets", true },
        { "nlsql_datasets", JsonElement.Parse("null") },
        { "nlsql_datasets", JsonElement.Parse($$"""{"ids":["{{Id(1)}}"]}""") },
        { "nlsql_datasets", new[] { Id(1), "sales" } },
        { "nlsql_datasets", JsonElement.Parse($$"""["{{Id(1)}}",null]""") },
        { "nlsql_datasets", Enumerable.Range(1, GrantedDatasets.Most + 1).Select(Id).ToArray() },
        // It would be too large for the token, and has to be asked for.
        { "_claim_names", JsonElement.Parse("""{"nlsql_datasets":"src1"}""") },
    };

    [Theory]
    [MemberData(nameof(UnreadableGrants), DisableDiscoveryEnumeration = true)]
    public async Task Send_WithATokenWhoseDatasetsCannotBeRead_IsForbidden(string name, object claim)
    {
        using var response = await SendAsync(gateway.Token(new Dictionary<string, object>(Anna) { [name] = claim }), "/datasets");

        Assert.Equal((HttpStatusCode.Forbidden, "gateway.datasets-unreadable"), (response.StatusCode, await CodeOfAsync(response)));
    }

    [Fact]
    public async Task Send_WithATokenThatSaysNothingOfDatasets_ReachesTheServiceForAllOfItsTenant()
    {
        Assert.Null((await EchoAsync(gateway.Token(Anna))).Datasets);
        Assert.Null((await EchoAsync(gateway.Token(new Dictionary<string, object>(Anna) { ["_claim_names"] = JsonElement.Parse("""{"groups":"src1"}""") }))).Datasets);
    }

    public static TheoryData<string> Forgeries => ["expired", "never expires", "other audience", "other issuer", "other key", "public key as secret", "unsigned", "no token"];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Send_WithATokenThatIsNotGenuine_IsRefused(string how)
    {
        using var other = System.Security.Cryptography.RSA.Create(2048);
        var token = how == "no token" ? "a.b.c" : gateway.Token(Anna, t =>
        {
            switch (how)
            {
                case "expired": (t.NotBefore, t.Expires) = (CredentialGateway.Now.AddHours(-2), CredentialGateway.Now.AddMinutes(-2)); break;
                case "never expires": t.Expires = null; break;
                case "other audience": t.Audience = "another"; break;
                case "other issuer": t.Issuer = "https://evil.example"; break;
                case "other key": t.SigningCredentials = new SigningCredentials(new RsaSecurityKey(other) { KeyId = "one" }, SecurityAlgorithms.RsaSha256); break;
                case "public key as secret": t.SigningCredentials = gateway.PublicKeyAsSecret(); break;
                default: t.SigningCredentials = null; break;
            }
        });

        await AssertInvalidAsync(token);
    }

    [Theory]
    [InlineData(null, "bi-team")]
    [InlineData("globex", "bi-team")]
    [InlineData("Acme", "bi-team")]
    [InlineData("acme", null)]
    [InlineData("acme", "admin")]
    [InlineData("acme", "service")]
    public async Task Send_WithATokenOfNobodyHere_IsForbidden(string? tenant, string? role)
    {
        var claims = new Dictionary<string, object> { ["sub"] = "anna" };
        if (tenant is not null)
            claims["tenant"] = tenant;
        if (role is not null)
            claims["role"] = role;

        using var response = await SendAsync(gateway.Token(claims), "/datasets");

        Assert.Equal((HttpStatusCode.Forbidden, "gateway.tenant-missing"), (response.StatusCode, await CodeOfAsync(response)));
    }

    private static string Id(int number) => new Guid(number, 0, 0, new byte[8]).ToString();

    private async Task<DateTimeOffset> UseOfAsync(string id, DateTimeOffset after)
    {
        DateTimeOffset used = default;
        await Eventually.TrueAsync(
            () => Task.FromResult(KeyUseFile.Read(gateway.UsesFile).TryGetValue(id, out used) && used > after), "the use of the key to be written", Cancellation);
        return used;
    }

    private async Task AssertInvalidAsync(string credential)
    {
        using var response = await SendAsync(credential, "/datasets");

        Assert.Equal((HttpStatusCode.Unauthorized, "gateway.credential-invalid"), (response.StatusCode, await CodeOfAsync(response)));
    }

    private async Task<Echo> EchoAsync(string credential)
    {
        using var response = await SendAsync(credential, "/datasets");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<Echo>(JsonOptions.Snake, Cancellation))!;
    }

    private async Task<HttpResponseMessage> SendAsync(string? credential, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (credential is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        return await gateway.Client.SendAsync(request, Cancellation);
    }

    private static async Task<string?> CodeOfAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("code").GetString();
}
