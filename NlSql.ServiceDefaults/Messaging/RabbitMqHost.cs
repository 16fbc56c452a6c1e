using MassTransit;
using Microsoft.Extensions.Configuration;

namespace NlSql.ServiceDefaults.Messaging;

/// <summary>How every connection to the broker is made.</summary>
internal static class RabbitMqHost
{
    private const string Default = "amqp://guest:guest@127.0.0.1:5672";

    public static Uri AddressOf(IConfiguration configuration) =>
        new(configuration.GetConnectionString("rabbitmq") is { Length: > 0 } address ? address : Default);

    public static void UseBroker(this IRabbitMqBusFactoryConfigurator rabbit, IConfiguration configuration, string name) =>
        rabbit.Host(AddressOf(configuration), name, host =>
        {
            host.PublisherConfirmation = true;
            host.RequestedConnectionTimeout(TimeSpan.FromSeconds(5));
            host.Heartbeat(TimeSpan.FromSeconds(10));
        });
}
