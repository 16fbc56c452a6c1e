using StackExchange.Redis;

namespace NlSql.System.Tests.Faults;

/// <summary>The cache is dispensable: whatever becomes of it, answers are right.</summary>
[Collection<FaultyCollection>]
public sealed class RedisFaultTests(FaultySystem system) : IAsyncLifetime
{
    private static readonly string[] Questions = ["total revenue", "revenue by region", "number of orders"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await system.HealedAsync(Cancellation);

    [Theory]
    [InlineData("killed")]
    [InlineData("frozen")]
    [InlineData("silent")]
    [InlineData("paused")]
    [InlineData("full")]
    [InlineData("read-only")]
    public async Task Ask_RedisIsNotAsItShouldBe_IsAnsweredTheSame(string fault)
    {
        var before = await AskAllAsync();
        await BeginAsync(fault);

        var during = await AskAllAsync();
        await EndAsync(fault);
        var after = await AskAllAsync();

        Assert.All(during.Concat(after), call => Assert.Equal(CallOutcome.Ok, call.Outcome));
        Assert.Equal(before.Select(call => call.Answer), during.Select(call => call.Answer));
        Assert.Equal(before.Select(call => call.Answer), after.Select(call => call.Answer));
    }

    private async Task BeginAsync(string fault)
    {
        switch (fault)
        {
            case "killed":
                await system.Redis.KillAsync();
                break;
            case "frozen":
                system.Redis.Freeze();
                break;
            case "silent":
                system.RedisWire.Stall(toServer: false, toClient: true);
                break;
            case "paused":
                await ExecuteAsync("CLIENT", "PAUSE", "5000", "ALL");
                break;
            case "full":
                await ExecuteAsync("CONFIG", "SET", "maxmemory", "1");
                break;
            default:
                await ExecuteAsync("REPLICAOF", "127.0.0.1", "1");
                break;
        }
    }

    private async Task EndAsync(string fault)
    {
        switch (fault)
        {
            case "killed":
                await system.Redis.StartAgainAsync(Cancellation);
                break;
            case "frozen":
                system.Redis.Thaw();
                break;
            case "silent":
                system.RedisWire.Mend();
                break;
            case "paused":
                await ExecuteAsync("CLIENT", "UNPAUSE");
                break;
            case "full":
                await ExecuteAsync("CONFIG", "SET", "maxmemory", "256mb");
                break;
            default:
                await ExecuteAsync("REPLICAOF", "NO", "ONE");
                break;
        }
    }

    private async Task<ClientCall[]> AskAllAsync() => await Task.WhenAll(Questions.Select(question => system.Calls.AskAsync(question, Cancellation)));

    private async Task ExecuteAsync(string command, params object[] arguments)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(system.RedisConfiguration);
        await connection.GetDatabase().ExecuteAsync(command, arguments);
    }
}
