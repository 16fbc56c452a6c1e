using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NlSql.Ingestion.Plugins;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing.Servers;
using Npgsql;

[assembly: AssemblyFixture(typeof(TestServers))]

namespace NlSql.Ingestion.Tests.Hosting;

/// <summary>The service in process, on a Postgres database of its own, with a registry that the test controls.</summary>
public sealed class IngestionHost : IAsyncDisposable
{
    private readonly TestDatabase? database;
    private readonly WebApplicationFactory<Program> factory;

    private IngestionHost(string connectionString, TestDatabase? database, WebApplicationFactory<Program> factory, FakeRegistry registry)
    {
        (ConnectionString, this.database, this.factory) = (connectionString, database, factory);
        Registry = registry;
    }

    /// <summary>Of the database's superuser.</summary>
    public string ConnectionString { get; }

    internal FakeRegistry Registry { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public IServiceProvider Services => factory.Services;

    public static async Task<IngestionHost> StartAsync(TestServers servers, params (string Key, string Value)[] settings)
    {
        var database = await servers.CreateDatabaseAsync(Cancel);
        return await StartAsync(servers, database.ConnectionString, database, settings);
    }

    /// <summary>A further replica, or one on a server of the test's own: the database stays when it is disposed.</summary>
    public static Task<IngestionHost> StartOnAsync(TestServers servers, string connectionString, params (string Key, string Value)[] settings) =>
        StartAsync(servers, connectionString, null, settings);

    private static async Task<IngestionHost> StartAsync(
        TestServers servers, string connectionString, TestDatabase? database, (string Key, string Value)[] settings)
    {
        var registry = new FakeRegistry();
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseSetting("ConnectionStrings:nlsql", connectionString);
            web.UseSetting("NlSql:KeyFile", servers.KeyFile);
            foreach (var (key, value) in settings)
                web.UseSetting(key, value);
            web.ConfigureLogging(logging => logging.ClearProviders());
            web.ConfigureTestServices(services =>
            {
                services.AddHttpClient(PluginModels.ClientName).ConfigurePrimaryHttpMessageHandler(() => registry);
                // Without a bus and its relay, events stay in the outbox, where tests look at them.
                foreach (var sender in services.Where(IsSender).ToList())
                    services.Remove(sender);
            });
        });
        var host = new IngestionHost(connectionString, database, factory, registry);
        try
        {
            _ = factory.Server;
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a request signed for a caller, as the gateway does.</summary>
    public async Task<Answer> SendAsync(HttpRequestMessage request, string tenant = "default", string role = Roles.Editor, IReadOnlyList<Guid>? datasets = null)
    {
        using var client = factory.CreateClient();
        if (request.Content is not null)
            await request.Content.LoadIntoBufferAsync(Cancel);
        var path = new Uri(client.BaseAddress!, request.RequestUri!).AbsolutePath;
        var caller = new Caller(tenant, "tester", role) { Datasets = datasets };
        request.Headers.Add(
            IdentitySigner.Header,
            Services.GetRequiredService<IdentitySigner>().Sign(caller, request.Method.Method, Uri.UnescapeDataString(path), request.Content?.Headers.ContentLength ?? 0));
        using var response = await client.SendAsync(request, Cancel);
        return await Answer.OfAsync(response, Cancel);
    }

    /// <summary>Sends a request whose answer, or whose body, is a stream.</summary>
    /// <param name="request">The request.</param>
    /// <param name="tenant">The caller's tenant.</param>
    /// <param name="bodyLength">What the signature says of the body.</param>
    /// <param name="cancellationToken">Cancelled when the client leaves.</param>
    public async Task<HttpResponseMessage> StreamAsync(HttpRequestMessage request, string tenant, long bodyLength, CancellationToken cancellationToken)
    {
        // A client that follows redirects would hold the whole body back.
        var client = factory.Server.CreateClient();
        var path = new Uri(client.BaseAddress!, request.RequestUri!).AbsolutePath;
        request.Headers.Add(
            IdentitySigner.Header,
            Services.GetRequiredService<IdentitySigner>().Sign(new Caller(tenant, "tester", Roles.Editor), request.Method.Method, path, bodyLength));
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public Task<Answer> GetAsync(string path, string tenant = "default", string role = Roles.Viewer) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), tenant, role);

