using System.Net.Http.Json;
using System.Text.Json;
using NlSql.Contracts;
using NlSql.Testing;
using NlSql.Testing.Servers;

namespace NlSql.System.Tests;

[Collection<SystemCollection>]
public sealed class StartTests(RunningSystem system)
{
    private static readonly string[] Services =
        [ServiceNames.Gateway, ServiceNames.PluginRegistry, ServiceNames.Ingestion, ServiceNames.Chat, ServiceNames.Insights, ServiceNames.Audit];

    [Fact]
    public void Up_WholeSystem_RunsEveryService() =>
        Assert.All(Services, service => Assert.Equal("running", system.States[service]));

    [Fact]
    public async Task Health_WholeSystem_ShowsEveryServiceHealthy()
    {
        // A service that another test has just killed takes a moment to reach the broker again.
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await Eventually.TrueAsync(
            async () =>
            {
                var health = await system.Gateway.GetFromJsonAsync<JsonElement>("/health", cancellationToken);
                JsonElement services = health.GetProperty("services");
                return Services.Skip(1).All(service => services.GetProperty(service).GetProperty("status").GetString() == "healthy");
            },
            "every service is healthy",
            cancellationToken);
    }

    [Fact]
    public async Task KillService_Insights_IsStartedAgain()
    {
        await system.KillServiceAsync(ServiceNames.Insights, TestContext.Current.CancellationToken);

        Assert.Equal("running", system.States[ServiceNames.Insights]);
    }
}

public sealed class StopTests(TestServers servers)
{
    [Fact]
    public async Task KillAppHost_WholeSystem_LeavesNoProcessBehind()
    {
        await using var system = new RunningSystem(servers);
        await system.InitializeAsync();
        Assert.True(system.ProcessesOfThisSystem().Count > 6);

        system.KillAppHost();

        while (system.ProcessesOfThisSystem().Count > 0)
            await Task.Delay(100, TestContext.Current.CancellationToken);
    }
}
