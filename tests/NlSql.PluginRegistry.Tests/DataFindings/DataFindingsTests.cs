using System.Text.Json;
using Dapper;
using NlSql.Contracts.Datasets;
using NlSql.Contracts.Messages;
using NlSql.Testing;
using NlSql.Testing.Servers;
using Npgsql;

namespace NlSql.PluginRegistry.Tests.DataFindings;

/// <summary>What Ingestion says about a dataset's rows, by the broker, until it is seen at the plugin.</summary>
public sealed class DataFindingsTests(TestServers servers) : IAsyncLifetime
{
    private static readonly DateTimeOffset Published = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string plugins = Path.Combine(RepositoryFolder.Root, "plugins");
    private TestDatabase database = null!;
    private TestVirtualHost broker = null!;
    private RegistryHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await servers.CreateDatabaseAsync(Cancellation);
        broker = await servers.CreateVirtualHostAsync(Cancellation);
        host = new RegistryHost(servers, database.ConnectionString, plugins, sampleData: "", broker.Uri.ToString()).Started();
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
        if (broker is not null)
            await broker.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
    }

    [Fact]
    public async Task Published_WithFindings_ShowsThemToTheirTenantNewestFirst()
    {
        var (older, newer) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await SendAsync(VersionOf(older, 1, Published, "older"));
        await SendAsync(VersionOf(newer, 3, Published.AddHours(1), "newer"));
        await SeenAsync(findings => findings.Count == 2);

        var findings = await FindingsAsync();

        Assert.Equal([newer, older], findings.Select(f => f.GetProperty("dataset_id").GetGuid()));
        Assert.Equal("data.key-not-unique", findings[0].GetProperty("code").GetString());
        Assert.Equal((3, 2L, "newer"), (findings[0].GetProperty("version").GetInt32(), findings[0].GetProperty("rows").GetInt64(), findings[0].GetProperty("message").GetString()));
        Assert.Empty(await FindingsAsync("globex"));
    }

    [Fact]
    public async Task Published_NewerVersionWithoutFindings_ClearsThemAndAnOlderOneBringsNothingBack()
    {
        var (dataset, marker) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await SendAsync(VersionOf(dataset, 1, Published, "wrong"));
        await SeenAsync(findings => findings.Count == 1);
        await SendAsync(VersionOf(dataset, 3, Published.AddHours(1)));
        await SeenAsync(findings => findings.Count == 0);

        await SendAsync(VersionOf(dataset, 2, Published, "late"));
        // Messages come in order: once this one is seen, the late one has been taken.
        await SendAsync(VersionOf(marker, 1, Published, "marker"));
        await SeenAsync(findings => findings.Exists(f => f.GetProperty("dataset_id").GetGuid() == marker));

        Assert.Equal("marker", Assert.Single(await FindingsAsync()).GetProperty("message").GetString());
    }

    [Fact]
    public async Task Deleted_Dataset_TakesItsFindingsAlong()
    {
        var dataset = Guid.CreateVersion7();
        await SendAsync(VersionOf(dataset, 2, Published, "wrong"));
        await SeenAsync(findings => findings.Count == 1);

        await SendAsync(new DatasetDeleted("acme", dataset, 2, Published.AddDays(1)));

        await SeenAsync(findings => findings.Count == 0);
    }

    [Fact]
    public async Task Restored_Dataset_BringsItsFindingsBackUnlessItWasDeletedLater()
    {
        var (dataset, marker) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await SendAsync(VersionOf(dataset, 2, Published, "wrong"));
        await SeenAsync(findings => findings.Count == 1);
        await SendAsync(new DatasetDeleted("acme", dataset, 2, Published.AddDays(1)));
        await SeenAsync(findings => findings.Count == 0);

        await SendAsync(Restored(dataset, Published.AddDays(2)));
        await SeenAsync(findings => findings.Count == 1);
        // Late, because messages may overtake each other.
        await SendAsync(new DatasetDeleted("acme", dataset, 2, Published.AddDays(1)));
        await SendAsync(VersionOf(marker, 1, Published, "marker"));
        await SeenAsync(findings => findings.Count == 2);

        await SendAsync(new DatasetDeleted("acme", dataset, 2, Published.AddDays(3)));
        await SeenAsync(findings => findings.Count == 1);
        await SendAsync(Restored(dataset, Published.AddDays(2)));
        await SendAsync(new DatasetDeleted("acme", marker, 1, Published.AddDays(3)));
        await SeenAsync(findings => findings.Count == 0);
    }

    private static DatasetRestored Restored(Guid dataset, DateTimeOffset at) => new("acme", dataset, "retail", 2, Published, at)
    {
        Findings = VersionOf(dataset, 2, Published, "wrong").Findings,
    };

    private static DatasetVersionPublished VersionOf(Guid dataset, int version, DateTimeOffset at, params string[] messages) =>
        new("acme", dataset, "retail", version, "sales", 10, at)
        {
            Findings = [.. messages.Select(m => new DataFinding(DataFindingCodes.KeyNotUnique, "stores", ["store_id"], null, 2, m))],
        };

    /// <summary>Sends a message as Ingestion would: by the outbox and the broker.</summary>
    private async Task SendAsync<T>(T message)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.ExecuteAsync(
            "INSERT INTO registry.outbox (id, aggregate, type, body, created, next_try) VALUES (@id, 'a', @type, @body, now(), now())",
            new { id = Guid.CreateVersion7(), type = typeof(T).FullName, body = JsonSerializer.Serialize(message) });
    }

    private async Task<List<JsonElement>> FindingsAsync(string tenant = "acme") =>
        [.. (await host.ValidationAsync("retail", tenant)).GetProperty("data_findings").EnumerateArray()];

    private Task SeenAsync(Func<List<JsonElement>, bool> wished) => Eventually.TrueAsync(
        // While the plugin is read anew there is no validation to show.
        async () => (await host.ValidationAsync("retail", "acme")).TryGetProperty("data_findings", out var findings) && wished([.. findings.EnumerateArray()]),
        "the findings are shown as wished",
        Cancellation);
}
