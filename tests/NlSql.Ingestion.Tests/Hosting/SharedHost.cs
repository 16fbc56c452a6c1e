using NlSql.Testing.Servers;

namespace NlSql.Ingestion.Tests.Hosting;

/// <summary>One service for all tests of a class that leave nothing behind or use tenants of their own.</summary>
public sealed class SharedHost(TestServers servers) : IAsyncLifetime
{
    public IngestionHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await IngestionHost.StartAsync(servers);

    public async ValueTask DisposeAsync()
    {
        if (Host is not null)
            await Host.DisposeAsync();
    }
}
