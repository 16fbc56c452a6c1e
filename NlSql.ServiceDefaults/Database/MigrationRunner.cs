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
        // Closing the connection gives the lock back.
        await using var guard = new NpgsqlConnection(owner.ConnectionString);
        await guard.OpenAsync(cancellationToken);
        await ExecuteAsync(guard, $"SELECT pg_advisory_lock({LockKey})", cancellationToken);
        await ExecuteAsync(guard, "CREATE SCHEMA IF NOT EXISTS platform", cancellationToken);
        await RepeatOnConcurrentRoleChangeAsync(() => Apply(owner, "platform", typeof(MigrationRunner).Assembly, "Migrations.Platform"));
        foreach (var role in DatabaseRoles.Logins)
            await RepeatOnConcurrentRoleChangeAsync(() => SetPasswordAsync(owner, role, cancellationToken));
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

    /// <summary>Gives a role its password, unless it has it. On a connection of its own: the driver closes one that met a conflict.</summary>
    private async Task SetPasswordAsync(NpgsqlConnectionStringBuilder owner, string role, CancellationToken cancellationToken)
    {
        if (await CanLogInAsync(role, cancellationToken))
            return;
        await using var connection = new NpgsqlConnection(owner.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        // Derived passwords are hexadecimal, so they need no quoting; ALTER ROLE takes no parameters.
        await ExecuteAsync(connection, $"ALTER ROLE {role} PASSWORD '{roles.PasswordOf(role)}'", cancellationToken);
    }

    private async Task<bool> CanLogInAsync(string role, CancellationToken cancellationToken)
    {
        var login = roles.ConnectionStringOf(role, "migrations");
        login.Pooling = false;
        var builder = new NpgsqlDataSourceBuilder(login.ConnectionString);
        // Types are of no interest here, and the reader may not read them.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        try
        {
            await using var source = builder.Build();
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            return true;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification)
        {
            return false;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.TooManyConnections)
        {
            return true;
        }
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
            catch (Exception e) when (attempt < 10 && IsConcurrentRoleChange(e))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20 * attempt));
            }
        }
    }

    private static bool IsConcurrentRoleChange(Exception e) =>
        (e as PostgresException ?? e.InnerException as PostgresException)?.SqlState is TupleConcurrentlyUpdated or PostgresErrorCodes.UniqueViolation;

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string ShortName(SqlScript? script) => script is null ? "?" : string.Join('.', script.Name.Split('.')[^2..]);
}
