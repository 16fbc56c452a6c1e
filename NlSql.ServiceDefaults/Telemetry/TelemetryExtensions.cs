using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NlSql.ServiceDefaults.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace NlSql.ServiceDefaults.Telemetry;

internal static class TelemetryExtensions
{
    /// <summary>Traces, metrics and logs over OTLP, wherever <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> points; nowhere when it is not set.</summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder, string service)
    {
        // Every statement and every call as a log line would bury what operators look for; traces have them.
        builder.Logging.AddFilter("Npgsql", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
        builder.Logging.AddFilter("Polly", LogLevel.Warning);
        builder.Logging.AddFilter("ZiggyCreatures.Caching.Fusion", LogLevel.Warning);
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service))
            .WithTracing(tracing => tracing
                .AddSource("NlSql.*")
                .AddAspNetCoreInstrumentation(options => options.Filter = context => !context.Request.Path.StartsWithSegments("/alive") && !context.Request.Path.StartsWithSegments("/ready"))
                .AddHttpClientInstrumentation()
                .SampleByRate(builder))
            .WithMetrics(metrics => metrics
                .AddMeter("NlSql.*")
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation());
        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            telemetry.UseOtlpExporter();
    }

    // What is asked first decides for all services that take part. Who sets OpenTelemetry's own variable decides for himself.
    private static TracerProviderBuilder SampleByRate(this TracerProviderBuilder tracing, IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<TelemetryOptions>(TelemetryOptions.Section);
        return string.IsNullOrEmpty(builder.Configuration["OTEL_TRACES_SAMPLER"])
            ? tracing.SetSampler(services => new ParentBasedSampler(new RateSampler(services.GetRequiredService<IOptions<TelemetryOptions>>().Value.TracesPerSecond)))
            : tracing;
    }
}
