using System.Net;
using NlSql.Contracts;
using NlSql.Testing;

namespace NlSql.System.Tests.Faults;

/// <summary>A service is killed or frozen while clients call.</summary>
[Collection<FaultyCollection>]
public sealed class ServiceFaultTests(FaultySystem system) : IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await system.HealedAsync(Cancellation);

    [Theory]
    [InlineData(ServiceNames.Audit)]
    [InlineData(ServiceNames.Insights)]
    [InlineData(ServiceNames.PluginRegistry)]
    public async Task Ask_AnotherServiceIsKilled_IsAnswered(string service)
    {
        await system.Calls.AskAsync("total revenue", Cancellation);
        var kill = system.KillServiceAsync(service, Cancellation);

        var during = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => system.Calls.AskAsync("total revenue", Cancellation)));
        await kill;

        Assert.All(during, call => Assert.Equal(CallOutcome.Ok, call.Outcome));
    }

    [Theory]
    [InlineData(ServiceNames.Chat)]
    [InlineData(ServiceNames.Ingestion)]
    public async Task Call_ItsServiceIsKilledInTheMiddle_HappensOnceOrNotAtAll(string service)
    {
        var calls = Task.WhenAll(Enumerable.Range(0, 12).Select(i => i % 3 == 0 ? system.Calls.UploadAsync(Cancellation) : system.Calls.AskAsync("revenue by region", Cancellation)));

        await system.KillServiceAsync(service, Cancellation);

        // More uploads come at once than a tenant may have; those are turned away.
        Assert.All(await calls, call => Assert.True(
            call.Status is null or HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.TooManyRequests, $"{call.Action} {call.Status} {call.Code}"));
        await Eventually.TrueAsync(async () => (await system.Calls.AskAsync("revenue by region", Cancellation)).Outcome == CallOutcome.Ok, "questions to be answered again", Cancellation, 60);
    }

    [Fact]
    public async Task Ask_AuditIsFrozen_IsAnsweredAndRecordedWhenItGoesOn()
    {
        system.Signal(ServiceNames.Audit, "STOP");
        try
        {
            var during = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => system.Calls.AskAsync("total revenue", Cancellation)));
            Assert.All(during, call => Assert.Equal(CallOutcome.Ok, call.Outcome));
        }
        finally
        {
            system.Signal(ServiceNames.Audit, "CONT");
        }
    }
}
