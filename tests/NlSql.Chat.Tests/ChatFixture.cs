using System.Collections.Concurrent;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NlSql.Chat.Conversations;
using NlSql.Contracts.Datasets;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing.Http;
using NlSql.Testing.Retail;
using NlSql.Testing.Servers;
using Npgsql;

namespace NlSql.Chat.Tests;

/// <summary>
/// The service on a real Postgres and RabbitMQ; registry and Ingestion are played. Each test opens a <see cref="Shop"/>: a tenant of its
/// own, so that no test sees another's rows.
/// </summary>
public class ChatFixture(TestServers servers) : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, DatasetCatalog> catalogs = [];
    private readonly ConcurrentDictionary<string, ModelDefinition> models = [];
    private TestDatabase? database;
    private TestVirtualHost? broker;
    private (string Settings, WebApplicationFactory<Program> Service)? other;
    private WebApplicationFactory<Program>? service;

    /// <summary>What the registry answers, by plugin: null for a registry that is away.</summary>
    internal ConcurrentDictionary<string, ModelDefinition?> Plugins { get; } = new() { ["retail"] = RetailPlugin.Read() };

    /// <summary>What the neighbours were asked for, by path.</summary>
    internal ConcurrentQueue<string> AskedFor { get; } = [];

    internal HurriedClock Clock { get; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await servers.CreateDatabaseAsync(Cancellation);
        broker = await servers.CreateVirtualHostAsync(Cancellation);
        var settings = await SettingsAsync(Cancellation);
        service = new WebApplicationFactory<Program>().WithWebHostBuilder(host => With(host.UseSetting("NlSql:Chat:PreparedAtStart", "0"), settings)
            .UseSetting("ConnectionStrings:nlsql", database.ConnectionString)
            .UseSetting("ConnectionStrings:rabbitmq", broker.Uri.ToString())
            .UseSetting("NlSql:KeyFile", servers.KeyFile)
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureTestServices(services =>
            {
                PlayedNeighbours.Play(services, Neighbour);
                services.AddSingleton<TimeProvider>(Clock);
            }));
        using var client = service.CreateClient();
        await ExecuteAsync(RetailData.Tables("chat"));
    }

    /// <summary>The servers of the tests.</summary>
    protected TestServers Servers => servers;

    /// <summary>Settings of the service besides the servers of the test.</summary>
    protected virtual Task<IReadOnlyDictionary<string, string>> SettingsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    public virtual async ValueTask DisposeAsync()
    {
        if (other is { } last)
            await last.Service.DisposeAsync();
        if (service is not null)
            await service.DisposeAsync();
        await broker!.DisposeAsync();
        await database!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal Shop NewTenant(string? plugin = "retail") => new(this, plugin);

    /// <summary>A tenant with one dataset: 100 a day in the week to 10 March 2025 and 150 a day in the week after.</summary>
    internal async Task<Shop> OpenShopAsync(string plugin = "retail")
    {
        var shop = NewTenant(plugin);
        await shop.UploadAsync("spring");
        return shop;
    }

    /// <summary>The same over a service of its own, with other settings; there is one of them at a time.</summary>
    internal async Task<Shop> OpenShopAsync(IReadOnlyDictionary<string, string> settings, string plugin = "retail")
    {
        var shop = new Shop(this, plugin, await OtherAsync(settings));
        await shop.UploadAsync("spring");
        return shop;
    }

    /// <summary>A service of its own on the same servers; the one before it ends.</summary>
    internal async Task<WebApplicationFactory<Program>> OtherAsync(IReadOnlyDictionary<string, string> settings)
    {
        var key = string.Join('\n', settings);
        if (other is { } known && known.Settings == key)
            return known.Service;
        if (other is { } last)
            await last.Service.DisposeAsync();
        var made = service!.WithWebHostBuilder(host => With(host, settings));
        other = (key, made);
        return made;
    }

    internal void Publish(DatasetCatalog catalog) => catalogs[$"/internal/datasets/{catalog.DatasetId}/versions/{catalog.Version}/catalog"] = catalog;

    /// <summary>The model of a dataset without a plugin, as Ingestion gives it.</summary>
    internal void PublishModel(Guid dataset, int version, ModelDefinition model) => models[$"/internal/datasets/{dataset}/versions/{version}/model"] = model;

    /// <summary>A connection of somebody else.</summary>
    internal async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(database!.ConnectionString);
        await connection.OpenAsync(Cancellation);
        return connection;
    }

    internal async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database!.ConnectionString);
        await connection.ExecuteAsync(sql);
    }

    internal async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, object parameters)
    {
        await using var connection = new NpgsqlConnection(database!.ConnectionString);
        return [.. await connection.QueryAsync<T>(sql, parameters)];
    }

    internal Task<Reply> SendAsync(Caller caller, HttpMethod method, string path, object? body = null) => SendAsync(caller, body, path, method: method);

    /// <summary>What would otherwise happen in the background, now.</summary>
    internal Task<int> PurgeAsync() => service!.Services.GetRequiredService<PurgeConversations>().ExecuteAsync(Cancellation);

    internal async Task<Reply> SendAsync(
        Caller caller, object? body, string path = "/chat", WebApplicationFactory<Program>? other = null, HttpMethod? method = null, CancellationToken? cancellation = null)
    {
        using var client = (other ?? service!).CreateClient();
        return await client.SendSignedAsync(service!.Services.GetRequiredService<IdentitySigner>(), caller, method ?? HttpMethod.Post, path, body, cancellation ?? Cancellation);
    }

    /// <summary>The events of an answer that is streamed.</summary>
    internal async Task<IReadOnlyList<(string Name, JsonElement Data)>> StreamAsync(Caller caller, object body) => await EventsAsync(caller, body).ToListAsync(Cancellation);

    /// <summary>The same, each as it comes.</summary>
    internal async IAsyncEnumerable<(string Name, JsonElement Data)> EventsAsync(Caller caller, object body, WebApplicationFactory<Program>? other = null)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, JsonOptions.Snake);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/json") } } };
        request.Headers.Add(IdentitySigner.Header, Services.GetRequiredService<IdentitySigner>().Sign(caller, "POST", "/chat", bytes.Length));
        request.Headers.Accept.Add(new("text/event-stream"));
        using var client = (other ?? service!).CreateClient();
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
        while (await reader.ReadLineAsync(Cancellation) is { } name)
        {
            var data = await reader.ReadLineAsync(Cancellation);
            Assert.Equal("", await reader.ReadLineAsync(Cancellation));
            yield return (name["event: ".Length..], JsonElement.Parse(data!["data: ".Length..]));
        }
    }

    internal IServiceProvider Services => service!.Services;

    internal HttpClient CreateClient() => service!.CreateClient();

    private static IWebHostBuilder With(IWebHostBuilder host, IReadOnlyDictionary<string, string> settings)
    {
        foreach (var (name, value) in settings)
            host.UseSetting(name, value);
        return host;
    }

    private string? Neighbour(Uri address)
    {
        AskedFor.Enqueue(address.AbsolutePath);
        if (models.TryGetValue(address.AbsolutePath, out var own))
            return ModelDefinitionJson.Write(own);
        if (address.Host == "ingestion")
            return catalogs.TryGetValue(address.AbsolutePath, out var catalog) ? JsonSerializer.Serialize(catalog, JsonOptions.Snake) : null;
        if (!Plugins.TryGetValue(address.Segments[^2].Trim('/'), out var model))
            return null;
        return ModelDefinitionJson.Write(model ?? throw new HttpRequestException("The registry is away."));
    }
}

/// <summary>One service for all classes that ask it.</summary>
[CollectionDefinition(Name)]
public sealed class ChatService : ICollectionFixture<ChatFixture>
{
    public const string Name = "chat";
}
