namespace NlSql.Cli.Tests;

public sealed class EventsCommandTests
{
    [Theory]
    [InlineData("audit-audit-recorded", 2, "2 messages were put back into audit-audit-recorded.")]
    [InlineData("audit-audit-recorded_error", 1, "1 message was put back into audit-audit-recorded.")]
    [InlineData("audit-audit-recorded_dead", 0, "No message waits beside audit-audit-recorded.")]
    public async Task Replay_Queue_SaysHowManyMessagesWerePutBack(string queue, int messages, string said)
    {
        await using var gateway = await FakeGateway.StartAsync($$"""{"queue":"audit-audit-recorded","messages":{{messages}}}""");

        var run = await CommandRun.OfAsync("events", "replay", queue, "--gateway", gateway.Address);

        Assert.Equal((0, "/events/audit-audit-recorded/replay"), (run.Status, gateway.Path));
        Assert.Contains(said, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_QueueUnknown_SaysSoAndFails()
    {
        await using var gateway = await FakeGateway.StartAsync("""{"title":"Not found","detail":"The service reads no queue of this name.","code":"events.queue-unknown"}""", 404);

        var run = await CommandRun.OfAsync("events", "replay", "audit-nothing", "--gateway", gateway.Address);

        Assert.Equal(1, run.Status);
        Assert.Contains("reads no queue", run.Error, StringComparison.Ordinal);
    }
}
