using Microsoft.Extensions.Configuration;
using NlSql.ServiceDefaults.Identity;
using RabbitMQ.Client;

namespace NlSql.ServiceDefaults.Messaging;

/// <summary>The service's own connection to the broker, beside those of the bus, for what is done to queues themselves. Made when it is needed.</summary>
internal sealed class BrokerConnection(IConfiguration configuration, ServiceInformation service) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
    private readonly SemaphoreSlim one = new(1, 1);
    private IConnection? connection;

    /// <summary>A channel on which publishing waits for the broker's confirmation.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.BrokerUnreachableException">The broker is away.</exception>
    public async Task<IChannel> OpenChannelAsync(CancellationToken cancellationToken) =>
        await (await ConnectedAsync(cancellationToken)).CreateChannelAsync(Confirmed, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
            await connection.DisposeAsync();
        one.Dispose();
    }

    private async Task<IConnection> ConnectedAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            if (connection is { IsOpen: true })
                return connection;
            if (connection is not null)
                await connection.DisposeAsync();
            var factory = new ConnectionFactory
            {
                Uri = RabbitMqHost.AddressOf(configuration),
                ClientProvidedName = service.Name + " queues",
                AutomaticRecoveryEnabled = false,
                RequestedConnectionTimeout = Patience,
                ContinuationTimeout = Patience,
            };
            return connection = await factory.CreateConnectionAsync(cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }
}
