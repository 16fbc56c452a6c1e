using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.ServiceDefaults.Messaging;

/// <summary>
/// The relay's own connection to the broker. It can be given up for a new one at any time; a bus that also consumes cannot: one that
/// does not stop in time does not start again.
/// </summary>
internal sealed class RelayBus(IConfiguration configuration, ServiceInformation service, ILoggerFactory loggers, ILogger<RelayBus> logger) : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource disposed = new();
    private IBusControl? current;

    public Task PublishAsync(object message, Type type, Action<PublishContext> stamp, CancellationToken cancellationToken) =>
        (current ??= Open()).Publish(message, type, Pipe.Execute(stamp), cancellationToken);

    /// <summary>Leaves the connection and makes another with the next message.</summary>
    public void Rebuild()
    {
        if (Interlocked.Exchange(ref current, null) is { } old)
            _ = CloseAsync(old);
    }

    public async ValueTask DisposeAsync()
    {
        await disposed.CancelAsync();
        if (Interlocked.Exchange(ref current, null) is { } last)
            await CloseAsync(last);
        disposed.Dispose();
    }

    private IBusControl Open()
    {
        LogContext.ConfigureCurrentLogContext(loggers);
        var bus = Bus.Factory.CreateUsingRabbitMq(rabbit => rabbit.UseBroker(configuration, service.Name + " outbox"));
        _ = StartAsync(bus);
        return bus;
    }

    /// <summary>Connects in the background; messages that are sent meanwhile wait for it as long as they may.</summary>
    private async Task StartAsync(IBusControl bus)
    {
        try
        {
            await bus.StartAsync(disposed.Token);
        }
        catch (Exception e)
        {
            Log.ConnectFailed(logger, e.GetType().Name);
        }
    }

    private async Task CloseAsync(IBusControl bus)
    {
        try
        {
            await bus.StopAsync(StopLimit);
        }
        catch (Exception e)
        {
            Log.ConnectFailed(logger, e.GetType().Name);
        }
    }
}
