using NlSql.Contracts;

namespace NlSql.System.Tests.Faults;

/// <summary>
/// A service is killed at each step of asking, publishing, sending and recording. The checker then finds what the client was told of once, and what
/// it was not told of once or not at all.
/// </summary>
[Collection<FaultyCollection>]
public sealed class FailPointTests(FaultySystem system) : IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await system.HealedAsync(Cancellation);

    [Theory]
    // Asking: nothing is kept yet; everything is, and only the commit is missing.
    [InlineData(ServiceNames.Chat, "chat.messages", "BEFORE INSERT", false)]
    [InlineData(ServiceNames.Chat, "chat.messages", FailPoint.AtCommit, false)]
    // Publishing a version: its rows are there; its event and its entry are; only the commit is missing.
    [InlineData(ServiceNames.Ingestion, "ingestion.versions", "BEFORE INSERT", false)]
    [InlineData(ServiceNames.Ingestion, "ingestion.versions", FailPoint.AtCommit, false)]
    // Sending: the broker has confirmed, and the row is still there.
    [InlineData(ServiceNames.Chat, "chat.outbox", "BEFORE DELETE", true)]
    [InlineData(ServiceNames.Ingestion, "ingestion.outbox", "BEFORE DELETE", true)]
    // Recording: the message is taken; the entry is made; only the commit is missing.
    [InlineData(ServiceNames.Audit, "audit.inbox", "BEFORE INSERT", true)]
    [InlineData(ServiceNames.Audit, "audit.inbox", FailPoint.AtCommit, true)]
    public async Task Kill_AtAPoint_LosesAndDoublesNothing(string service, string table, string moment, bool told)
    {
        await using var point = await FailPoint.SetAsync(system, table, moment, Cancellation);
        var calling = service == ServiceNames.Ingestion ? system.Calls.UploadAsync(Cancellation) : system.Calls.AskAsync("revenue by region", Cancellation);
        // What happens after the answer is waited for after the answer.
        if (told)
            await calling;
        await point.ReachedAsync(Cancellation);

        var again = system.KillServiceAsync(service, Cancellation);
        await point.DisposeAsync();
        await again;

        Assert.Equal(told ? CallOutcome.Ok : CallOutcome.Unknown, (await calling).Outcome);
    }
}
