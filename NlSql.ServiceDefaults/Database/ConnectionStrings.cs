using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace NlSql.ServiceDefaults.Database;

/// <summary>Where the database is: <c>ConnectionStrings:nlsql</c>, or <c>DATABASE_URL</c> as a URL or an Npgsql string.</summary>
public static class ConnectionStrings
{
    /// <summary>The migration owner's connection string.</summary>
    /// <exception cref="ValidationException">It is missing or malformed.</exception>
    public static NpgsqlConnectionStringBuilder Owner(IConfiguration configuration) =>
        Parse(configuration.GetConnectionString("nlsql") is { Length: > 0 } named
            ? named
            : configuration["DATABASE_URL"]
                ?? throw new ValidationException("No database is configured. Set ConnectionStrings__nlsql or DATABASE_URL (postgresql://user:password@host:port/database)."));

    /// <summary>Reads a <c>postgresql://</c> URL or an Npgsql connection string.</summary>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        if (!text.StartsWith("postgres://", StringComparison.Ordinal) && !text.StartsWith("postgresql://", StringComparison.Ordinal))
        {
            try
            {
                return new NpgsqlConnectionStringBuilder(text);
            }
            catch (ArgumentException)
            {
                throw new ValidationException("The database connection string is not a valid Npgsql connection string.");
            }
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.AbsolutePath.Length < 2)
            throw new ValidationException("DATABASE_URL must look like postgresql://user:password@host:port/database.");
        var user = url.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Port = url.Port > 0 ? url.Port : 5432,
            Database = Uri.UnescapeDataString(url.AbsolutePath[1..]),
            Username = Uri.UnescapeDataString(user[0]),
        };
        if (user.Length > 1)
            builder.Password = Uri.UnescapeDataString(user[1]);
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.Split('=', 2) is [var n, var v] ? (n, Uri.UnescapeDataString(v)) : (pair, "");
            if (name == "sslmode" && Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode))
                builder.SslMode = mode;
        }

        return builder;
    }
}
