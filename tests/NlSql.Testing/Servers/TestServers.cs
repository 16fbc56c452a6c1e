using System.Security.Cryptography;

namespace NlSql.Testing.Servers;

/// <summary>
/// Real Postgres, Redis and RabbitMQ for tests. An assembly fixture: a test project says
/// <c>[assembly: AssemblyFixture(typeof(TestServers))]</c> and its classes take it in their constructor.
/// <para>
/// <c>./nlsql test</c> starts one set of servers for all test projects and names them in the variables below. Where a variable
/// is not set (a test run from an IDE), the server is started when first asked for and stopped with the process.
/// </para>
/// </summary>
public sealed class TestServers : IAsyncDisposable
{
    /// <summary>Npgsql connection string or postgresql:// URL of a superuser. <c>TEST_DATABASE_URL</c> is taken as well.</summary>
    public const string PostgresVariable = "NLSQL_TEST_POSTGRES";

    /// <summary>StackExchange.Redis configuration.</summary>
    public const string RedisVariable = "NLSQL_TEST_REDIS";

    /// <summary>amqp:// URI with an administrator's name and password.</summary>
    public const string RabbitMqVariable = "NLSQL_TEST_RABBITMQ";

    /// <summary>http:// address of the same broker's management API.</summary>
    public const string RabbitMqApiVariable = "NLSQL_TEST_RABBITMQ_API";

    private readonly Lazy<Task<PostgresServer>> postgres;
    private readonly Lazy<Task<RedisServer>> redis;
    private readonly Lazy<Task<RabbitMqServer>> rabbitMq;
    private readonly Lazy<ServerFolder> folder = new(() => new ServerFolder());

    public TestServers()
    {
        postgres = new(() => PostgresServer.OpenAsync(folder));
        redis = new(() => RedisServer.OpenAsync(folder));
        rabbitMq = new(() => RabbitMqServer.OpenAsync(folder));
    }

    /// <summary>
    /// A key file for services under test. The key is the same in every test process: roles belong to the whole Postgres
    /// server, and their passwords are derived from it.
    /// </summary>
    public string KeyFile => folder.Value.KeyFile;

    /// <summary>A new, empty database. Dispose it to drop it.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync(CancellationToken cancellationToken) =>
        await (await postgres.Value).CreateDatabaseAsync(cancellationToken);

    /// <summary>The StackExchange.Redis configuration of a database in Redis that nobody else got.</summary>
    public async Task<string> CreateRedisDatabaseAsync() => await (await redis.Value).CreateDatabaseAsync();

    /// <summary>A new virtual host in RabbitMQ, so that no message of another test arrives. Dispose it to delete it.</summary>
    public async Task<TestVirtualHost> CreateVirtualHostAsync(CancellationToken cancellationToken) =>
        await (await rabbitMq.Value).CreateVirtualHostAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (postgres.IsValueCreated)
            await (await postgres.Value).DisposeAsync();
        if (redis.IsValueCreated)
            await (await redis.Value).DisposeAsync();
        if (rabbitMq.IsValueCreated)
            await (await rabbitMq.Value).DisposeAsync();
        if (folder.IsValueCreated)
            folder.Value.Dispose();
    }

    internal static string UniqueName() => "test_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
}
