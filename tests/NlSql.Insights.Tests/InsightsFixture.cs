using System.Net;
using System.Net.Http.Json;
using System.Text;
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
using NlSql.SemanticModel.Reading;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Messaging;
using NlSql.Testing;
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
    private static readonly Guid Part = Guid.Parse("0a000000-0000-7000-8000-00000000000a");
    private TestDatabase? database;
    private TestVirtualHost? broker;
    private WebApplicationFactory<Program>? service;

    internal ModelDefinition Model { get; set; } = ReadRetail();

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
            .ConfigureTestServices(services => services.ConfigureHttpClientDefaults(http => http.ConfigurePrimaryHttpMessageHandler(() => new NeighbourHandler(this)))));
        using var client = service.CreateClient();
        await ExecuteAsync(Tables);
    }

    public async ValueTask DisposeAsync()
    {
        if (service is not null)
            await service.DisposeAsync();
        await broker!.DisposeAsync();
        await database!.DisposeAsync();
    }

    /// <summary>Retail with the rules given instead of its own.</summary>
    internal static ModelDefinition ReadRetail()
    {
        var source = PluginSource.FromFolder(Path.Combine(RepositoryFolder.Root, "plugins", "retail"));
        return PluginReader.Read(source).Model ?? throw new InvalidOperationException("The retail plugin cannot be read.");
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
    internal async Task<Guid> PublishAsync(int version, Guid? messageId = null)
    {
        var id = messageId ?? Guid.CreateVersion7();
        var message = new DatasetVersionPublished("acme", Dataset, "retail", version, "sales", 14, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await ExecuteAsync(
            "INSERT INTO insights.outbox (id, aggregate, type, body, created, next_try) VALUES (@id, 'a', @type, @body, now(), now())",
            new { id, type = typeof(DatasetVersionPublished).FullName, body = JsonSerializer.Serialize(message) });
        return id;
    }

    internal async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object? body = null, string tenant = "acme", string role = Roles.Analyst)
    {
        using var client = service!.CreateClient();
        var bytes = body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body, JsonOptions.Snake);
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new ByteArrayContent(bytes) { Headers = { ContentType = new("application/json") } } };
        request.Headers.Add(IdentitySigner.Header, Services.GetRequiredService<IdentitySigner>().Sign(new Caller(tenant, "ann", role), method.Method, path.Split('?')[0], bytes.Length));
        using var response = await client.SendAsync(request, Cancellation);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation));
    }

    private static DatasetCatalog Catalog() => new(
        Dataset, "acme", "shop", "retail", 1, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        [.. ReadRetail().Tables.Select(table => new CatalogTable(
            table.Name,
            "retail__" + table.Name,
            table.Name == "sales" ? [Part] : [],
            table.Name == "sales" ? 14 : 0,
            [.. table.Columns.Select(column => new CatalogColumn(column.Name, "text", null, column.Name == "order_date" ? "2025-03-17T09:00:00" : null, [], false, true))]))]);

    private sealed class NeighbourHandler(InsightsFixture fixture) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var json = request.RequestUri!.Host == "plugin-registry" ? ModelDefinitionJson.Write(fixture.Model) : JsonSerializer.Serialize(Catalog(), JsonOptions.Snake);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") });
        }
    }

    private static readonly string Tables = $"""
        CREATE TABLE ingestion.dataset_heads (tenant_id text, dataset_id uuid, plugin_id text, current_version int, deleted_at timestamptz);
        INSERT INTO ingestion.dataset_heads VALUES ('acme', '{Dataset}', 'retail', 1, NULL);
        GRANT USAGE ON SCHEMA ingestion TO nlsql_insights;
        GRANT SELECT ON ingestion.dataset_heads TO nlsql_insights;
        CREATE TABLE data.retail__sales (
            order_id text, line_number bigint, order_date timestamp, region text, category text, product text, quantity numeric, unit_price numeric,
            discount_amount numeric, total_amount numeric, cost_amount numeric, payment_method text, channel text, returned boolean, store_id text,
            product_id text, customer_id text, dataset_id uuid NOT NULL, part_id uuid NOT NULL) PARTITION BY LIST (part_id);
        CREATE TABLE data.retail__sales_1 PARTITION OF data.retail__sales FOR VALUES IN ('{Part}');
        INSERT INTO data.retail__sales (order_id, order_date, region, category, quantity, total_amount, returned, dataset_id, part_id)
        SELECT 'o' || i, timestamp '2025-03-04 09:00' + i * interval '1 day', CASE WHEN i % 2 = 0 THEN 'North' ELSE 'South' END, 'Toys', 10,
            CASE WHEN i < 7 THEN 100 ELSE 150 END, i = 13, '{Dataset}', '{Part}'
        FROM generate_series(0, 13) i;
        ALTER TABLE data.retail__sales OWNER TO nlsql_data_owner;
        ALTER TABLE data.retail__sales_1 OWNER TO nlsql_data_owner;
        ALTER TABLE data.retail__sales ENABLE ROW LEVEL SECURITY;
        ALTER TABLE data.retail__sales_1 ENABLE ROW LEVEL SECURITY;
        CREATE POLICY dataset_scope ON data.retail__sales USING (dataset_id = (SELECT nullif(current_setting('nlsql.dataset_id', true), '')::uuid));
        GRANT SELECT ON data.retail__sales TO nlsql_reader;
        """;
}
