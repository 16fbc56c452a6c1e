using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing;
using NlSql.Testing.Servers;

namespace NlSql.Architecture.Tests;

/// <summary>Every service as it starts: its endpoints and its OpenAPI document. Started one after the other, once for all tests.</summary>
public sealed class StartedServices(TestServers servers) : IAsyncLifetime
{
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
        const string path = "/openapi/v1.json";
        client.DefaultRequestHeaders.Add(
            IdentitySigner.Header, service.Services.GetRequiredService<IdentitySigner>().Sign(new Caller("-", "gateway", Roles.Service), "GET", path, 0));
        var document = JsonNode.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken))!;
        return new StartedService(name, endpoints, document.AsObject());
    }
}

/// <summary>What a service maps, and what it says of that.</summary>
internal sealed record StartedService(string Name, IReadOnlyList<RouteEndpoint> Endpoints, JsonObject Document)
{
    /// <summary>The operations of the document.</summary>
    public IEnumerable<Operation> Operations =>
        from path in Document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select new Operation(Name, operation.Key.ToUpperInvariant(), Trimmed(path.Key), operation.Value!.AsObject());

    public static string Trimmed(string path) => path.Length > 1 ? "/" + path.Trim('/') : path;
}

/// <summary>One operation of a document.</summary>
internal sealed record Operation(string Service, string Method, string Path, JsonObject Text)
{
    public override string ToString() => $"{Service} {Method} {Path}";
}
