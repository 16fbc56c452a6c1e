using System.Net;
using System.Text.Json;
using NlSql.Contracts.Messages;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.Testing;
using NlSql.Testing.Servers;

namespace NlSql.Ingestion.Tests.Jobs;

/// <summary>A job can be cancelled in each phase, and then nothing of it is published.</summary>
public sealed class CancelTests(TestServers servers) : IAsyncLifetime
{
    private IngestionHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await IngestionHost.StartAsync(servers, ("Jobs:MaximumRunning", "1"));
        await host.UploadAsync(ShopModel.Csv, tenant: "first");
    }

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("loading")]
    [InlineData("publishing")]
    public async Task Cancel_WhileRunning_PublishesNothing(string phase)
    {
        await using var gate = phase == "loading" ? await Gate.BeforeCopyAsync(host) : await Gate.BeforeAttachAsync(host);
        var accepted = await UploadAsync();
        await host.JobAsync(accepted, job => job.State() == "running" && job.GetProperty("phase").GetString() == phase);
        await Eventually.TrueAsync(async () => await Gate.WaitingAsync(host) == 1, "the upload waits at the gate", IngestionHost.Cancel);

        var cancelled = await CancelAsync(accepted);

        // The gate stays shut: the work is ended by the cancellation alone.
        await Eventually.TrueAsync(async () => await Gate.WaitingAsync(host) == 0, "the work has ended", IngestionHost.Cancel, seconds: 5);
        var job = await host.GetAsync(accepted.Location!);
        Assert.Equal((HttpStatusCode.NoContent, "cancelled", "ingestion.job-cancelled"), (cancelled.Status, job.Body.State(), job["problem"].GetProperty("code").GetString()));
        await gate.DisposeAsync();
        await AssertNothingAsync();
    }

    [Fact]
    public async Task Cancel_WhileQueued_NeverRuns()
    {
        await using var gate = await Gate.BeforeAttachAsync(host);
        var running = await UploadAsync();
        await host.JobAsync(running, job => job.State() == "running");
        var queued = await UploadAsync();

        var cancelled = await CancelAsync(queued);

        var job = await host.GetAsync(queued.Location!);
        Assert.Equal((HttpStatusCode.NoContent, "cancelled", 0), (cancelled.Status, job.Body.State(), job["attempts"].GetInt32()));
        await CancelAsync(running);
        await gate.DisposeAsync();
        await AssertNothingAsync();
    }

    [Fact]
    public async Task Cancel_AfterTheEnd_IsAConflict()
    {
        var accepted = await UploadAsync();
        await host.EndedAsync(accepted);

        var refused = await CancelAsync(accepted);

        Assert.Equal((HttpStatusCode.Conflict, "ingestion.job-finished"), (refused.Status, refused.Code));
        Assert.Equal("succeeded", (await host.GetAsync(accepted.Location!)).Body.State());
    }

    private Task<Answer> UploadAsync() => host.UploadAsync(ShopModel.Csv, query: "?async=true");

    private Task<Answer> CancelAsync(Answer accepted) => host.SendAsync(new HttpRequestMessage(HttpMethod.Delete, accepted.Location));

    private async Task AssertNothingAsync()
    {
        await host.AssertWholeAsync();
        Assert.Equal([1L], await host.QueryAsync<long>("SELECT count(*) FROM ingestion.versions"));
        Assert.All(
            (await host.MessagesAsync<AuditRecorded>()).Where(m => m.GetProperty("TenantId").GetString() == "default"),
            m => Assert.Equal(("rejected", "ingestion.job-cancelled"), (m.GetProperty("Outcome").GetString(), JsonDocument.Parse(m.GetProperty("DetailsJson").GetString()!).RootElement.GetProperty("code").GetString())));
    }
}
