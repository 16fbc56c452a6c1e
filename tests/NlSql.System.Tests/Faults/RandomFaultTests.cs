using System.Globalization;
using NlSql.Contracts;

namespace NlSql.System.Tests.Faults;

/// <summary>
/// Clients call while faults follow one another by chance, for 60 seconds or for <c>NLSQL_CHAOS_SECONDS</c>. The seed is printed;
/// <c>NLSQL_CHAOS_SEED</c> gives the same order of faults again.
/// </summary>
[Collection<FaultyCollection>]
public sealed class RandomFaultTests(FaultySystem system)
{
    private const int Clients = 2;
    private static readonly string[] Questions = ["total revenue", "revenue by region", "number of orders", "total revenue last 30 days", "delete from sales"];
    private static readonly string[] Services = [ServiceNames.Audit, ServiceNames.Chat, ServiceNames.Ingestion, ServiceNames.Insights, ServiceNames.PluginRegistry];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_UnderFaultsByChance_AreNeitherLostNorDoubledNorWrong()
    {
        var seed = Setting("NLSQL_CHAOS_SEED", Random.Shared.Next());
        TestContext.Current.TestOutputHelper!.WriteLine($"NLSQL_CHAOS_SEED={seed}");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        over.CancelAfter(TimeSpan.FromSeconds(Setting("NLSQL_CHAOS_SECONDS", 60)));

        var clients = Enumerable.Range(0, Clients).Select(client => CallAsync(new Random(seed + 1 + client), over.Token)).ToList();
        try
        {
            await BreakAsync(new Random(seed), over.Token);
            await Task.WhenAll(clients);
            await system.HealedAsync(Cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidOperationException($"With NLSQL_CHAOS_SEED={seed}: {e.Message}", e);
        }

        Assert.Contains(system.Calls.All, call => call.Outcome == CallOutcome.Ok);
    }

    /// <summary>Each client does one thing after the other, and ends what it has begun.</summary>
    private async Task CallAsync(Random chance, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            switch (chance.Next(10))
            {
                case 0:
                    await system.Calls.UploadAsync(Cancellation);
                    break;
                case 1:
                    await system.Calls.BeginConversationAsync(Cancellation);
                    break;
                default:
                    await system.Calls.AskAsync(Questions[chance.Next(Questions.Length)], Cancellation);
                    break;
            }
        }
    }

    private async Task BreakAsync(Random chance, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var wire = chance.Next(3) switch { 0 => system.PostgresWire, 1 => system.RedisWire, _ => system.RabbitMqWire };
            switch (chance.Next(6))
            {
                case 0:
                    wire.Reset();
                    break;
                case 1:
                    wire.Cut();
                    break;
                case 2:
                    wire.Stall(chance.Next(2) == 0, toClient: true);
                    break;
                case 3:
                    wire.Delay = TimeSpan.FromMilliseconds(chance.Next(20, 100));
                    break;
                case 4:
                    wire.CutAfter(chance.Next(20_000));
                    break;
                default:
                    await system.KillServiceAsync(Services[chance.Next(Services.Length)], Cancellation);
                    break;
            }

            // How long a fault lasts is part of the schedule.
            await Task.WhenAny(Task.Delay(chance.Next(200, 3_000), CancellationToken.None), over.AsTask());
            wire.Mend();
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var set) ? set : otherwise;
}

internal static class CancellationTasks
{
    /// <summary>Done when the token is cancelled.</summary>
    public static Task AsTask(this CancellationToken token)
    {
        var cancelled = new TaskCompletionSource();
        token.Register(() => cancelled.TrySetResult());
        return cancelled.Task;
    }
}
