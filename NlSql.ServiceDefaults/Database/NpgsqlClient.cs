using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NlSql.ServiceDefaults.Database;
using Npgsql;

namespace NlSql.ServiceDefaults;

/// <summary>
/// The Postgres client as Aspire registers it (<c>Aspire.Npgsql</c>): same method name, same configuration section
/// <c>Aspire:Npgsql</c> with <c>DisableHealthChecks</c>, <c>DisableTracing</c>, <c>DisableMetrics</c>.
/// </summary>
public static class NpgsqlClient
{
    /// <summary>Registers the data source with health check, traces and metrics.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="connectionName">Name of the connection string.</param>
    /// <param name="connection">Changes the connection string before use; null to use it as it is.</param>
    public static void AddNpgsqlDataSource(
        this IHostApplicationBuilder builder, string connectionName, Func<IServiceProvider, NpgsqlConnectionStringBuilder, NpgsqlConnectionStringBuilder>? connection = null)
    {
        var settings = builder.Configuration.GetSection("Aspire:Npgsql");
        builder.Services.AddSingleton(services =>
        {
            var text = ConnectionStrings.Owner(services.GetRequiredService<IConfiguration>());
            var source = new NpgsqlDataSourceBuilder((connection?.Invoke(services, text) ?? text).ConnectionString);
            source.UseLoggerFactory(services.GetRequiredService<ILoggerFactory>());
            return source.Build();
        });
        if (!settings.GetValue<bool>("DisableHealthChecks"))
            builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
                connectionName, services => new PostgresCheck(services.GetRequiredService<NpgsqlDataSource>()), HealthStatus.Unhealthy, ["ready"], TimeSpan.FromSeconds(3)));
        if (!settings.GetValue<bool>("DisableTracing"))
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddNpgsql());
        if (!settings.GetValue<bool>("DisableMetrics"))
            builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("Npgsql"));
    }

    private sealed class PostgresCheck(NpgsqlDataSource database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
        {
            try
            {
                await using var command = database.CreateCommand("SELECT 1");
                await command.ExecuteScalarAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (NpgsqlException)
            {
                return new HealthCheckResult(context.Registration.FailureStatus, "Postgres does not answer.");
            }
        }
    }
}
