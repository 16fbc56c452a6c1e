using NlSql.Ingestion.Jobs;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using System.Text;

namespace NlSql.Ingestion.Tests.Jobs;

/// <summary>What waits is bounded, and finished jobs go.</summary>
public sealed class JobLimitTests(TestServers servers) : IAsyncLifetime
{
    private static readonly int FileBytes = Encoding.UTF8.GetByteCount(ShopModel.Csv);
    private IngestionHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await IngestionHost.StartAsync(
            servers,
            ("Jobs:MaximumPerTenant", "2"),
            ("Jobs:MaximumBytesPerTenant", $"{3 * FileBytes}"),
            ("Jobs:MaximumBytes", $"{4 * FileBytes}"),
            ("Uploads:MaximumBytes", $"{5 * FileBytes}"));
        await host.UploadAsync(ShopModel.Csv);
    }

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Upload_BeyondTheJobsOfATenant_IsRefusedUntilOneHasEnded()
    {
        List<Answer> waiting;
        await using (await Gate.BeforeAttachAsync(host))
        {
            waiting = [await UploadAsync(ShopModel.Csv), await UploadAsync(ShopModel.Csv)];

            var refused = await UploadAsync(ShopModel.Csv);

            Assert.Equal(("ingestion.too-many-jobs", 30), (refused.Code, refused["retry_after_seconds"].GetInt32()));
        }

        foreach (var job in waiting)
            Assert.Equal("succeeded", (await host.EndedAsync(job)).Body.State());
        Assert.Equal("succeeded", (await host.EndedAsync(await UploadAsync(ShopModel.Csv))).Body.State());
    }

    [Fact]
    public async Task Upload_BeyondTheBytesThatMayWait_IsRefused()
    {
        await using var gate = await Gate.BeforeAttachAsync(host);
        await UploadAsync(ShopModel.Csv);

        Assert.Equal("ingestion.jobs-full", (await UploadAsync(Padded(2 * FileBytes + 1))).Code);
        Assert.Null((await UploadAsync(Padded(2 * FileBytes))).Code);
        // One file is left of what all may have together.
        Assert.Equal("ingestion.jobs-full", (await UploadAsync(Padded(FileBytes + 1), "other")).Code);
        Assert.Null((await UploadAsync(Padded(FileBytes), "other")).Code);
        Assert.Equal("ingestion.jobs-full", (await UploadAsync(ShopModel.Csv, "third")).Code);
    }

    [Fact]
    public async Task Upload_LargerThanAnyFileMayBe_IsRefusedAndLeavesNothing()
    {
        Assert.Equal("ingestion.file-too-large", (await UploadAsync(Padded(5 * FileBytes + 1), query: "?async=false")).Code);
        Assert.Equal("ingestion.jobs-full", (await UploadAsync(Padded(4 * FileBytes))).Code);
        Assert.Equal([0L], await host.QueryAsync<long>("SELECT (SELECT count(*) FROM ingestion.jobs) + (SELECT count(*) FROM ingestion.job_chunks)"));
    }

    [Fact]
    public async Task RemoveOld_FinishedLongAgo_AreGoneAndOthersStay()
    {
        var old = await UploadAsync(ShopModel.Csv);
        var young = await UploadAsync(ShopModel.Csv);
        await host.EndedAsync(old);
        await host.EndedAsync(young);
        await host.QueryAsync<int>("UPDATE ingestion.jobs SET finished_at = now() - interval '7 days 1 minute' WHERE job_id = @id RETURNING 1", new { id = old["job_id"].GetGuid() });
        await host.QueryAsync<int>("INSERT INTO ingestion.job_chunks VALUES (@id, 0, 'x') RETURNING 1", new { id = young["job_id"].GetGuid() });

        await host.Services.GetRequiredService<JobStore>().RemoveOldAsync(IngestionHost.Cancel);

        Assert.Equal("ingestion.job-unknown", (await host.GetAsync(old.Location!)).Code);
        Assert.Null((await host.GetAsync(young.Location!)).Code);
        Assert.Equal([0L], await host.QueryAsync<long>("SELECT count(*) FROM ingestion.job_chunks"));
    }

    private Task<Answer> UploadAsync(string csv, string tenant = "default", string query = "?async=true") => host.UploadAsync(csv, query: query, tenant: tenant);

    private static string Padded(int bytes) => ShopModel.Csv + new string('\n', bytes - FileBytes);
}
