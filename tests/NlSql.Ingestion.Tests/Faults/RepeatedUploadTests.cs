using System.Net;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.Testing.Servers;

namespace NlSql.Ingestion.Tests.Faults;

/// <summary>Clients that come twice at once.</summary>
public sealed class RepeatedUploadTests(TestServers servers) : IAsyncLifetime
{
    private const string Other = "order_id,order_date\nZ,2026-05-01\n";
    private IngestionHost host = null!;

    public async ValueTask InitializeAsync() => host = await IngestionHost.StartAsync(servers);

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Upload_TwoToOneDatasetAtOnce_BothBecomeVersions()
    {
        var dataset = (await host.UploadAsync(ShopModel.Csv)).DatasetId;

        var answers = await Task.WhenAll(
            host.UploadAsync(Other, query: $"?dataset_id={dataset}&mode=append"),
            host.UploadAsync(Other.Replace('Z', 'Y'), query: $"?dataset_id={dataset}&mode=append"));

        Assert.Equal([2, 3], answers.Select(a => a.Version).Order());
        Assert.Equal(5, (await host.GetAsync($"/datasets/{dataset}"))["rows"].GetInt32());
        await host.AssertWholeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Upload_SameFileTwiceAtOnceToOneDataset_IsOneVersion(bool later)
    {
        var dataset = (await host.UploadAsync(ShopModel.Csv)).DatasetId;
        var query = $"?dataset_id={dataset}&async={(later ? "true" : "false")}";

        var answers = await Task.WhenAll(host.UploadAsync(Other, query: query), host.UploadAsync(Other, query: query));

        var results = new List<System.Text.Json.JsonElement>();
        foreach (var answer in answers)
            results.Add(later ? (await host.EndedAsync(answer))["result"] : answer.Body);
        Assert.Equal([2, 2], results.Select(r => r.GetProperty("version").GetInt32()));
        Assert.Single(results, r => r.GetProperty("unchanged").GetBoolean());
        await host.AssertWholeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Upload_SameRequestTwiceAtOnce_IsOneDatasetWithItsKeyAndTwoWithout(bool keyed)
    {
        await host.UploadAsync(ShopModel.Csv);
        var key = keyed ? "once" : null;

        var answers = await Task.WhenAll(host.UploadAsync(Other, idempotencyKey: key), host.UploadAsync(Other, idempotencyKey: key));

        Assert.All(answers, a => Assert.Equal((HttpStatusCode.OK, 1), (a.Status, a.Version)));
        Assert.Equal(keyed ? 1 : 2, answers.Select(a => a.DatasetId).Distinct().Count());
        await host.AssertWholeAsync();
        Assert.Equal([keyed ? 2L : 3L], await host.QueryAsync<long>("SELECT count(*) FROM ingestion.datasets"));
    }

    [Fact]
    public async Task Upload_SameKeyTwiceAtOnceAsJobs_IsOneJob()
    {
        var answers = await Task.WhenAll(
            host.UploadAsync(Other, query: "?async=true", idempotencyKey: "once"), host.UploadAsync(Other, query: "?async=true", idempotencyKey: "once"));

        // The second may also find the first one done.
        var jobs = answers.Where(a => a.Status == HttpStatusCode.Accepted).ToList();
        Assert.Single(jobs.Select(a => a.Location).Distinct());
        await host.EndedAsync(jobs[0]);
        Assert.Equal([1L], await host.QueryAsync<long>("SELECT count(*) FROM ingestion.versions"));
        await host.AssertWholeAsync();
    }
}
