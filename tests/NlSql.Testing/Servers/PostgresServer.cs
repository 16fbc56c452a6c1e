using Npgsql;

namespace NlSql.Testing.Servers;

internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly string connectionString;
    private readonly ServerProcess? process;

    private PostgresServer(string connectionString, ServerProcess? process) =>
        (this.connectionString, this.process) = (connectionString, process);

    public static async Task<PostgresServer> OpenAsync(Lazy<ServerFolder> folder)
    {
        var given = Environment.GetEnvironmentVariable(TestServers.PostgresVariable) is { Length: > 0 } ours
            ? ours
            : Environment.GetEnvironmentVariable("TEST_DATABASE_URL");
        if (given is { Length: > 0 })
            return new PostgresServer(FromUrl(given), null);

        var port = FreePorts.Next();
        var process = await ServerProcess.StartAsync(
            "postgres", port, [folder.Value.For("postgres"), folder.Value.PasswordFile], CancellationToken.None);
        return new PostgresServer($"Host=127.0.0.1;Port={port};Username=nlsql;Password={folder.Value.Password};Database=nlsql", process);
    }

    public async Task<TestDatabase> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var name = TestServers.UniqueName();
        await ExecuteAsync($"CREATE DATABASE {name}", cancellationToken);
        var owner = new NpgsqlConnectionStringBuilder(connectionString) { Database = name };
        return new TestDatabase(owner.ConnectionString, () => ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)", CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
    }

    private static string FromUrl(string value)
    {
        if (!value.StartsWith("postgres", StringComparison.Ordinal) || !Uri.TryCreate(value, UriKind.Absolute, out var url))
            return value;
        var user = url.UserInfo.Split(':', 2);
        return new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Port = url.Port > 0 ? url.Port : NpgsqlConnection.DefaultPort,
            Database = url.AbsolutePath.Trim('/'),
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
        }.ConnectionString;
    }

    // Not pooled: these connections are rare and must not hold a place that a test wants.
    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
