using Dapper;
using MassTransit;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults.Messaging;

namespace NlSql.ServiceDefaults.Tests.Messaging;

/// <summary>Must be heard.</summary>
[RequiresConsumer]
public sealed record Counted(string Name);

/// <summary>An announcement.</summary>
public sealed record Said(string Name);

/// <summary>Counts each message once, in the service's database.</summary>
internal sealed class CountedConsumer(Inbox inbox, FaultSwitch faults) : IConsumer<Counted>
{
    public async Task Consume(ConsumeContext<Counted> context)
    {
        faults.Attempt();
        faults.Hit();
        await inbox.TakeOnceAsync(
            "counted",
            context.MessageId!.Value,
            (connection, transaction) => connection.ExecuteAsync("INSERT INTO effects (name) VALUES (@Name)", context.Message, transaction),
            context.CancellationToken);
    }
}

/// <summary>Makes the consumer fail.</summary>
internal sealed class FaultSwitch
{
    private int attempts;

    public Exception? Fault { get; set; }

    public int Attempts => attempts;

    // Messages come in parallel.
    public void Attempt() => Interlocked.Increment(ref attempts);

    public void Hit()
    {
        if (Fault is not null)
            throw Fault;
    }
}
