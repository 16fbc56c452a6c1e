using System.Net;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using NlSql.Contracts.Messages;
using NlSql.Ingestion.Datasets;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.Testing;
using NlSql.Testing.Servers;

namespace NlSql.Ingestion.Tests.Datasets;

/// <summary>What was deleted long ago goes for good; what a fault could leave behind goes as well.</summary>
public sealed class PurgeTests(TestServers servers) : IAsyncLifetime
{
    private const string Mixed = "order_id,order_date\nA,never\nB,2026-01-01\n";
    private IngestionHost host = null!;

    public async ValueTask InitializeAsync() => host = await IngestionHost.StartAsync(servers, ("Datasets:RetentionDays", "0"));

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Purge_DeletedDataset_LeavesNothingOfItAndTheOthersWhole()
    {
        var kept = await host.UploadAsync(ShopModel.Csv);
        var gone = await host.UploadAsync(Mixed, query: "?on_error=skip", idempotencyKey: "first");
        await host.UploadAsync(ShopModel.Csv, query: $"?dataset_id={gone.DatasetId}&mode=append");
        await host.EndedAsync(await host.UploadAsync("customer_id,city\nC,Bern\n", "customers", $"?async=true&dataset_id={gone.DatasetId}"));
        await DeleteAsync(gone.DatasetId);

        Assert.Equal(1, await PurgeAsync());

        Assert.Equal(0, await PurgeAsync());
        Assert.Empty(await RowsOfAsync(gone.DatasetId));
        Assert.Equal("ingestion.dataset-unknown", (await host.GetAsync($"/datasets/{gone.DatasetId}")).Code);
        Assert.Equal("ingestion.dataset-unknown", (await RestoreAsync(gone.DatasetId)).Code);
        Assert.Single((await host.GetAsync("/datasets?deleted=true"))["items"].EnumerateArray());
        Assert.Equal(3, (await host.GetAsync($"/datasets/{kept.DatasetId}/preview"))["rows"].GetArrayLength());
        // The key is free again: what it answered is gone.
        Assert.False((await host.UploadAsync(Mixed, query: "?on_error=skip", idempotencyKey: "first"))["unchanged"].GetBoolean());
        var record = Assert.Single(await host.MessagesAsync<AuditRecorded>(), m => m.GetProperty("Action").GetString() == "dataset.purged");
        var details = JsonDocument.Parse(record.GetProperty("DetailsJson").GetString()!).RootElement;
        Assert.Equal((3, 3, 5), (details.GetProperty("versions").GetInt32(), details.GetProperty("parts").GetInt32(), details.GetProperty("rows").GetInt32()));
    }

    [Fact]
    public async Task Purge_DatasetWithoutAPlugin_TakesItsTablesAlong()
    {
        var gone = await host.UploadAsync("id,city\n1,Bern\n2,Rome\n", "places", plugin: null);
        await DeleteAsync(gone.DatasetId);
        Assert.NotEmpty(await TablesAsync());

        Assert.Equal(1, await PurgeAsync());

        Assert.Empty(await RowsOfAsync(gone.DatasetId));
        Assert.Empty(await TablesAsync());

        Task<IReadOnlyList<string>> TablesAsync() => host.QueryAsync<string>("SELECT relname::text FROM pg_class WHERE relnamespace = 'data'::regnamespace AND relkind IN ('r', 'p')");
    }

    [Fact]
    public async Task Purge_WhileAQuestionReadsTheTable_WaitsForItAndHoldsUpNobody()
    {
        var gone = await host.UploadAsync(ShopModel.Csv);
        var kept = await host.UploadAsync(ShopModel.Csv);
        await DeleteAsync(gone.DatasetId);
        await using (var asking = await host.OpenAsOwnerAsync())
        {
            await asking.ExecuteAsync("BEGIN; SELECT count(*) FROM data.shop__orders");

            Assert.Equal(0, await PurgeAsync());

            // Already hidden, still there, and others are served.
            Assert.Equal("ingestion.dataset-unknown", (await RestoreAsync(gone.DatasetId)).Code);
            Assert.NotEmpty(await RowsOfAsync(gone.DatasetId));
            Assert.Equal(3, (await host.GetAsync($"/datasets/{kept.DatasetId}/preview"))["rows"].GetArrayLength());
        }

        await Eventually.TrueAsync(async () => await PurgeAsync() == 1, "the next rounds end the purge", IngestionHost.Cancel);
        Assert.Empty(await RowsOfAsync(gone.DatasetId));
    }

    [Fact]
    public async Task Purge_AtTheSameMomentAsARestore_OneOfThemWins()
    {
        for (var round = 0; round < 8; round++)
        {
            var dataset = (await host.UploadAsync(ShopModel.Csv)).DatasetId;
            await DeleteAsync(dataset);

            var purging = PurgeAsync();
            var restoring = RestoreAsync(dataset);
            var (purged, restored) = (await purging, await restoring);

            if (restored.Status == HttpStatusCode.NoContent)
            {
                Assert.Equal(0, purged);
                Assert.Equal(3, (await host.GetAsync($"/datasets/{dataset}/preview"))["rows"].GetArrayLength());
            }
            else
            {
                // A round that could not lock everything in time leaves the end to the next ones.
                Assert.Equal("ingestion.dataset-unknown", restored.Code);
                await Eventually.TrueAsync(async () => purged == 1 || (purged += await PurgeAsync()) == 1, "the purge ends", IngestionHost.Cancel);
                Assert.Empty(await RowsOfAsync(dataset));
            }
        }
    }

