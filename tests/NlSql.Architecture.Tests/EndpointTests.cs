using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NlSql.ServiceDefaults.Auditing;
using NlSql.Testing;
using NlSql.Testing.Servers;

namespace NlSql.Architecture.Tests;

/// <summary>Every endpoint of every service says who may call it; the few that anybody may call are listed here.</summary>
public sealed class EndpointTests(TestServers servers)
{
    private static readonly string[] OpenToAll = ["/alive", "/ready", "/health", "/"];

    public static TheoryData<string> Services => ["NlSql.Gateway", "NlSql.PluginRegistry", "NlSql.Ingestion", "NlSql.Chat", "NlSql.Insights", "NlSql.Audit"];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Endpoints_OfAService_NeedACallerUnlessListed(string name)
    {
        await using var database = await servers.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        var endpoints = await EndpointsOfAsync(name, database);

        Assert.NotEmpty(endpoints);
        foreach (var endpoint in endpoints)
        {
            var route = "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
            var open = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            var stated = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Count > 0 || endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null;
            Assert.True(open ? OpenToAll.Contains(route) : stated, $"{name} {route} does not say who may call it.");
            if (route.StartsWith("/internal", StringComparison.Ordinal))
                Assert.Contains(endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>(), data => data.Policy == "service");
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Endpoints_ThatChangeOrAsk_SayWhatTheTrailCallsThem(string name)
    {
        // The gateway passes calls on and has no trail of its own.
        if (name == "NlSql.Gateway")
            return;
        await using var database = await servers.CreateDatabaseAsync(TestContext.Current.CancellationToken);

        foreach (var endpoint in await EndpointsOfAsync(name, database))
        {
            var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
            var internalOnly = endpoint.RoutePattern.RawText?.StartsWith("/internal", StringComparison.Ordinal) == true;
            Assert.True(
                internalOnly || methods.All(method => method == "GET") || endpoint.Metadata.GetMetadata<AuditedAttribute>() is not null,
                $"{name} {string.Join(' ', methods)} {endpoint.RoutePattern.RawText} has no [Audited]: its refusals would leave no entry.");
        }
    }

    private async Task<List<RouteEndpoint>> EndpointsOfAsync(string name, TestDatabase database)
    {
        var program = Assembly.Load(name).EntryPoint!.DeclaringType!;
        var start = typeof(EndpointTests).GetMethod(nameof(StartAsync), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(program);
        return await (Task<List<RouteEndpoint>>)start.Invoke(this, [database])!;
    }

    private async Task<List<RouteEndpoint>> StartAsync<TProgram>(TestDatabase database)
        where TProgram : class
    {
        await using var service = new WebApplicationFactory<TProgram>().WithWebHostBuilder(host => host
            .UseSetting("ConnectionStrings:nlsql", database.ConnectionString)
            .UseSetting("ConnectionStrings:rabbitmq", "amqp://nobody:nobody@127.0.0.1:1/")
            .UseSetting("NlSql:KeyFile", servers.KeyFile)
            .UseSetting("NlSql:PluginsPath", Path.Combine(RepositoryFolder.Root, "plugins"))
            .ConfigureLogging(logging => logging.ClearProviders()));
        return service.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
    }
}
