using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using NlSql.Contracts.Messages;
using NlSql.Gateway.Tests.Callers;
using NlSql.Testing;

namespace NlSql.Gateway.Tests.Refusals;

/// <summary>What the gateway itself refuses reaches the trail, though it has no database.</summary>
public sealed class RefusalTests(CredentialGateway gateway) : IClassFixture<CredentialGateway>
{
    private static readonly TimeSpan AMinute = TimeSpan.FromSeconds(61);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_RefusedAgainAndAgain_IsOneEntryAMinuteWithItsCount()
    {
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(null));
        gateway.Clock.Move(AMinute);
        var first = await ReportedAsync(IsOfDatasets, 1);
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(null));
        gateway.Clock.Move(AMinute);
        var both = await ReportedAsync(IsOfDatasets, 2);

        var refused = first.Single().Event;
        Assert.Equal(("default", "unknown", "gateway", "access.refused", "rejected"), (refused.TenantId, refused.Actor, refused.Service, refused.Action, refused.Outcome));
        Assert.NotNull(refused.TraceId);
        Assert.Equal(("GET", "/datasets/{**rest}", 401, "127.0.0.1", 3), DetailsOf(first[0]));
        Assert.Equal(1, DetailsOf(both[1]).Count);
        Assert.NotEqual(both[0].Id, both[1].Id);
        Assert.Equal($"{Environment.MachineName}/{Environment.ProcessId}", Details(first[0]).GetProperty("replica").GetString());
    }

    [Fact]
    public async Task Send_WithARevokedKey_IsInTheTrailOfItsTenant()
    {
        var key = gateway.AddKey("globex", "viewer");
        gateway.Revoke(key);

        await SendAsync(key);
        await SendAsync(NlSql.Gateway.Callers.ApiKey.Create().Key);
        gateway.Clock.Move(AMinute);

        var told = await ReportedAsync(e => CodeOf(e) == "gateway.credential-invalid", 2);
        Assert.Equal([("default", "unknown"), ("globex", "etl")], told.Select(e => (e.Event.TenantId, e.Event.Actor)).Order());
    }

    [Fact]
    public async Task Send_WithATokenWhoseDatasetsCannotBeRead_IsInTheTrailOfItsTenant()
    {
        await SendAsync(gateway.Token(new Dictionary<string, object> { ["sub"] = "anna", ["tenant"] = "acme", ["role"] = "bi-team", ["nlsql_datasets"] = "all" }));
        gateway.Clock.Move(AMinute);

        var told = await ReportedAsync(e => CodeOf(e) == "gateway.datasets-unreadable", 1);
        Assert.Equal(("acme", "anna"), (told[0].Event.TenantId, told[0].Event.Actor));
    }

    [Fact]
    public async Task Send_RefusedWhileAuditIsAway_IsToldWhenItIsBackAndOnce()
    {
        gateway.Upstream.AuditIsAway = true;
        var key = gateway.AddKey("initech", "editor");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = new ByteArrayContent(new byte[64 * 1024 + 1]) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await gateway.Client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        gateway.Clock.Move(AMinute);

        // Others are answered meanwhile.
        Assert.Equal(HttpStatusCode.OK, await SendAsync(key));
        Assert.DoesNotContain(gateway.Upstream.Reported, e => e.Event.TenantId == "initech");
        gateway.Upstream.AuditIsAway = false;

        var told = await ReportedAsync(e => e.Event.TenantId == "initech", 1);
        Assert.Equal(("etl", "gateway.body-too-large"), (told[0].Event.Actor, CodeOf(told[0])));
    }

    [Fact]
    public async Task Send_RefusedByAService_IsLeftToIt()
    {
        var key = gateway.AddKey("hooli", "viewer");

        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(key, "/nowhere"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await SendAsync(key, "/insights/latest"));
        await SendAsync(null, "/chat");
        gateway.Clock.Move(AMinute);

        await ReportedAsync(e => CodeOf(e) == "gateway.credential-missing" && DetailsOf(e).Route == "/chat", 1);
        Assert.DoesNotContain(gateway.Upstream.Reported, e => e.Event.TenantId == "hooli");
    }

    // The other tests ask for other things.
    private static bool IsOfDatasets(ReportedEvent reported) => CodeOf(reported) == "gateway.credential-missing" && DetailsOf(reported).Route == "/datasets/{**rest}";

    private static string? CodeOf(ReportedEvent reported) => Details(reported).GetProperty("code").GetString();

    private static (string? Method, string? Route, int Status, string? Address, int Count) DetailsOf(ReportedEvent reported)
    {
        var details = Details(reported);
        return (details.GetProperty("method").GetString(), details.GetProperty("route").GetString(), details.GetProperty("status").GetInt32(), details.GetProperty("address").GetString(), details.GetProperty("count").GetInt32());
    }

    private static JsonElement Details(ReportedEvent reported) => JsonElement.Parse(reported.Event.DetailsJson!);

    private async Task<List<ReportedEvent>> ReportedAsync(Func<ReportedEvent, bool> which, int count)
    {
        List<ReportedEvent> told = [];
        await Eventually.TrueAsync(
            () => Task.FromResult((told = [.. gateway.Upstream.Reported.Where(which)]).Count == count), $"{count} entries to be reported", Cancellation);
        return told;
    }

    private async Task<HttpStatusCode> SendAsync(string? credential, string path = "/datasets")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (credential is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        using var response = await gateway.Client.SendAsync(request, Cancellation);
        return response.StatusCode;
    }
}
