using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace NlSql.ServiceDefaults.Database;

/// <summary>Registers a service's database.</summary>
public static class ServiceDatabaseExtensions
{
    // More than any service has; each connection keeps its own.
    private const int PreparedStatements = 100;

    /// <summary>
    /// Registers an <see cref="NpgsqlDataSource"/> that works as the service's own role in its own schema, migrates the schema before
    /// anything else starts, and adds a readiness check.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="schema">The service's schema: registry, ingestion, chat, insights or audit.</param>
    public static IHostApplicationBuilder AddServiceDatabase(this IHostApplicationBuilder builder, string schema)
    {
        var scripts = Assembly.GetCallingAssembly();
        builder.Services.AddSingleton<DatabaseRoles>();
        builder.Services.AddSingleton<MigrationRunner>();
        builder.AddNpgsqlDataSource("nlsql", (services, connection) =>
        {
            var own = services.GetRequiredService<DatabaseRoles>().ConnectionStringOf(DatabaseRoles.OfSchema(schema), builder.Environment.ApplicationName);
            own.SearchPath = schema;
            // The same statements come again and again, and a service sets nothing for longer than a transaction: there is nothing to plan or to reset.
            (own.MaxAutoPrepare, own.AutoPrepareMinUsages, own.NoResetOnClose) = (PreparedStatements, 2, true);
            return own;
        });
        builder.Services.AddHostedService(services => new StartupMigration(schema, scripts, services));
        return builder;
    }

    /// <summary>Migrates in <c>StartingAsync</c>, before consumers, relays and the web server start.</summary>
    private sealed class StartupMigration(string schema, Assembly scripts, IServiceProvider services) : IHostedLifecycleService
    {
        public async Task StartingAsync(CancellationToken cancellationToken)
        {
            await services.GetRequiredService<MigrationRunner>().RunAsync(schema, scripts, cancellationToken);
            await ReportRefusedHardeningAsync(cancellationToken);
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        private async Task ReportRefusedHardeningAsync(CancellationToken cancellationToken)
        {
            await using var command = services.GetRequiredService<NpgsqlDataSource>()
                .CreateCommand("SELECT count(*)::int, min(step) FROM platform.hardening_refused");
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            if (await reader.ReadAsync(cancellationToken) && reader.GetInt32(0) > 0)
                Log.HardeningRefused(services.GetRequiredService<ILogger<MigrationRunner>>(), reader.GetInt32(0), reader.GetString(1));
        }
    }
}
