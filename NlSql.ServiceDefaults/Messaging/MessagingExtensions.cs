using System.Reflection;
using MassTransit;
using MassTransit.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Options;
using Npgsql;

namespace NlSql.ServiceDefaults.Messaging;

/// <summary>Registers messaging over RabbitMQ with outbox and inbox.</summary>
public static class MessagingExtensions
{
    private const int DeliveryLimit = 20;
    private static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Registers the bus (quorum queues named <c>&lt;service&gt;-&lt;consumer&gt;</c>, retries, delays, then the error queue), the outbox with its
    /// relay, and the inbox. Needs the service's database (<c>AddServiceDatabase</c>).
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="contracts">The assembly of the message types.</param>
    /// <param name="consumers">Adds the consumers; null when there are none.</param>
    public static IHostApplicationBuilder AddMessaging(
        this IHostApplicationBuilder builder, Assembly contracts, Action<IBusRegistrationConfigurator>? consumers = null)
    {
        builder.Services.AddSingleton(new MessageTypes(contracts));
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<OutboxState>();
        builder.Services.AddSingleton<Outbox>();
        builder.Services.AddSingleton<GroupCommit>();
        builder.Services.AddSingleton<AuditTrail>();
        builder.Services.AddSingleton<Inbox>();
        builder.Services.AddSingleton<OutboxPublisher>();
        builder.Services.AddSingleton<RelayBus>();
        builder.Services.AddSingleton<BrokerWatchdog>();
        builder.AddValidatedOptions<MessagingOptions>(MessagingOptions.Section);
        builder.Services.AddSingleton<BrokerConnection>();
        builder.Services.AddSingleton<ErrorQueues>();
        builder.Services.AddSingleton<DelayQueues>();
        builder.Services.AddHostedService<OutboxRelay>();
        builder.Services.AddHostedService<InboxSweeper>();
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            "outbox", services => new OutboxCheck(services.GetRequiredService<OutboxState>()), HealthStatus.Degraded, ["dependency"]));
        builder.Services.AddHealthChecks().AddCheck<ErrorQueuesCheck>("error_queues", HealthStatus.Degraded, ["dependency"], TimeSpan.FromSeconds(3));

        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetEndpointNameFormatter(new KebabCaseEndpointNameFormatter(ServiceDefaultsExtensions.ServiceNameOf(builder) + "-", false));
            consumers?.Invoke(bus);
            bus.AddConfigureEndpointsCallback((context, queue, endpoint) =>
            {
                context.GetRequiredService<ErrorQueues>().Watch(queue);
                if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
                    UseQuorumQueue(rabbit, queue);
                endpoint.PublishFaults = false;
                endpoint.ConfigureError(error =>
                {
                    error.UseFilter(new RedeliveryFilter(queue, context.GetRequiredService<DelayQueues>(), context.GetRequiredService<ILogger<RedeliveryFilter>>()));
                    error.UseFilter(new ErrorTransportFilter());
                });
                UseRetries(endpoint);
            });
            bus.ConfigureHealthCheckOptions(options =>
            {
                // The broker's absence delays events and fails no request: degraded, and no part of readiness.
                options.Name = "rabbitmq";
                options.MinimalFailureStatus = HealthStatus.Degraded;
                options.Tags.Clear();
                options.Tags.Add("dependency");
            });
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.UseBroker(context.GetRequiredService<IConfiguration>(), context.GetRequiredService<ServiceInformation>().Name);
                rabbit.ConfigureEndpoints(context);
            });
        });
        // The web server opens whether or not the broker answers.
        builder.Services.Configure<MassTransitHostOptions>(options =>
        {
            options.WaitUntilStarted = false;
            options.StopTimeout = TimeSpan.FromSeconds(10);
        });
        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(MassTransit.Logging.DiagnosticHeaders.DefaultListenerName))
            .WithMetrics(metrics => metrics.AddMeter(MassTransit.Monitoring.InstrumentationOptions.MeterName));
        return builder;
    }

    /// <summary>
    /// Confirmed means on disk. A message that ends its consumer's process again and again is set aside after 20 deliveries: with the limit
    /// alone the broker would drop it, so there is a queue for it.
    /// </summary>
    private static void UseQuorumQueue(IRabbitMqReceiveEndpointConfigurator endpoint, string queue)
    {
        var dead = queue + "_dead";
        endpoint.SetQuorumQueue();
        endpoint.SetQueueArgument("x-delivery-limit", DeliveryLimit);
        endpoint.BindDeadLetterQueue(dead, dead, declared => declared.SetQueueArgument("x-queue-type", "quorum"));
    }

    /// <summary>
    /// A message that cannot be accepted goes to the error queue at once; a fault is tried again three times first, and then waits its turn in a
    /// <see cref="DelayQueues">delay queue</see>; while the database is away the message waits for it.
    /// </summary>
    private static void UseRetries(IReceiveEndpointConfigurator endpoint)
    {
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<NpgsqlException>(e => e.IsTransient);
            retry.Exponential(1_000, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(500));
        });
        endpoint.UseMessageRetry(retry =>
        {
            retry.Ignore<NpgsqlException>(e => e.IsTransient);
            retry.Ignore<UnacceptableMessageException>();
            retry.Intervals(TimeSpan.Zero, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500));
        });
    }

    private sealed class OutboxCheck(OutboxState state) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
            Task.FromResult(state.OldestAge < LongestLag
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(context.Registration.FailureStatus, $"The oldest unsent message is {state.OldestAge.TotalSeconds:0} s old."));
    }
}
