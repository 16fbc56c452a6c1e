using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NlSql.ServiceDefaults.Messaging;

/// <summary>A message that could not be taken makes the service degraded until somebody has mended the cause and replayed it.</summary>
internal sealed class ErrorQueuesCheck(ErrorQueues queues) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        IReadOnlyDictionary<string, uint> depths;
        try
        {
            depths = await queues.DepthsAsync(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // That the broker is away is another check's to say.
            return HealthCheckResult.Healthy($"The broker does not say ({e.GetType().Name}).");
        }

        if (depths.Count == 0)
            return HealthCheckResult.Healthy();
        var waiting = string.Join(", ", depths.Select(d => $"{d.Value} in {d.Key}"));
        return new HealthCheckResult(
            context.Registration.FailureStatus,
            $"Messages could not be taken: {waiting}. Mend the cause, then run ./nlsql events replay with the queue's name.",
            data: depths.ToDictionary(d => d.Key, d => (object)d.Value));
    }
}
