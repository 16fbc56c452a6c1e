using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using NlSql.ServiceDefaults.Options;

namespace NlSql.ServiceDefaults.Database;

/// <summary>Registers the way to uploaded rows.</summary>
public static class ReaderDatabaseExtensions
{
    /// <summary>Registers <see cref="ReaderDatabase"/> and the check that reports queries which outlive their timeouts.</summary>
    public static IHostApplicationBuilder AddReaderDatabase(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<ReaderOptions>(ReaderOptions.Section);
        builder.Services.AddSingleton<ReaderDatabase>();
        builder.Services.AddSingleton<ReaderBackends>();
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            "reader", services => new ReaderBackendsCheck(services.GetRequiredService<ReaderBackends>()), HealthStatus.Degraded, ["dependency"], TimeSpan.FromSeconds(3)));
        return builder;
    }
}
