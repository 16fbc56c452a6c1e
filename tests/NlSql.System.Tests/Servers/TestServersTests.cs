using Npgsql;
using NlSql.Testing.Servers;

namespace NlSql.System.Tests.Servers;

public sealed class TestServersTests(TestServers servers)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateDatabaseAsync_Twice_GivesTwoEmptyDatabasesToASuperuser()
    {
        await using var first = await servers.CreateDatabaseAsync(Cancellation);
        await using var second = await servers.CreateDatabaseAsync(Cancellation);

        await QueryAsync(first.ConnectionString, "CREATE TABLE here (id int); SELECT 1");

        Assert.Equal(0L, await QueryAsync(second.ConnectionString, "SELECT count(*) FROM pg_tables WHERE tablename = 'here'"));
        Assert.Equal(true, await QueryAsync(second.ConnectionString, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"));
    }

    [Fact]
    public async Task CreateDatabaseAsync_Disposed_IsDroppedThoughSomebodyIsConnected()
    {
        var database = await servers.CreateDatabaseAsync(Cancellation);
        await using var other = await servers.CreateDatabaseAsync(Cancellation);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var connected = await source.OpenConnectionAsync(Cancellation);

        await database.DisposeAsync();

        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database;
        Assert.Equal(0L, await QueryAsync(other.ConnectionString, $"SELECT count(*) FROM pg_database WHERE datname = '{name}'"));
    }

    [Fact]
    public async Task CreateRedisDatabaseAsync_Twice_GivesTwoDatabases() =>
        Assert.NotEqual(await servers.CreateRedisDatabaseAsync(), await servers.CreateRedisDatabaseAsync());

    [Fact]
    public async Task CreateVirtualHostAsync_Twice_GivesTwoVirtualHosts()
    {
        await using var first = await servers.CreateVirtualHostAsync(Cancellation);
        await using var second = await servers.CreateVirtualHostAsync(Cancellation);

        Assert.NotEqual(first.Uri.AbsolutePath, second.Uri.AbsolutePath);
        Assert.Equal(first.Uri.Authority, second.Uri.Authority);
    }

    private static async Task<object?> QueryAsync(string connectionString, string sql)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