    /// <summary>Gets what is no JSON.</summary>
    public async Task<byte[]> BytesAsync(string path, string tenant)
    {
        using var client = factory.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        var signer = Services.GetRequiredService<IdentitySigner>();
        request.Headers.Add(IdentitySigner.Header, signer.Sign(new Caller(tenant, "tester", Roles.Viewer), "GET", path.Split('?')[0], 0));
        using var response = await client.SendAsync(request, Cancel);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync(Cancel);
    }

    /// <summary>Uploads text as curl -F does.</summary>
    public Task<Answer> UploadAsync(
        string csv, string table = "sales", string query = "", string? plugin = "shop", string tenant = "default", string? idempotencyKey = null) =>
        UploadAsync(Encoding.UTF8.GetBytes(csv), table, query, plugin, tenant, idempotencyKey);

    public Task<Answer> UploadAsync(
        byte[] content, string table = "sales", string query = "", string? plugin = "shop", string tenant = "default", string? idempotencyKey = null)
    {
        var form = new MultipartFormDataContent { { FileOf(content), "file", "sample.csv" } };
        return UploadAsync(form, table, query, plugin, tenant, idempotencyKey);
    }

    public Task<Answer> UploadAsync(
        HttpContent body, string table = "sales", string query = "", string? plugin = "shop", string tenant = "default", string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/upload/{table}{query}") { Content = body };
        if (plugin is not null)
            request.Headers.Add("x-plugin", plugin);
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return SendAsync(request, tenant);
    }

    public static ByteArrayContent FileOf(byte[] content)
    {
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return file;
    }

    /// <summary>A connection as the database's superuser, whom row-level security does not bind.</summary>
    public async Task<NpgsqlConnection> OpenAsOwnerAsync() => await OpenAsync(ConnectionString);

    /// <summary>A connection as one of the installation's roles.</summary>
    public async Task<NpgsqlConnection> OpenAsAsync(string role)
    {
        var connection = Services.GetRequiredService<DatabaseRoles>().ConnectionStringOf(role, "test");
        connection.Pooling = false;
        // The reader may not read the catalogs that the driver reads by default.
        var source = new NpgsqlDataSourceBuilder(connection.ConnectionString);
        source.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return await source.Build().OpenConnectionAsync(Cancel);
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await OpenAsOwnerAsync();
        return (await connection.QueryAsync<T>(sql, parameters)).AsList();
    }

    /// <summary>Messages of a type in the outbox, oldest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> MessagesAsync<T>() =>
        [.. (await QueryAsync<string>("SELECT body::text FROM ingestion.outbox WHERE type = @type ORDER BY seq", new { type = typeof(T).FullName }))
            .Select(body => JsonDocument.Parse(body).RootElement)];

    /// <summary>Everything that an upload could leave behind.</summary>
    public async Task<IReadOnlyList<string>> TracesAsync() => await QueryAsync<string>("""
        SELECT 'dataset ' || dataset_id FROM ingestion.datasets
        UNION ALL SELECT 'part ' || part_id FROM ingestion.parts
        UNION ALL SELECT 'version ' || version FROM ingestion.versions
        UNION ALL SELECT 'table ' || relname FROM pg_class WHERE relnamespace = 'data'::regnamespace AND relname LIKE 'part\_%' AND relkind = 'r'
        UNION ALL SELECT 'event ' || type FROM ingestion.outbox WHERE type LIKE '%DatasetVersionPublished'
        """);

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
    }

    private static bool IsSender(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Name is "MassTransitHostedService" or "OutboxRelay";

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancel);
        return connection;
    }
}
