using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NlSql.Contracts.Datasets;
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
    private static readonly decimal[] TwoWeeks = [.. Enumerable.Repeat(100m, 7), .. Enumerable.Repeat(150m, 7)];
    private readonly ConcurrentDictionary<Guid, PlayedDataset> datasets = [];
    private TestDatabase? database;
    private TestVirtualHost? broker;
    private WebApplicationFactory<Program>? service;

    internal ModelDefinition Model { get; set; } = RetailPlugin.Read();

    /// <summary>The model of datasets without a plugin.</summary>
    internal ModelDefinition OwnModel { get; set; } = RetailPlugin.Read() with { Version = "m1" };

    /// <summary>The clock of all replicas.</summary>
    internal ShiftedClock Clock { get; } = new();

    internal IServiceProvider Services => service!.Services;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await servers.CreateDatabaseAsync(Cancellation);
        broker = await servers.CreateVirtualHostAsync(Cancellation);
        service = Replica();
        using var client = service.CreateClient();
        await ExecuteAsync(RetailData.Tables("insights"));
        await AddAsync(Dataset, "retail", new(2025, 3, 4), TwoWeeks);
        await AddAsync(OwnDataset, null, new(2025, 3, 4), TwoWeeks);
    }

    /// <summary>A process of the service, on the same servers as all others.</summary>
    internal WebApplicationFactory<Program> Replica() => new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
        .UseSetting("ConnectionStrings:nlsql", database!.ConnectionString)
        .UseSetting("ConnectionStrings:rabbitmq", broker!.Uri.ToString())
        .UseSetting("NlSql:KeyFile", servers.KeyFile)
        .ConfigureLogging(logging => logging.ClearProviders())
        .ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            PlayedNeighbours.Play(services, Neighbour);
        }));

    /// <summary>Adds a dataset of tenant acme: an amount a day, in North and South by turns.</summary>
    internal async Task<Guid> AddAsync(string? plugin, DateOnly firstDay, params decimal[] amounts)
    {
        var id = Guid.CreateVersion7();
        await AddAsync(id, plugin, firstDay, amounts);
        return id;
    }

    private async Task AddAsync(Guid id, string? plugin, DateOnly firstDay, decimal[] amounts)
    {
        var part = Guid.CreateVersion7();
        datasets[id] = new(part, plugin, firstDay, firstDay.AddDays(amounts.Length - 1));
        var head = plugin is null ? RetailData.Head("acme", id, "own", 1, "m1") : RetailData.Head("acme", id, plugin, "shop", 1, Published);
        await ExecuteAsync(head + RetailData.SalesPart(id, part, firstDay, amounts));
    }

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
    internal async Task<Guid> PublishAsync(int version, Guid? messageId = null, Guid? dataset = null)
    {
        var id = messageId ?? Guid.CreateVersion7();
        var published = dataset ?? Dataset;
        var message = new DatasetVersionPublished("acme", published, datasets[published].Plugin, version, "sales", 14, Published);
        await ExecuteAsync(
            "INSERT INTO insights.outbox (id, aggregate, type, body, created, next_try) VALUES (@id, 'a', @type, @body, now(), now())",
            new { id, type = typeof(DatasetVersionPublished).FullName, body = JsonSerializer.Serialize(message) });
        return id;
    }

    internal async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object? body = null, string tenant = "acme", string role = Roles.Analyst, WebApplicationFactory<Program>? replica = null)
    {
        using var client = (replica ?? service!).CreateClient();
        var reply = await client.SendSignedAsync(Services.GetRequiredService<IdentitySigner>(), new Caller(tenant, "ann", role), method, path, body, Cancellation);
        return (reply.Status, reply.Body);
    }

    /// <summary>Opens the stream of new findings; the reader gives its lines.</summary>
    internal async Task<StreamReader> FollowAsync(HttpClient client, string? lastEventId = null, Guid? dataset = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/insights/events" + (dataset is null ? "" : $"?dataset_id={dataset}"));
        request.Headers.Add(IdentitySigner.Header, Services.GetRequiredService<IdentitySigner>().Sign(new Caller("acme", "ann", Roles.Viewer), "GET", "/insights/events", 0));
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        response.EnsureSuccessStatusCode();
        return new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
    }

    internal HttpClient Client() => service!.CreateClient();

    private string Neighbour(Uri address)
    {
        if (address.Host == "plugin-registry")
            return ModelDefinitionJson.Write(Model);
        var (id, dataset) = datasets.First(d => address.AbsolutePath.Contains(d.Key.ToString(), StringComparison.Ordinal));
        if (address.AbsolutePath.EndsWith("/model", StringComparison.Ordinal))
            return ModelDefinitionJson.Write(OwnModel);
        var catalog = RetailData.Catalog("acme", id, dataset.Plugin, "shop", 1, [dataset.Part], dataset.Last);
        return JsonSerializer.Serialize(catalog with { Tables = [.. catalog.Tables.Select(t => t.Name == "sales" ? From(t, dataset.First) : t)] }, JsonOptions.Snake);
    }

    private static CatalogTable From(CatalogTable sales, DateOnly first) =>
        sales with { Columns = [.. sales.Columns.Select(c => c.Name == "order_date" ? c with { Minimum = $"{first:yyyy-MM-dd}T09:00:00" } : c)] };

    private sealed record PlayedDataset(Guid Part, string? Plugin, DateOnly First, DateOnly Last);
}
