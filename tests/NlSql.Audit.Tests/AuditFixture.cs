using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NlSql.Audit.Entries;
using NlSql.Audit.Retention;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Messaging;
using NlSql.Testing.Http;
using NlSql.Testing;
using NlSql.Testing.Servers;
using Npgsql;

namespace NlSql.Audit.Tests;

/// <summary>The service on a real Postgres and RabbitMQ. Each test uses a tenant of its own.</summary>
public sealed class AuditFixture(TestServers servers) : IAsyncLifetime
{
    private TestDatabase? database;
    private TestVirtualHost? broker;
    private WebApplicationFactory<Program>? service;

    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal IServiceProvider Services => service!.Services;

    internal string OwnerConnectionString => database!.ConnectionString;

    internal IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["ConnectionStrings:nlsql"] = OwnerConnectionString,
        ["ConnectionStrings:rabbitmq"] = broker!.Uri.ToString(),
        ["NlSql:KeyFile"] = servers.KeyFile,
    };

    public async ValueTask InitializeAsync()
    {
        database = await servers.CreateDatabaseAsync(Cancellation);
        broker = await servers.CreateVirtualHostAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (service is not null)
            await service.DisposeAsync();
        await broker!.DisposeAsync();
        await database!.DisposeAsync();
    }

    /// <summary>Starts the service in this process, once.</summary>
    /// <param name="clock">Its clock; null for the machine's.</param>
    /// <param name="settings">Further settings.</param>
    /// <param name="upkeep">Whether it exports heads by itself; not where a test counts what it exported.</param>
    internal void Start(TimeProvider? clock = null, IReadOnlyDictionary<string, string>? settings = null, bool upkeep = true)
    {
        if (service is not null)
            return;
        service = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            foreach (var (name, value) in Settings.Concat(settings ?? new Dictionary<string, string>()))
                host.UseSetting(name, value);
            host.ConfigureLogging(logging => logging.ClearProviders());
            host.ConfigureTestServices(services =>
            {
                if (clock is not null)
                    services.AddSingleton(clock);
                if (!upkeep)
                    services.Remove(services.Single(service => service.ImplementationType == typeof(Upkeep)));
            });
        });
        using var client = service.CreateClient();
    }

    internal static AuditRecorded Event(string tenant, string action = "question.asked") => new()
    {
        TenantId = tenant,
        Actor = "ann",
        At = new DateTimeOffset(2026, 3, 14, 15, 9, 26, TimeSpan.FromHours(2)).AddTicks(1234567),
        Service = "chat",
        Action = action,
        Outcome = "answered",
        PluginId = "retail",
        Question = "revenue \0 last \"week\" — où? 日本",
        DetailsJson = """{"b": 1.50, "a": {"nul": "\u0000"}, "e": 1e3}""",
        DurationMs = 12.345678901234567,
    };

    /// <summary>Sends an event as a service would: through its outbox and the broker.</summary>
    internal async Task<Guid> SendAsync(AuditRecorded message)
    {
        await using var connection = await Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        var id = await Services.GetRequiredService<Outbox>().EnqueueAsync(transaction, message.TenantId, message, Cancellation);
        await transaction.CommitAsync(Cancellation);
        return id;
    }

    internal Task WaitForAsync(string tenant, int entries) => Eventually.TrueAsync(
        async () => await CountAsync(tenant) == entries, $"{entries} entries of {tenant}", Cancellation, 60);

    internal async Task<T?> ScalarAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = new NpgsqlConnection(OwnerConnectionString);
        return await connection.ExecuteScalarAsync<T>(sql, parameters);
    }

    /// <summary>Adds entries as the consumer does.</summary>
    internal async Task RecordAsync(string tenant, int entries)
    {
        for (var i = 0; i < entries; i++)
            await Services.GetRequiredService<RecordEntries>().RunAsync(Guid.CreateVersion7(), Event(tenant), Cancellation);
    }

    internal async Task<int> CountAsync(string tenant)
    {
        await using var connection = new NpgsqlConnection(OwnerConnectionString);
        return await connection.ExecuteScalarAsync<int>(
            "SELECT CASE WHEN to_regclass('audit.entries') IS NULL THEN 0 ELSE (SELECT count(*)::int FROM audit.entries WHERE tenant_id = @tenant) END", new { tenant });
    }

    internal async Task ExecuteAsOwnerAsync(string sql, object? parameters = null)
    {
        await using var connection = new NpgsqlConnection(OwnerConnectionString);
        await connection.ExecuteAsync(sql, parameters);
    }

    /// <summary>Changes the trail as whoever may disable triggers can.</summary>
    internal Task TamperAsync(string sql, object? parameters = null) => ExecuteAsOwnerAsync(
        $"""
        BEGIN;
        LOCK TABLE audit.chain_heads, audit.exported_heads, audit.entries IN ACCESS EXCLUSIVE MODE;
        ALTER TABLE audit.entries DISABLE TRIGGER ALL;
        ALTER TABLE audit.chain_heads DISABLE TRIGGER ALL;
        ALTER TABLE audit.exported_heads DISABLE TRIGGER ALL;
        {sql};
        ALTER TABLE audit.entries ENABLE ALWAYS TRIGGER entries_append_only;
        ALTER TABLE audit.chain_heads ENABLE ALWAYS TRIGGER one_step;
        ALTER TABLE audit.chain_heads ENABLE ALWAYS TRIGGER no_truncate;
        ALTER TABLE audit.exported_heads ENABLE ALWAYS TRIGGER append_only;
        COMMIT;
        """,
        parameters);

    internal async Task<HttpResponseMessage> GetAsync(string tenant, string path, string role = Roles.Auditor, string? accept = null)
    {
        using var client = service!.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        var signed = path.Split('?')[0];
        request.Headers.Add(IdentitySigner.Header, Services.GetRequiredService<IdentitySigner>().Sign(new Caller(tenant, "eve", role), "GET", signed, 0));
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);
        return await client.SendAsync(request, Cancellation);
    }

    internal async Task<HttpStatusCode> PostAsync(string path, object body, string role)
    {
        using var client = service!.CreateClient();
        return (await client.SendSignedAsync(Services.GetRequiredService<IdentitySigner>(), new Caller("-", "gateway", role), HttpMethod.Post, path, body, Cancellation)).Status;
    }

    internal async Task<JsonElement> ReadAsync(string tenant, string path)
    {
        using var response = await GetAsync(tenant, path);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }
}
