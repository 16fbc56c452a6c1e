namespace NlSql.Gateway.Callers;

/// <summary>Says at start who may call.</summary>
internal sealed class AccessAnnouncement(AccessMode mode, ILogger<AccessAnnouncement> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (mode == AccessMode.OpenLoopback)
            Log.OpenLoopback(logger);
        else
            Log.Credentials(logger);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
