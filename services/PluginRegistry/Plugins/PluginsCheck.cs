using Microsoft.Extensions.Diagnostics.HealthChecks;
using NlSql.PluginRegistry.Contracts;

namespace NlSql.PluginRegistry.Plugins;

/// <summary>Degraded while plugins that nobody was served yet wait for their contract, as after a start: questions about them are unknown until then.</summary>
internal sealed class PluginsCheck(PluginCatalog catalog) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var proving = catalog.State.Plugins.Values.Where(p => p.Served is null && p.Contract.Status == ContractStatus.Running).Select(p => p.Id).ToList();
        return Task.FromResult(proving.Count == 0
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, $"The verified questions of {string.Join(", ", proving)} are being run; they are served after that."));
    }
}
