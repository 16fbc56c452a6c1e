using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing.Servers;
using Npgsql;

namespace NlSql.ServiceDefaults.Tests.Database;

/// <summary>Several services, and several replicas of each, migrate one fresh database at the same moment.</summary>
public sealed class MigrationTests(TestServers servers)
{
    private static readonly string[] Schemas = ["registry", "ingestion", "chat", "insights", "audit"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ManyServicesAtOnce_EachScriptRunsOnce()
    {
        await using var database = await servers.CreateDatabaseAsync(Cancellation);
        var (configuration, roles) = Configure(database);

        await Task.WhenAll(Schemas.Concat(Schemas).Select(schema => Task.Run(() =>
            new MigrationRunner(configuration, roles, NullLogger<MigrationRunner>.Instance).RunAsync(schema, typeof(MigrationTests).Assembly, Cancellation))));

        await using var owner = new NpgsqlConnection(database.ConnectionString);
        foreach (var schema in Schemas.Append("platform"))
        {
            var runs = (await owner.QueryAsync<int>($"SELECT count(*)::int FROM {schema}.migrations GROUP BY scriptname")).AsList();
            Assert.NotEmpty(runs);
            Assert.All(runs, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public async Task Run_ManyDatabasesOfOneServerAtOnce_AllSucceed()
    {
        // Roles belong to the server: installations that start together change the same ones, which Postgres refuses to one of them.
        var databases = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => servers.CreateDatabaseAsync(Cancellation)));

        for (var round = 0; round < 5; round++)
            await Task.WhenAll(databases.Select(database => Task.Run(() =>
            {
                var (configuration, roles) = Configure(database);
                return new MigrationRunner(configuration, roles, NullLogger<MigrationRunner>.Instance).RunAsync("chat", typeof(MigrationTests).Assembly, Cancellation);
            })));

        foreach (var database in databases)
            await database.DisposeAsync();
    }

    [Fact]
    public async Task Run_Twice_ChangesNothing()
    {
        await using var database = await servers.CreateDatabaseAsync(Cancellation);
        var (configuration, roles) = Configure(database);
        var runner = new MigrationRunner(configuration, roles, NullLogger<MigrationRunner>.Instance);
        await runner.RunAsync("chat", typeof(MigrationTests).Assembly, Cancellation);
        await using var owner = new NpgsqlConnection(database.ConnectionString);
        await owner.ExecuteAsync("INSERT INTO chat.inbox VALUES ('c', gen_random_uuid(), now())");

        await runner.RunAsync("chat", typeof(MigrationTests).Assembly, Cancellation);

        Assert.Equal(1, await owner.ExecuteScalarAsync<int>("SELECT count(*)::int FROM chat.inbox"));
    }

    [Theory]
    [InlineData("SELECT * FROM insights.outbox")]
    [InlineData("INSERT INTO insights.inbox VALUES ('c', '00000000-0000-0000-0000-000000000000', now())")]
    [InlineData("CREATE TABLE chat.mine (id int)")]
    [InlineData("CREATE TABLE public.mine (id int)")]
    [InlineData("CREATE TEMPORARY TABLE mine (id int)")]
    [InlineData("CREATE TABLE data.mine (id int)")]
    [InlineData("SET ROLE nlsql_data_owner")]
    [InlineData("SET ROLE nlsql_reader")]
    [InlineData("SELECT set_config('role', 'nlsql', false)")]
    public async Task Connect_AsAService_CannotLeaveItsSchema(string sql)
    {
        await using var database = await servers.CreateDatabaseAsync(Cancellation);
        var (configuration, roles) = Configure(database);
        var runner = new MigrationRunner(configuration, roles, NullLogger<MigrationRunner>.Instance);
        await runner.RunAsync("chat", typeof(MigrationTests).Assembly, Cancellation);
        await runner.RunAsync("insights", typeof(MigrationTests).Assembly, Cancellation);
        await using var chat = new NpgsqlConnection(Unpooled(roles.ConnectionStringOf("nlsql_chat", "test")));
        await chat.ExecuteAsync("INSERT INTO chat.inbox VALUES ('c', '00000000-0000-0000-0000-000000000000', now())");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => chat.ExecuteAsync(sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private static string Unpooled(NpgsqlConnectionStringBuilder builder)
    {
        builder.Pooling = false;
        return builder.ConnectionString;
    }

    private (IConfiguration Configuration, DatabaseRoles Roles) Configure(TestDatabase database)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("ConnectionStrings:nlsql", database.ConnectionString), new("NlSql:KeyFile", servers.KeyFile)]).Build();
        return (configuration, new DatabaseRoles(configuration, InstallationKey.Read(configuration)));
    }
}
