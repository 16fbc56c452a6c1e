using System.Net;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NlSql.Contracts.Messages;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Messaging;
using NlSql.Testing.Http;
using NlSql.Testing.Retail;
using NlSql.Testing.Servers;
using Npgsql;

namespace NlSql.Insights.Tests;

/// <summary>
/// The service on a real Postgres and RabbitMQ, with one retail dataset of tenant acme: revenue 100 a day in the week to 10 March and 150
/// a day in the week after. Registry and Ingestion are played by a handler.
/// </summary>
public sealed class InsightsFixture(TestServers servers) : IAsyncLifetime
{
    public static readonly Guid Dataset = Guid.Parse("0a000000-0000-7000-8000-000000000001");

    /// <summary>A dataset without a plugin, with the same rows.</summary>
    public static readonly Guid OwnDataset = Guid.Parse("0a000000-0000-7000-8000-000000000002");

    private static readonly DateTimeOffset Published = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Guid Part = Guid.Parse("0a000000-0000-7000-8000-00000000000a");
    private static readonly Guid OwnPart = Guid.Parse("0a000000-0000-7000-8000-00000000000b");
    private TestDatabase? database;
    private TestVirtualHost? broker;
    private WebApplicationFactory<Program>? service;

    internal ModelDefinition Model { get; set; } = RetailPlugin.Read();

    internal IServiceProvider Services => service!.Services;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await servers.CreateDatabaseAsync(Cancellation);
        broker = await servers.CreateVirtualHostAsync(Cancellation);
        service = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseSetting("ConnectionStrings:nlsql", database.ConnectionString)
            .UseSetting("ConnectionStrings:rabbitmq", broker.Uri.ToString())
            .UseSetting("NlSql:KeyFile", servers.KeyFile)
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureTestServices(services => PlayedNeighbours.Play(services, Neighbour)));
        using var client = service.CreateClient();
        await ExecuteAsync(RetailData.Tables("insights"));
        await ExecuteAsync(RetailData.Head("acme", Dataset, "retail", "shop", 1, Published));
        await ExecuteAsync(RetailData.SalesPart(Dataset, Part, new(2025, 3, 4), [.. Enumerable.Repeat(100m, 7), .. Enumerable.Repeat(150m, 7)]));
        await AddOwnAsync();
    }

    private Task AddOwnAsync() => ExecuteAsync(
        RetailData.Head("acme", OwnDataset, "own", 1, "m1")
        + RetailData.SalesPart(OwnDataset, OwnPart, new(2025, 3, 4), [.. Enumerable.Repeat(100m, 7), .. Enumerable.Repeat(150m, 7)]));

    public async ValueTask DisposeAsync()
    {
        if (service is not null)
            await service.DisposeAsync();
        await broker!.DisposeAsync();
        await database!.DisposeAsync();
    }

    internal async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = new NpgsqlConnection(database!.ConnectionString);
        await connection.ExecuteAsync(sql, parameters);
    }

    internal async Task<int> CountAsync(string table)
    {
        await using var connection = new NpgsqlConnection(database!.ConnectionString);
        return await connection.ExecuteScalarAsync<int>($"SELECT count(*)::int FROM {table}");
    }

    /// <summary>Sends the event as Ingestion would: by the broker.</summary>
    internal async Task<Guid> PublishAsync(int version, Guid? messageId = null, bool own = false)
    {
        var id = messageId ?? Guid.CreateVersion7();
        var message = new DatasetVersionPublished("acme", own ? OwnDataset : Dataset, own ? null : "retail", version, "sales", 14, Published);
        await ExecuteAsync(
            "INSERT INTO insights.outbox (id, aggregate, type, body, created, next_try) VALUES (@id, 'a', @type, @body, now(), now())",
            new { id, type = typeof(DatasetVersionPublished).FullName, body = JsonSerializer.Serialize(message) });
        return id;
    }

    internal async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object? body = null, string tenant = "acme", string role = Roles.Analyst)
    {
        using var client = service!.CreateClient();
        var reply = await client.SendSignedAsync(Services.GetRequiredService<IdentitySigner>(), new Caller(tenant, "ann", role), method, path, body, Cancellation);
        return (reply.Status, reply.Body);
    }

    private string Neighbour(Uri address)
    {
        if (address.Host == "plugin-registry")
            return ModelDefinitionJson.Write(Model);
        var own = address.AbsolutePath.Contains(OwnDataset.ToString(), StringComparison.Ordinal);
        return own && address.AbsolutePath.EndsWith("/model", StringComparison.Ordinal)
            ? ModelDefinitionJson.Write(Model with { Version = "m1" })
            : JsonSerializer.Serialize(RetailData.Catalog("acme", own ? OwnDataset : Dataset, own ? null : "retail", "shop", 1, [own ? OwnPart : Part], new(2025, 3, 17)), JsonOptions.Snake);
    }
}
