using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NlSql.PluginRegistry.Contracts;
using NlSql.PluginRegistry.Plugins;
using NlSql.SemanticModel.Definitions;

namespace NlSql.PluginRegistry.Tests.Plugins;

public sealed class PluginsCheckTests
{
    private static readonly ServedPlugin Served = new(new ModelDefinition { Plugin = new() { Id = "shop", Name = "Shop" }, Version = "1", Tables = [] }, [], Passed: true);

    [Fact]
    public async Task Check_PluginWaitingForItsFirstContract_IsDegradedAndNamesIt()
    {
        var result = await CheckAsync(State("shop", Served, ContractStatus.Passed), State("clinic", null, ContractStatus.Running));

        Assert.Equal(HealthStatus.Degraded, result.Status);
        Assert.Contains("clinic", result.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("shop", result.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ContractStatus.Running)]
    [InlineData(ContractStatus.Failed)]
    internal async Task Check_PluginServedInItsLastGoodVersion_IsHealthy(ContractStatus status) =>
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(State("shop", Served, status))).Status);

    [Fact]
    public async Task Check_PluginWithMistakesThatNobodyIsServed_IsNoMatterOfHealth() =>
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(State("clinic", null, ContractStatus.NotRun))).Status);

    private static PluginState State(string id, ServedPlugin? served, ContractStatus status) => new(id, served, "1", "", [], new ContractReport(status, null));

    private static Task<HealthCheckResult> CheckAsync(params PluginState[] plugins)
    {
        var catalog = new PluginCatalog();
        catalog.Replace(new CatalogState(plugins.ToImmutableSortedDictionary(p => p.Id, p => p, StringComparer.Ordinal)));
        var check = new PluginsCheck(catalog);
        return check.CheckHealthAsync(new() { Registration = new("plugins", check, HealthStatus.Degraded, []) }, TestContext.Current.CancellationToken);
    }
}
