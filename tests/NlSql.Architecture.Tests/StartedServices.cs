using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing;
using NlSql.Testing.Servers;

namespace NlSql.Architecture.Tests;

/// <summary>Every service as it starts: its endpoints and its OpenAPI document. Started one after the other, once for all tests.</summary>
public sealed partial class StartedServices(TestServers servers) : IAsyncLifetime
{
    private static readonly Dictionary<string, string> TooSmall = new()
    {
        [Roles.Viewer] = Roles.Auditor,
        [Roles.Analyst] = Roles.Viewer,
        [Roles.Editor] = Roles.Analyst,
        [Roles.Auditor] = Roles.Editor,
        [Roles.Admin] = Roles.Editor,
        [Roles.Service] = Roles.Admin,
    };

    private readonly Dictionary<string, StartedService> services = [];

    public static IReadOnlyList<string> Names { get; } = ["NlSql.Gateway", "NlSql.PluginRegistry", "NlSql.Ingestion", "NlSql.Chat", "NlSql.Insights", "NlSql.Audit"];

    internal StartedService this[string name] => services[name];

    internal IEnumerable<StartedService> All => services.Values;

    public async ValueTask InitializeAsync()
    {
        await using var database = await servers.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        foreach (var name in Names)
        {
            var program = Assembly.Load(name).EntryPoint!.DeclaringType!;
            var start = typeof(StartedServices).GetMethod(nameof(StartAsync), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(program);
            services[name] = await (Task<StartedService>)start.Invoke(this, [name, database])!;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<StartedService> StartAsync<TProgram>(string name, TestDatabase database)
        where TProgram : class
    {
        await using var service = new WebApplicationFactory<TProgram>().WithWebHostBuilder(host => host
            .UseSetting("ConnectionStrings:nlsql", database.ConnectionString)
            .UseSetting("ConnectionStrings:rabbitmq", "amqp://nobody:nobody@127.0.0.1:1/")
            .UseSetting("NlSql:KeyFile", servers.KeyFile)
            .UseSetting("NlSql:PluginsPath", Path.Combine(RepositoryFolder.Root, "plugins"))
            .ConfigureLogging(logging => logging.ClearProviders()));
        var endpoints = service.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        using var client = service.CreateClient();
        var signer = service.Services.GetRequiredService<IdentitySigner>();
        using var described = await SendAsync(client, signer, "GET", "/openapi/v1.json", Roles.Service);
        var document = JsonNode.Parse(await described.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken))!;
        return new StartedService(name, endpoints, document.AsObject(), name == "NlSql.Gateway" ? [] : await KnockAsync(client, signer, endpoints));
    }

    /// <summary>Knocks at every door: without an identity, and with the largest role that must not be enough.</summary>
    private static async Task<IReadOnlyList<Door>> KnockAsync(HttpClient client, IdentitySigner signer, List<RouteEndpoint> endpoints)
    {
        var doors = new List<Door>();
        foreach (var endpoint in endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            var path = "/" + Parameter().Replace(endpoint.RoutePattern.RawText!, p => p.Value.Contains(":int", StringComparison.Ordinal) ? "1" : Guid.Empty.ToString()).Trim('/');
            var needed = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).OfType<string>().LastOrDefault();
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            {
                using var nobody = await SendAsync(client, signer, method, path, null);
                using var tooSmall = needed is null || !TooSmall.TryGetValue(needed, out var role) ? null : await SendAsync(client, signer, method, path, role);
                doors.Add(new Door($"{method} {path}", needed, nobody.StatusCode, tooSmall?.StatusCode));
            }
        }

        return doors;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, IdentitySigner signer, string method, string path, string? role)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (role is not null)
            request.Headers.Add(IdentitySigner.Header, signer.Sign(new Caller("default", "somebody", role), method, path, 0));
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}

/// <summary>What a service maps, and what it says of that.</summary>
internal sealed record StartedService(string Name, IReadOnlyList<RouteEndpoint> Endpoints, JsonObject Document, IReadOnlyList<Door> Doors)
{
    /// <summary>The operations of the document.</summary>
    public IEnumerable<Operation> Operations =>
        from path in Document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select new Operation(Name, operation.Key.ToUpperInvariant(), Trimmed(path.Key), operation.Value!.AsObject());

    public static string Trimmed(string path) => path.Length > 1 ? "/" + path.Trim('/') : path;
}

/// <summary>What an endpoint says to those who must not come in.</summary>
/// <param name="Role">The role that it needs; null when it does not say.</param>
/// <param name="Nobody">Said to a request without an identity.</param>
/// <param name="TooSmall">Said to the largest role that is not enough.</param>
internal sealed record Door(string Name, string? Role, HttpStatusCode Nobody, HttpStatusCode? TooSmall);

/// <summary>One operation of a document.</summary>
internal sealed record Operation(string Service, string Method, string Path, JsonObject Text)
{
    public override string ToString() => $"{Service} {Method} {Path}";
}
