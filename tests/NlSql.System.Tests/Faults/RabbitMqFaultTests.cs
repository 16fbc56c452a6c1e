using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using NlSql.Testing;

namespace NlSql.System.Tests.Faults;

/// <summary>The broker is killed, frozen, full, or forgets: requests notice nothing, and the trail is complete afterwards.</summary>
[Collection<FaultyCollection>]
public sealed class RabbitMqFaultTests(FaultySystem system) : IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    // The checker waits until every answered question is in the trail, once.
    public async ValueTask DisposeAsync() => await system.HealedAsync(Cancellation);

    [Fact]
    public async Task Ask_BrokerIsKilledInABurst_AllAreAnswered()
    {
        var burst = AskManyAsync(100);
        await Eventually.TrueAsync(() => Task.FromResult(system.Calls.All.Count > 0), "the burst to have begun", Cancellation);

        await system.RabbitMq.KillAsync();
        var during = await burst;
        await system.RabbitMq.StartAgainAsync(Cancellation);

        Assert.All(during, call => Assert.Equal(CallOutcome.Ok, call.Outcome));
    }

    [Fact]
    public async Task Ask_BrokerIsFrozen_AllAreAnswered()
    {
        system.RabbitMq.Freeze();

        Assert.All(await AskManyAsync(20), call => Assert.Equal(CallOutcome.Ok, call.Outcome));
    }

    [Fact]
    public async Task Ask_BrokerHasAMemoryAlarm_AllAreAnswered()
    {
        await system.RabbitMq.RunRabbitMqCtlAsync(Cancellation, "set_vm_memory_high_watermark", "absolute", "1");
        try
        {
            Assert.All(await AskManyAsync(20), call => Assert.Equal(CallOutcome.Ok, call.Outcome));
        }
        finally
        {
            await system.RabbitMq.RunRabbitMqCtlAsync(Cancellation, "set_vm_memory_high_watermark", "0.4");
        }
    }

    [Fact]
    public async Task Ask_ConnectionsAreClosedAndTheQueueIsDeleted_IsRecordedAllTheSame()
    {
        using var api = new HttpClient { BaseAddress = system.RabbitMq.Api };
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"nlsql:{system.RabbitMq.Password}")));
        using (var deleted = await api.DeleteAsync(new Uri("/api/queues/%2f/audit-audit-recorded", UriKind.Relative), Cancellation))
            deleted.EnsureSuccessStatusCode();
        foreach (var connection in (await api.GetFromJsonAsync<JsonElement>("/api/connections", Cancellation)).EnumerateArray().Select(c => c.GetProperty("name").GetString()!).ToList())
        {
            using var closed = await api.DeleteAsync(new Uri($"/api/connections/{Uri.EscapeDataString(connection)}", UriKind.Relative), Cancellation);
        }

        Assert.All(await AskManyAsync(10), call => Assert.Equal(CallOutcome.Ok, call.Outcome));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Ask_WireIsSilentInOneDirection_IsRecordedAfterwards(bool toBroker, bool fromBroker)
    {
        system.RabbitMqWire.Stall(toBroker, fromBroker);

        Assert.All(await AskManyAsync(10), call => Assert.Equal(CallOutcome.Ok, call.Outcome));
    }

    private Task<ClientCall[]> AskManyAsync(int questions) =>
        Task.WhenAll(Enumerable.Range(0, questions).Select(i => system.Calls.AskAsync(i % 2 == 0 ? "total revenue" : "revenue by region", Cancellation)));
}
