using System.Net.Http.Json;
using System.Text.Json;
using NlSql.Testing;
using NlSql.Testing.Faults;
using NlSql.Testing.Servers;

namespace NlSql.System.Tests.Faults;

/// <summary>
/// A running system on servers of its own, each behind a proxy: everything in it can be killed, frozen, cut off and slowed down. Every call
/// is logged, and after each fault a <see cref="Checker"/> compares the log with the trail.
/// </summary>
public sealed class FaultySystem(TestServers servers) : RunningSystem(servers)
{
    public OwnServer Postgres { get; private set; } = null!;

    public OwnServer Redis { get; private set; } = null!;

    public OwnServer RabbitMq { get; private set; } = null!;

    public TcpProxy PostgresWire { get; private set; } = null!;

    public TcpProxy RedisWire { get; private set; } = null!;

    public TcpProxy RabbitMqWire { get; private set; } = null!;

    /// <summary>The retail data that questions are about.</summary>
    public Guid Dataset { get; private set; }

    internal CallLog Calls { get; private set; } = null!;

    /// <summary>The owner's connection, past the proxy.</summary>
    public override string DatabaseConnectionString => PostgresAt(Postgres.Port);

    /// <summary>The Redis of the system, past the proxy, with the right to configure it.</summary>
    public string RedisConfiguration => $"127.0.0.1:{Redis.Port},password={Redis.Password},allowAdmin=true,abortConnect=false";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        // The gateway answers before every service does.
        var cancellation = TestContext.Current.CancellationToken;
        await Eventually.TrueAsync(async () => await UnwellAsync(cancellation) is null, "every service to be healthy", cancellation, 120);
        await ServedAsync(cancellation);
        Dataset = await RetailAsync();
        Calls = new CallLog(Gateway, Dataset);
    }

    public override async ValueTask DisposeAsync()
    {
        Heal();
        await base.DisposeAsync();
        foreach (var part in new IAsyncDisposable?[] { PostgresWire, RedisWire, RabbitMqWire, Postgres, Redis, RabbitMq })
        {
            if (part is not null)
                await part.DisposeAsync();
        }
    }

    /// <summary>Lets everything go on, and waits until every service says that it is well and the plugin is served: a registry that was killed proves its questions again first.</summary>
    internal async Task HealedAsync(CancellationToken cancellationToken)
    {
        Heal();
        await Eventually.TrueAsync(async () => await UnwellAsync(cancellationToken) is null, "every service to be healthy", cancellationToken, 120);
        await ServedAsync(cancellationToken);
        await new Checker(this).RunAsync(cancellationToken);
    }

    protected override async Task<ServerAddresses> ConnectAsync(CancellationToken cancellationToken)
    {
        var starting = (OwnServer.StartPostgresAsync(cancellationToken), OwnServer.StartRedisAsync(cancellationToken), OwnServer.StartRabbitMqAsync(cancellationToken));
        (Postgres, Redis, RabbitMq) = (await starting.Item1, await starting.Item2, await starting.Item3);
        (PostgresWire, RedisWire, RabbitMqWire) = (TcpProxy.To(Postgres.Port), TcpProxy.To(Redis.Port), TcpProxy.To(RabbitMq.Port));
        return new ServerAddresses(
            PostgresAt(PostgresWire.Port), $"127.0.0.1:{RedisWire.Port},password={Redis.Password}", $"amqp://nlsql:{RabbitMq.Password}@127.0.0.1:{RabbitMqWire.Port}");
    }

    private Task ServedAsync(CancellationToken cancellationToken) => Eventually.TrueAsync(
        async () =>
        {
            using var plugin = await Gateway.GetAsync(new Uri("/plugins/retail", UriKind.Relative), cancellationToken);
            return plugin.IsSuccessStatusCode;
        },
        "the plugin to be served",
        cancellationToken,
        120);

    private void Heal()
    {
        foreach (var wire in new[] { PostgresWire, RedisWire, RabbitMqWire })
            wire?.Mend();
        foreach (var server in new[] { Postgres, Redis, RabbitMq })
            server?.Thaw();
    }

    /// <summary>What is not well, in words; null when everything is.</summary>
    private async Task<string?> UnwellAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Gateway.GetAsync(new Uri("/health", UriKind.Relative), cancellationToken);
            var health = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            return health.GetProperty("status").GetString() == "healthy" ? null : health.GetRawText();
        }
        catch (HttpRequestException e)
        {
            return e.Message;
        }
    }

    private string PostgresAt(int port) => $"Host=127.0.0.1;Port={port};Username=nlsql;Password={Postgres.Password};Database=nlsql";
}

/// <summary>All faults happen to one system, one after the other.</summary>
[CollectionDefinition]
public sealed class FaultyCollection : ICollectionFixture<FaultySystem>;
