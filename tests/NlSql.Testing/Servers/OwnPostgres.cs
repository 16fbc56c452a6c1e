namespace NlSql.Testing.Servers;

/// <summary>A Postgres server of a test's own, to be stopped, started again, or starved of room.</summary>
public sealed class OwnPostgres : IAsyncDisposable
{
    private readonly ServerFolder folder = new();
    private readonly int port = FreePorts.Next();
    private ServerProcess? process;

    private OwnPostgres()
    {
    }

    /// <summary>The Npgsql connection string of its superuser, for the database <c>nlsql</c>.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={port};Username=nlsql;Password={folder.Password};Database=nlsql";

    /// <summary>A folder that goes with the server.</summary>
    public string Folder => folder.Path;

    public static async Task<OwnPostgres> StartAsync(CancellationToken cancellationToken)
    {
        var server = new OwnPostgres();
        await server.StartAgainAsync(cancellationToken);
        return server;
    }

    /// <summary>Stops the server: who is connected to it loses the connection.</summary>
    public async Task StopAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        process = null;
    }

    /// <summary>Starts it with the data that it has.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken) =>
        process = await ServerProcess.StartAsync("postgres", port, [folder.For("postgres"), folder.PasswordFile], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Dispose();
    }
}
