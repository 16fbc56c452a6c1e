using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NlSql.Testing.Servers;

namespace NlSql.Gateway.Tests;

/// <summary>The gateway on Kestrel before one upstream that plays every service but Insights, which is down.</summary>
public class GatewayFixture(TestServers servers) : IAsyncLifetime
{
    private Upstream? upstream;
    private readonly List<WebApplicationFactory<Program>> gateways = [];

    internal HttpClient Client { get; private set; } = null!;

    internal Upstream Upstream => upstream!;

    public virtual async ValueTask InitializeAsync()
    {
        upstream = await Upstream.StartAsync(servers.KeyFile);
        Client = Open();
    }

    /// <summary>Another gateway with the same settings; the client to call it with.</summary>
    internal HttpClient Open()
    {
        var gateway = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseSetting("NlSql:KeyFile", servers.KeyFile).UseSetting("urls", "http://127.0.0.1:0");
            foreach (var service in new[] { "plugin-registry", "ingestion", "chat", "audit" })
                host.UseSetting($"services:{service}:http:0", Upstream.Address);
            host.UseSetting("services:insights:http:0", "http://127.0.0.1:1");
            host.ConfigureLogging(logging => logging.ClearProviders());
            Configure(host);
        });
        gateways.Add(gateway);
        gateway.UseKestrel();
        gateway.StartServer();
        return gateway.CreateClient();
    }

    /// <summary>Takes the gateway down; what is sent to it then fails.</summary>
    internal Task StopAsync() => gateways[0].Services.GetRequiredService<IHost>().StopAsync(TestContext.Current.CancellationToken);

    /// <summary>What a gateway has that is not open to everybody on this machine.</summary>
    protected virtual void Configure(IWebHostBuilder host)
    {
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var gateway in gateways)
            await gateway.DisposeAsync();
        if (upstream is not null)
            await upstream.DisposeAsync();
    }
}
