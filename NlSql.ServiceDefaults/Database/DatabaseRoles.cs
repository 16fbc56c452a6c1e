using Microsoft.Extensions.Configuration;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.ServiceDefaults.Database;

/// <summary>
/// The database roles and how to log in as one. Every service works as its own role; data queries run as
/// <see cref="Reader"/>; the owner's connection is for migrations alone.
/// </summary>
public sealed class DatabaseRoles(IConfiguration configuration, InstallationKey key)
{
    /// <summary>The role that runs data queries and can do nothing else.</summary>
    public const string Reader = "nlsql_reader";

    /// <summary>The role that owns data tables; nobody logs in as it.</summary>
    public const string DataOwner = "nlsql_data_owner";

    /// <summary>The login roles, each with a password derived from the installation key.</summary>
    internal static IReadOnlyList<string> Logins { get; } =
        ["nlsql_registry", "nlsql_ingestion", "nlsql_chat", "nlsql_insights", "nlsql_audit", Reader];

    /// <summary>The role that owns and writes a service's schema.</summary>
    public static string OfSchema(string schema) => $"nlsql_{schema}";

    /// <summary>Password of a role.</summary>
    public string PasswordOf(string role) => key.DerivePassword($"database-role:{role}");

    /// <summary>The connection string of a role.</summary>
    /// <param name="role">The role.</param>
    /// <param name="application">What <c>pg_stat_activity</c> shows.</param>
    public NpgsqlConnectionStringBuilder ConnectionStringOf(string role, string application)
    {
        var builder = ConnectionStrings.Owner(configuration);
        (builder.Username, builder.Password, builder.Passfile) = (role, PasswordOf(role), null);
        builder.ApplicationName = application;
        (builder.Timeout, builder.CommandTimeout) = (5, 30);
        (builder.IncludeErrorDetail, builder.NoResetOnClose, builder.Multiplexing) = (false, false, false);
        (builder.KeepAlive, builder.TcpKeepAlive) = (0, true);
        return builder;
    }
}
