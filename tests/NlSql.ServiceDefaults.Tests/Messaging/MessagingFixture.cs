using Dapper;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using NlSql.ServiceDefaults.Messaging;
using NlSql.Testing.Servers;
using Npgsql;

namespace NlSql.ServiceDefaults.Tests.Messaging;

/// <summary>A database and a virtual host of one test class, each test using its own schema.</summary>
public sealed class MessagingFixture(TestServers servers) : IAsyncLifetime
{
    private TestDatabase? database;
    private TestVirtualHost? broker;

    internal Uri Broker => broker!.Uri;

    internal string OwnerConnectionString => database!.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        database = await servers.CreateDatabaseAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A new virtual host: a queue that another test left bound would take what has no consumer yet.</summary>
    internal async Task UseNewBrokerAsync()
    {
        if (broker is not null)
            await broker.DisposeAsync();
        broker = await servers.CreateVirtualHostAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (broker is not null)
            await broker.DisposeAsync();
        await database!.DisposeAsync();
    }

    internal Dictionary<string, string?> Settings(Uri? broker = null) => new()
    {
        ["ConnectionStrings:nlsql"] = OwnerConnectionString,
        ["ConnectionStrings:rabbitmq"] = (broker ?? Broker).ToString(),
        ["NlSql:KeyFile"] = servers.KeyFile,
        ["NlSql:Messaging:RedeliverAfterSeconds:0"] = "1",
        ["NlSql:Messaging:RedeliverAfterSeconds:1"] = "2",
    };

    /// <summary>Starts a service that sends and counts, in a schema of its own.</summary>
    internal async Task<TestService> StartAsync(string schema, Uri? broker = null, FaultSwitch? faults = null, bool consume = true)
    {
        var service = await TestService.StartWithMessagingAsync(
            schema,
            Settings(broker),
            bus =>
            {
                if (consume)
                    bus.AddConsumer<CountedConsumer>().Endpoint(endpoint => endpoint.Name = schema + "-counted");
            },
            services => services.AddSingleton(faults ?? new FaultSwitch()));
        await ExecuteAsync($"CREATE TABLE IF NOT EXISTS {schema}.effects (name text NOT NULL)");
        return service;
    }

    internal async Task<Guid> SendAsync<T>(TestService service, T message, string aggregate = "a")
        where T : class
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var connection = await service.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var id = await service.Services.GetRequiredService<Outbox>().EnqueueAsync(transaction, aggregate, message, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return id;
    }

    internal async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = new NpgsqlConnection(OwnerConnectionString);
        await connection.ExecuteAsync(sql, parameters);
    }

    internal async Task<T?> ScalarAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = new NpgsqlConnection(OwnerConnectionString);
        return await connection.ExecuteScalarAsync<T>(sql, parameters);
    }

    internal Task<int> CountAsync(string table) => ScalarAsync<int>($"SELECT count(*)::int FROM {table}");
}