    [Fact]
    public async Task Purge_ByTwoReplicasAtOnce_HappensOnce()
    {
        await using var other = await IngestionHost.StartOnAsync(servers, host.ConnectionString, ("Datasets:RetentionDays", "0"));
        for (var i = 0; i < 5; i++)
            await DeleteAsync((await host.UploadAsync(ShopModel.Csv)).DatasetId);

        var purged = await Task.WhenAll(PurgeAsync(), other.Services.GetRequiredService<PurgeDatasets>().ExecuteAsync(IngestionHost.Cancel));

        await Eventually.TrueAsync(async () => await PurgeAsync() == 0 && (await host.QueryAsync<int>("SELECT 1 FROM ingestion.datasets")).Count == 0, "all are gone", IngestionHost.Cancel);
        Assert.InRange(purged.Sum(), 1, 5);
        Assert.Equal(5, (await host.MessagesAsync<AuditRecorded>()).Count(m => m.GetProperty("Action").GetString() == "dataset.purged"));
    }

    [Fact]
    public async Task Sweeper_LeftAlone_PurgesByItself()
    {
        await using var sweeping = await IngestionHost.StartOnAsync(servers, host.ConnectionString, ("Datasets:RetentionDays", "0"), ("Datasets:SweepSeconds", "1"));
        var dataset = (await host.UploadAsync(ShopModel.Csv)).DatasetId;
        await DeleteAsync(dataset);

        await Eventually.TrueAsync(async () => (await RowsOfAsync(dataset)).Count == 0, "the dataset is purged", IngestionHost.Cancel);
    }

    [Fact]
    public async Task SweepParts_TableOfNobody_GoesOnceItIsOldAndFree()
    {
        await host.UploadAsync(ShopModel.Csv);
        var (old, young) = (Guid.CreateVersion7(TimeProvider.System.GetUtcNow().AddMinutes(-61)), Guid.CreateVersion7(TimeProvider.System.GetUtcNow().AddMinutes(-58)));
        var sweep = host.Services.GetRequiredService<SweepParts>();
        await using var connection = await host.OpenAsOwnerAsync();
        await connection.ExecuteAsync(string.Concat(new[] { old, young }.Select(id => $"CREATE TABLE data.part_{id:N} (); ALTER TABLE data.part_{id:N} OWNER TO nlsql_data_owner;")));
        await connection.ExecuteAsync($"BEGIN; SELECT 1 FROM data.part_{old:N}");
        Assert.Equal(0, await sweep.ExecuteAsync(IngestionHost.Cancel));
        await connection.ExecuteAsync("COMMIT");

        Assert.Equal(1, await sweep.ExecuteAsync(IngestionHost.Cancel));

        Assert.Equal(
            [$"part_{young:N}"],
            await host.QueryAsync<string>("SELECT relname::text FROM pg_class WHERE relnamespace = 'data'::regnamespace AND relkind = 'r' AND NOT relispartition"));
        Assert.Equal(3, (await host.GetAsync($"/datasets/{(await host.GetAsync("/datasets"))["items"][0].GetProperty("dataset_id").GetGuid()}/preview"))["rows"].GetArrayLength());
    }

    [Fact]
    public async Task Keys_UsedLongAgo_AreForgotten()
    {
        await host.UploadAsync(ShopModel.Csv, idempotencyKey: "old");
        await host.UploadAsync(ShopModel.Csv, idempotencyKey: "young");
        await host.QueryAsync<int>("UPDATE ingestion.idempotency_keys SET created_at = created_at - interval '7 days' WHERE key = 'old' RETURNING 1");

        await host.Services.GetRequiredService<Ingestion.Uploads.IdempotencyKeys>().RemoveOldAsync(TimeSpan.FromDays(7), IngestionHost.Cancel);

        Assert.Equal(["young"], await host.QueryAsync<string>("SELECT key FROM ingestion.idempotency_keys"));
    }

    private Task<int> PurgeAsync() => host.Services.GetRequiredService<PurgeDatasets>().ExecuteAsync(IngestionHost.Cancel);

    private async Task DeleteAsync(Guid id) =>
        Assert.Equal(HttpStatusCode.NoContent, (await host.SendAsync(new HttpRequestMessage(HttpMethod.Delete, $"/datasets/{id}"))).Status);

    private Task<Answer> RestoreAsync(Guid id) => host.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/datasets/{id}/restore"));

    /// <summary>Where a dataset is named: tables of this service, and partitions that hold its rows.</summary>
    private async Task<IReadOnlyList<string>> RowsOfAsync(Guid dataset)
    {
        var tables = await host.QueryAsync<string>(
            "SELECT table_schema || '.' || table_name FROM information_schema.columns WHERE table_schema IN ('ingestion', 'data') AND column_name = 'dataset_id' AND table_name NOT LIKE 'part\\_________________________________'");
        Assert.Contains("ingestion.part_value_lists", tables);
        var found = new List<string>();
        foreach (var table in tables)
        {
            if ((await host.QueryAsync<bool>($"SELECT EXISTS (SELECT 1 FROM {table} WHERE dataset_id = @dataset)", new { dataset }))[0])
                found.Add(table);
        }

        return found;
    }
}
