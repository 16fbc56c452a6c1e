using System.Net;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Messaging;
using NlSql.Testing.Servers;
using Npgsql;

namespace NlSql.ServiceDefaults.Tests.Auditing;

/// <summary>What is refused or fails leaves an entry, whoever refused it. No broker answers, so entries wait in the outbox.</summary>
public sealed class RefusedCallsTests(TestServers servers) : IAsyncLifetime
{
    private static readonly Failure Taken = new(FailureKind.Conflict, "things.taken", "It is taken.");
    private TestDatabase database = null!;
    private TestService service = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await servers.CreateDatabaseAsync(Cancellation);
        service = await TestService.StartAsync(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:nlsql"] = database.ConnectionString,
                ["ConnectionStrings:rabbitmq"] = "amqp://nobody:nobody@127.0.0.1:1/",
                ["NlSql:KeyFile"] = servers.KeyFile,
            },
            builder =>
            {
                builder.AddServiceDatabase("chat");
                builder.AddMessaging(typeof(AuditRecorded).Assembly);
            },
            app =>
            {
                app.MapPost("/things/{id}", [Audited("thing.changed")] (string id, int? number) => id == "taken" ? (IResult)Taken.ToProblem() : TypedResults.Ok()).RequireAuthorization(Roles.Editor);
                app.MapPost("/broken", [Audited("thing.broken")] () => Results.StatusCode(int.Parse("none", System.Globalization.CultureInfo.InvariantCulture))).RequireAuthorization(Roles.Viewer);
                app.MapPost("/own", [Audited("thing.asked", RecordsRefusals = true)] (int number) => number > 5 ? throw new InvalidOperationException() : Taken.ToProblem()).RequireAuthorization(Roles.Viewer);
                app.MapGet("/read", () => Taken.ToProblem()).RequireAuthorization(Roles.Editor);
            });
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await database.DisposeAsync();
    }

    [Theory]
    [InlineData("POST", "/things/taken", Roles.Editor, 409, "thing.changed", "rejected", "things.taken")]
    [InlineData("POST", "/things/taken", Roles.Viewer, 403, "thing.changed", "rejected", "identity.forbidden")]
    [InlineData("POST", "/things/a?number=x", Roles.Editor, 400, "thing.changed", "rejected", "request.malformed")]
    [InlineData("POST", "/broken", Roles.Viewer, 500, "thing.broken", "failed", "service.failed")]
    [InlineData("GET", "/read", Roles.Viewer, 403, RefusedCalls.AccessRefused, "rejected", "identity.forbidden")]
    [InlineData("POST", "/own", Roles.Auditor, 403, "thing.asked", "rejected", "identity.forbidden")]
    [InlineData("POST", "/own?number=x", Roles.Viewer, 400, "thing.asked", "rejected", "request.malformed")]
    [InlineData("POST", "/own?number=6", Roles.Viewer, 500, "thing.asked", "failed", "service.failed")]
    public async Task Call_Refused_LeavesOneEntry(string method, string path, string role, int status, string action, string outcome, string code)
    {
        Assert.Equal(status, (int)await SendAsync(method, path, role));

        var entry = Assert.Single(await TrailAsync());
        Assert.Equal((action, outcome, "ann", "acme", "probe"), (entry.Action, entry.Outcome, entry.Actor, entry.TenantId, entry.Service));
        var details = JsonElement.Parse(entry.DetailsJson!);
        Assert.Equal((code, status, method), (details.GetProperty("code").GetString(), details.GetProperty("status").GetInt32(), details.GetProperty("method").GetString()));
    }

    [Theory]
    [InlineData("POST", "/things/free", Roles.Editor, 200)] // the use case records what it does
    [InlineData("POST", "/own?number=1", Roles.Viewer, 409)] // and this one also what it refuses
    [InlineData("GET", "/read", Roles.Editor, 409)] // no change was asked for
    [InlineData("POST", "/things/free", null, 401)] // belongs to no tenant
    [InlineData("GET", "/nowhere", Roles.Editor, 404)]
    public async Task Call_Other_LeavesNone(string method, string path, string? role, int status)
    {
        Assert.Equal(status, (int)await SendAsync(method, path, role));

        Assert.Empty(await TrailAsync());
    }

    private async Task<HttpStatusCode> SendAsync(string method, string path, string? role)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (role is not null)
            request.Headers.Add(IdentitySigner.Header, service.Services.GetRequiredService<IdentitySigner>().Sign(new Caller("acme", "ann", role), method, path.Split('?')[0], 0));
        using var response = await service.Client.SendAsync(request, Cancellation);
        return response.StatusCode;
    }

    private async Task<List<AuditRecorded>> TrailAsync()
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        return [.. (await connection.QueryAsync<string>("SELECT body FROM chat.outbox ORDER BY seq")).Select(body => JsonSerializer.Deserialize<AuditRecorded>(body)!)];
    }
}
