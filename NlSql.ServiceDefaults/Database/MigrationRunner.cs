using System.Reflection;
using DbUp;
using DbUp.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace NlSql.ServiceDefaults.Database;

/// <summary>
/// Brings the database up to date as its owner: first the platform scripts (roles, schemas, revokes), then the outbox and inbox and
/// the service's own scripts in the service's schema. An advisory lock lets replicas and services start together.
/// </summary>
public sealed class MigrationRunner(IConfiguration configuration, DatabaseRoles roles, ILogger<MigrationRunner> logger)
{
    // Any constant will do, as long as every service of an installation uses the same.
    private const long LockKey = 0x6E6C73716C;
    private const string TupleConcurrentlyUpdated = "XX000";

    /// <summary>Applies what is missing; returns when the schema is ready.</summary>
    /// <param name="schema">The service's schema.</param>
    /// <param name="scripts">The assembly whose embedded <c>Persistence/Migrations/*.sql</c> are the service's own scripts.</param>
    /// <param name="cancellationToken">Stops waiting for the lock.</param>
    public async Task RunAsync(string schema, Assembly scripts, CancellationToken cancellationToken)
    {
        var owner = ConnectionStrings.Owner(configuration);
        owner.Pooling = false;
        owner.CommandTimeout = 120;
        await using var guard = new NpgsqlConnection(owner.ConnectionString);
        await guard.OpenAsync(cancellationToken);
        await ExecuteAsync(guard, $"SELECT pg_advisory_lock({LockKey})", cancellationToken);
        // The lock ends with its connection, which is not pooled.
        await ExecuteAsync(guard, "CREATE SCHEMA IF NOT EXISTS platform", cancellationToken);
        await RepeatOnConcurrentRoleChangeAsync(() => Apply(owner, "platform", typeof(MigrationRunner).Assembly, "Migrations.Platform"));
        await RepeatOnConcurrentRoleChangeAsync(() => SetPasswordsAsync(owner, cancellationToken));
        await Apply(owner, schema, typeof(MigrationRunner).Assembly, "Migrations.Messaging");
        await Apply(owner, schema, scripts, "Persistence.Migrations");
    }

    private Task Apply(NpgsqlConnectionStringBuilder owner, string schema, Assembly assembly, string folder)
    {
        var target = new NpgsqlConnectionStringBuilder(owner.ConnectionString) { SearchPath = schema };
        var result = DeployChanges.To
            .PostgresqlDatabase(target.ConnectionString)
            .WithScriptsEmbeddedInAssembly(assembly, name => name.Contains($".{folder}.", StringComparison.Ordinal))
            .WithVariablesDisabled()
            .WithTransactionPerScript()
            .JournalToPostgresqlTable(schema, "migrations")
            .WithExecutionTimeout(TimeSpan.FromMinutes(2))
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        foreach (var script in result.Scripts)
            Log.MigrationApplied(logger, schema, ShortName(script));
        return result.Successful
            ? Task.CompletedTask
            : Task.FromException(new InvalidOperationException($"Migration {ShortName(result.ErrorScript)} of schema '{schema}' failed.", result.Error));
    }

    private async Task SetPasswordsAsync(NpgsqlConnectionStringBuilder owner, CancellationToken cancellationToken)
    {
        // On a connection of its own: the driver closes one that met a concurrent change, and the lock must outlive that.
        await using var connection = new NpgsqlConnection(owner.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        // Derived passwords are hexadecimal, so they need no quoting; ALTER ROLE takes no parameters.
        foreach (var role in DatabaseRoles.Logins)
            await ExecuteAsync(connection, $"ALTER ROLE {role} PASSWORD '{roles.PasswordOf(role)}'", cancellationToken);
    }

    /// <summary>Roles belong to the whole server: two installations on one server may change them at the same moment.</summary>
    private static async Task RepeatOnConcurrentRoleChangeAsync(Func<Task> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await change();
                return;
            }
            catch (Exception e) when (attempt < 40 && IsConcurrentRoleChange(e))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20 * attempt));
            }
        }
    }

    private static bool IsConcurrentRoleChange(Exception? e) =>
        e is PostgresException { SqlState: TupleConcurrentlyUpdated or PostgresErrorCodes.UniqueViolation } || (e is not null && IsConcurrentRoleChange(e.InnerException));

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string ShortName(SqlScript? script) => script is null ? "?" : string.Join('.', script.Name.Split('.')[^2..]);
}
