using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace NlSql.ServiceDefaults;

/// <summary>
/// The Redis client as Aspire registers it (<c>Aspire.StackExchange.Redis</c>): same method name, same configuration section
/// <c>Aspire:StackExchange:Redis</c>. Redis is a help, never a need: without it the service is degraded, not down.
/// </summary>
public static class RedisClient
{
    /// <summary>Registers an <see cref="IConnectionMultiplexer"/> that connects in the background, with a health check.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="connectionName">Name of the connection string.</param>
    public static void AddRedisClient(this IHostApplicationBuilder builder, string connectionName)
    {
        var settings = builder.Configuration.GetSection("Aspire:StackExchange:Redis");
        builder.Services.AddSingleton<IConnectionMultiplexer>(services =>
        {
            var options = ConfigurationOptions.Parse(services.GetRequiredService<IConfiguration>().GetConnectionString(connectionName) ?? "127.0.0.1:6379");
            options.AbortOnConnectFail = false;
            options.ConnectTimeout = 2_000;
            (options.SyncTimeout, options.AsyncTimeout) = (250, 250);
            options.BacklogPolicy = BacklogPolicy.FailFast;
            return ConnectionMultiplexer.Connect(options);
        });
        if (!settings.GetValue<bool>("DisableHealthChecks"))
            builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
                connectionName, services => new RedisCheck(services.GetRequiredService<IConnectionMultiplexer>()), HealthStatus.Degraded, ["dependency"], TimeSpan.FromSeconds(2)));
    }

    private sealed class RedisCheck(IConnectionMultiplexer redis) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
        {
            try
            {
                await redis.GetDatabase().PingAsync();
                return HealthCheckResult.Healthy();
            }
            catch (Exception e) when (e is RedisException or TimeoutException)
            {
                return new HealthCheckResult(context.Registration.FailureStatus, "Redis does not answer; caches are off.");
            }
        }
    }
}
