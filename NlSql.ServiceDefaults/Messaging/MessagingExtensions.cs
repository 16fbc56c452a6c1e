using System.Reflection;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace NlSql.ServiceDefaults.Messaging;

/// <summary>Registers messaging over RabbitMQ with outbox and inbox.</summary>
public static class MessagingExtensions
{
    private static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Registers the bus (quorum queues named <c>&lt;service&gt;-&lt;consumer&gt;</c>, retries, then the error queue), the outbox with its
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
        builder.Services.AddSingleton<Inbox>();
        builder.Services.AddHostedService<OutboxRelay>();
        builder.Services.AddHostedService<InboxSweeper>();
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            "outbox", services => new OutboxCheck(services.GetRequiredService<OutboxState>()), HealthStatus.Degraded, ["dependency"]));

        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetEndpointNameFormatter(new KebabCaseEndpointNameFormatter(ServiceDefaultsExtensions.ServiceNameOf(builder) + "-", false));
            consumers?.Invoke(bus);
            bus.AddConfigureEndpointsCallback((_, _, endpoint) =>
            {
                if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
                    rabbit.SetQuorumQueue();
                endpoint.UseMessageRetry(retry => retry.Intervals(
                    TimeSpan.Zero, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)));
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
                var address = context.GetRequiredService<IConfiguration>().GetConnectionString("rabbitmq") ?? "amqp://guest:guest@127.0.0.1:5672";
                rabbit.Host(new Uri(address), host =>
                {
                    host.PublisherConfirmation = true;
                    host.RequestedConnectionTimeout(TimeSpan.FromSeconds(5));
                    host.Heartbeat(TimeSpan.FromSeconds(10));
                });
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

    private sealed class OutboxCheck(OutboxState state) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
            Task.FromResult(state.OldestAge < LongestLag
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(context.Registration.FailureStatus, $"The oldest unsent message is {state.OldestAge.TotalSeconds:0} s old."));
    }
}
