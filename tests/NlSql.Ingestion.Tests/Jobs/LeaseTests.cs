using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NlSql.Contracts.Messages;
using NlSql.Ingestion.Jobs;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.Ingestion.Uploads;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing;
using NlSql.Testing.Servers;

namespace NlSql.Ingestion.Tests.Jobs;

/// <summary>Whoever has the lease has the job; whoever lost it can neither publish nor change it.</summary>
public sealed class LeaseTests(TestServers servers) : IAsyncLifetime
{
    private readonly List<IDisposable> slots = [];
    private IngestionHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await IngestionHost.StartAsync(servers, ("Jobs:LeaseSeconds", "2"), ("Jobs:MaximumAttempts", "3"));
        await host.UploadAsync(ShopModel.Csv, tenant: "first");
    }

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Stop_WhileAJobRuns_GivesItBackAtOnceAndAnotherReplicaEndsIt()
    {
        TakeSlots();
        var gate = await Gate.BeforeAttachAsync(host);
        var leaving = await IngestionHost.StartOnAsync(servers, host.ConnectionString, ("Jobs:LeaseSeconds", "3600"));
        var accepted = await leaving.UploadAsync(ShopModel.Csv, query: "?async=true");
        await leaving.JobAsync(accepted, job => job.State() == "running");

        await leaving.DisposeAsync();

        var job = await host.GetAsync(accepted.Location!);
        Assert.Equal(0, job["attempts"].GetInt32());
        Assert.NotEqual("running", job.Body.State());
        await gate.DisposeAsync();
        FreeSlots();
        Assert.Equal("succeeded", (await host.EndedAsync(accepted)).Body.State());
        await host.AssertWholeAsync();
    }

    [Fact]
    public async Task Run_LeaseOfADeadWorker_IsTakenOverAndPublishedOnce()
    {
        var accepted = await QueuedAsync();
        await host.QueryAsync<int>("UPDATE ingestion.jobs SET state = 'running', attempts = 1, lease = gen_random_uuid(), leased_until = now() + interval '1 second' RETURNING 1");
        FreeSlots();

        var job = await host.EndedAsync(accepted);

        Assert.Equal(("succeeded", 2), (job.Body.State(), job["attempts"].GetInt32()));
        Assert.Equal(2, (await host.MessagesAsync<DatasetVersionPublished>()).Count);
        await host.AssertWholeAsync();
    }

    [Fact]
    public async Task Run_WorkerWhoseLeaseWasTaken_PublishesNothingAndChangesNothing()
    {
        await using var gate = await Gate.BeforeAttachAsync(host);
        var accepted = await host.UploadAsync(ShopModel.Csv, query: "?async=true");
        await host.JobAsync(accepted, job => job.GetProperty("phase").GetString() == "publishing");

        // As another replica does that believes the worker to be dead.
        await host.QueryAsync<int>("UPDATE ingestion.jobs SET lease = gen_random_uuid(), leased_until = now() + interval '1 hour' RETURNING 1");

        await Eventually.TrueAsync(async () => await Gate.WaitingAsync(host) == 0, "the worker has noticed", IngestionHost.Cancel, seconds: 5);
        await gate.DisposeAsync();
        Assert.Equal("running", (await host.GetAsync(accepted.Location!)).Body.State());
        Assert.Single(await host.MessagesAsync<DatasetVersionPublished>());
        await host.AssertWholeAsync();
    }

    [Fact]
    public async Task Run_WorkerThatWakesUpRightBeforeItsCommit_CannotPublish()
    {
        var accepted = await QueuedAsync();
        var leases = host.Services.GetRequiredService<JobLeases>();
        var zombie = await leases.TakeAsync([], IngestionHost.Cancel);
        await host.QueryAsync<int>("UPDATE ingestion.jobs SET lease = gen_random_uuid() RETURNING 1");

        var asked = false;
        var publishing = host.Services.GetRequiredService<LoadUpload>().ExecuteAsync(
            new UploadWork
            {
                Caller = new Caller("default", "tester", Roles.Editor),
                PluginId = "shop",
                Table = "sales",
                IdempotencyKey = null,
                Settings = zombie!.ReadSettings(),
                FileName = "sample.csv",
                Body = new MemoryStream(Encoding.UTF8.GetBytes(ShopModel.Csv)),
                Progress = new UploadProgress(),
                StartedAt = TimeProvider.System.GetTimestamp(),
                CompleteSettings = (_, _) => Task.FromResult<Result<UploadSettings>>(zombie.ReadSettings()),
                BeforeCommit = async (transaction, response, cancellation) =>
                {
                    asked = true;
                    if (!await JobLeases.SucceedAsync(transaction, zombie, response, cancellation))
                        throw new OperationCanceledException();
                },
            },
            IngestionHost.Cancel);

        await Assert.ThrowsAsync<OperationCanceledException>(() => publishing);
        Assert.True(asked);
        Assert.False(await leases.RenewAsync(zombie, new UploadProgress(), IngestionHost.Cancel));
        await leases.GiveBackAsync(zombie, TimeSpan.Zero, counted: true, IngestionHost.Cancel);
        await host.Services.GetRequiredService<EndJob>().FailAsync(zombie, new UploadProgress(), JobErrors.Faulted, IngestionHost.Cancel);
        Assert.Equal("running", (await host.GetAsync(accepted.Location!)).Body.State());
        Assert.Single(await host.MessagesAsync<DatasetVersionPublished>());
        await host.AssertWholeAsync();
    }

    [Fact]
    public async Task Run_InterruptedTooOften_FailsAndSaysSo()
    {
        var accepted = await QueuedAsync();
        await host.QueryAsync<int>("UPDATE ingestion.jobs SET attempts = 3 RETURNING 1");
        FreeSlots();

        var job = await host.EndedAsync(accepted);

        Assert.Equal(("failed", "ingestion.job-interrupted"), (job.Body.State(), job["problem"].GetProperty("code").GetString()));
        Assert.Equal("failed", (await host.MessagesAsync<AuditRecorded>())[^1].GetProperty("Outcome").GetString());
        await host.AssertWholeAsync();
    }

    [Fact]
    public async Task Run_RegistryThatIsAwayForAWhile_IsTriedAgain()
    {
        // A replica that has never seen the plugin's model.
        await using var fresh = await IngestionHost.StartOnAsync(servers, host.ConnectionString);
        fresh.Registry.Reachable = false;
        var accepted = await QueuedAsync();
        await fresh.JobAsync(accepted, job => job.State() == "queued" && job.GetProperty("attempts").GetInt32() == 1);

        fresh.Registry.Reachable = true;
        var job = await fresh.EndedAsync(accepted);

        Assert.Equal("succeeded", job.Body.State());
        await host.AssertWholeAsync();
    }

    /// <summary>A job that this replica cannot take, because the slots of its uploads are taken.</summary>
    private async Task<Answer> QueuedAsync()
    {
        TakeSlots();
        return await host.UploadAsync(ShopModel.Csv, query: "?async=true");
    }

    private void TakeSlots()
    {
        while (host.Services.GetRequiredService<UploadSlots>().TryTake("default") is { } slot)
            slots.Add(slot);
    }

    private void FreeSlots()
    {
        slots.ForEach(slot => slot.Dispose());
        slots.Clear();
    }
}
