using StackExchange.Redis;

namespace NlSql.Testing.Servers;

internal sealed class RedisServer : IAsyncDisposable
{
    private readonly string configuration;
    private readonly ServerProcess? process;

    private RedisServer(string configuration, ServerProcess? process) => (this.configuration, this.process) = (configuration, process);

    public static async Task<RedisServer> OpenAsync(Lazy<ServerFolder> folder)
    {
        if (Environment.GetEnvironmentVariable(TestServers.RedisVariable) is { Length: > 0 } given)
            return new RedisServer(given, null);

        var port = FreePorts.Next();
        var process = await ServerProcess.StartAsync(
            "redis", port, [folder.Value.For("redis"), folder.Value.PasswordFile], CancellationToken.None);
        return new RedisServer($"127.0.0.1:{port},password={folder.Value.Password}", process);
    }

    /// <summary>The next number, counted in database 0 by all test processes.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(configuration);
        var number = await connection.GetDatabase().StringIncrementAsync("nlsql-test:last-database");
        return $"{configuration},defaultDatabase={number}";
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
    }
}
