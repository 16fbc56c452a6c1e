using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.Ingestion.Uploads;
using NlSql.Testing;
using NlSql.Testing.Servers;

namespace NlSql.Ingestion.Tests.Faults;

/// <summary>The service is killed, frozen or stopped as a process. The in-process host only looks on; its slots are taken.</summary>
public sealed class ProcessFaultTests(TestServers servers) : IAsyncLifetime
{
    private static readonly (string, string) ShortLease = ("Jobs__LeaseSeconds", "2");
    private readonly RegistryServer registry = new();
    private IngestionHost watching = null!;

    public async ValueTask InitializeAsync()
    {
        watching = await IngestionHost.StartAsync(servers, ("Uploads:MaximumUploadsPerTenant", "1"));
        await watching.UploadAsync(ShopModel.Csv, tenant: "first");
        Assert.NotNull(watching.Services.GetRequiredService<UploadSlots>().TryTake("default"));
    }

    public async ValueTask DisposeAsync()
    {
        await watching.DisposeAsync();
        await registry.DisposeAsync();
    }

    [Fact]
    public async Task Kill_InMidCopyOfARequest_LeavesNothingAndTheServiceStartsAgain()
    {
        await using var service = await StartAsync();
        using var file = new SlowFile();
        var upload = service.UploadAsync(file, "", IngestionHost.Cancel);
        await watching.CopyingAsync();

        await service.KillAsync();
        file.Continue();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => upload);
        await watching.AssertWholeAsync();
        Assert.Equal([1L], await watching.QueryAsync<long>("SELECT count(*) FROM ingestion.versions"));
        await using var again = await StartAsync();
        using var whole = new SlowFile();
        whole.Continue();
        Assert.Equal(SlowFile.Rows, (await again.UploadAsync(whole, "", IngestionHost.Cancel))["rows"].GetInt32());
    }

    [Fact]
    public async Task Leave_InMidCopy_LeavesNothing()
    {
        await using var service = await StartAsync();
        using var leaving = new CancellationTokenSource();
        using var file = new SlowFile();
        var upload = service.UploadAsync(file, "", leaving.Token);
        await watching.CopyingAsync();

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => upload);
        await watching.AssertWholeAsync();
        Assert.Equal([1L], await watching.QueryAsync<long>("SELECT count(*) FROM ingestion.versions"));
    }

    [Fact]
    public async Task Leave_WhileAJobsFileArrives_LeavesNeitherJobNorChunks()
    {
        await using var service = await StartAsync();
        using var leaving = new CancellationTokenSource();
        using var file = new SlowFile();
        var upload = service.UploadAsync(file, "?async=true", leaving.Token);
        await file.Halfway.WaitAsync(IngestionHost.Cancel);
        await Eventually.TrueAsync(async () => await ReceivingAsync() == 1, "the file arrives", IngestionHost.Cancel);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => upload);
        await Eventually.TrueAsync(async () => await ReceivingAsync() == 0, "nothing arrives any more", IngestionHost.Cancel);
        await watching.AssertWholeAsync();
        Assert.Equal([0L], await watching.QueryAsync<long>("SELECT (SELECT count(*) FROM ingestion.jobs) + (SELECT count(*) FROM ingestion.job_chunks)"));
    }

    [Theory]
    [InlineData("loading")]
    [InlineData("publishing")]
    public async Task Kill_WhileAJobRuns_TheNextOneEndsItAndPublishesOnce(string phase)
    {
        var gate = phase == "loading" ? await Gate.BeforeCopyAsync(watching) : await Gate.BeforeAttachAsync(watching);
        Answer accepted;
        await using (var service = await StartAsync(ShortLease))
        {
            accepted = await service.UploadAsync(File(), "?async=true", IngestionHost.Cancel);
            await watching.JobAsync(accepted, job => job.GetProperty("phase").GetString() == phase);
            await Eventually.TrueAsync(async () => await Gate.WaitingAsync(watching) == 1, "the job waits at the gate", IngestionHost.Cancel);
            await service.KillAsync();
        }

        await gate.DisposeAsync();
        await watching.AssertWholeAsync();
        await using var again = await StartAsync(ShortLease);
        var ended = await watching.EndedAsync(accepted);

        Assert.Equal(("succeeded", 2), (ended.Body.State(), ended["attempts"].GetInt32()));
        await watching.AssertWholeAsync();
        Assert.Equal([2L], await watching.QueryAsync<long>("SELECT count(*) FROM ingestion.versions"));
    }

    [Fact]
    public async Task Freeze_UntilTheLeaseIsOver_TheZombiePublishesNothing()
    {
        var gate = await Gate.BeforeAttachAsync(watching);
        await using var zombie = await StartAsync(ShortLease);
        var accepted = await zombie.UploadAsync(File(), "?async=true", IngestionHost.Cancel);
        await watching.JobAsync(accepted, job => job.GetProperty("phase").GetString() == "publishing");
        await Eventually.TrueAsync(async () => await Gate.WaitingAsync(watching) == 1, "the job waits at the gate", IngestionHost.Cancel);
        await zombie.SignalAsync("STOP");
        await using var other = await StartAsync(ShortLease);
        await watching.JobAsync(accepted, job => job.GetProperty("attempts").GetInt32() == 2);

        await gate.DisposeAsync();
        // What the zombie holds, Postgres takes from it after half a minute.
        var ended = await watching.EndedAsync(accepted, seconds: 120);
        await zombie.SignalAsync("CONT");

        Assert.Equal("succeeded", ended.Body.State());
        await Eventually.TrueAsync(
            async () => (await watching.QueryAsync<int>("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND xact_start IS NOT NULL AND pid <> pg_backend_pid()")).Count == 0,
            "the zombie has given up",
            IngestionHost.Cancel,
            seconds: 240);
        await watching.AssertWholeAsync();
        Assert.Equal([2L], await watching.QueryAsync<long>("SELECT count(*) FROM ingestion.versions"));
    }

    [Fact]
    public async Task Stop_WhileAJobRuns_GivesItBackAtOnce()
    {
        var gate = await Gate.BeforeAttachAsync(watching);
        await using var service = await StartAsync(("Jobs__LeaseSeconds", "3600"));
        var accepted = await service.UploadAsync(File(), "?async=true", IngestionHost.Cancel);
        await watching.JobAsync(accepted, job => job.GetProperty("phase").GetString() == "publishing");

        await service.SignalAsync("TERM");

        await service.EndedAsync();
        var job = await watching.GetAsync(accepted.Location!);
        Assert.Equal(("queued", 0), (job.Body.State(), job["attempts"].GetInt32()));
        await gate.DisposeAsync();
        await using var again = await StartAsync();
        Assert.Equal("succeeded", (await watching.EndedAsync(accepted)).Body.State());
        await watching.AssertWholeAsync();
    }

    private async Task<int> ReceivingAsync() =>
        (await watching.QueryAsync<int>("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY job_chunks%' AND state = 'active'")).Count;

    private Task<IngestionProcess> StartAsync(params (string, string)[] settings) =>
        IngestionProcess.StartAsync(servers, watching.ConnectionString, registry, settings);

    private static MultipartFormDataContent File() => new()
    {
        { new ByteArrayContent(Encoding.UTF8.GetBytes(ShopModel.Csv)) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } }, "file", "sample.csv" },
    };
}
