using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace NlSql.ServiceDefaults.Messaging;

/// <summary>
/// The queues beside the service's own ones, where messages wait that could not be taken: <c>_error</c> after the last retry, <c>_skipped</c>
/// when no consumer wanted them, <c>_dead</c> when they ended the process again and again. They have no time to live: somebody has to look.
/// </summary>
internal sealed class ErrorQueues(BrokerConnection broker) : IDisposable
{
    private static readonly string[] Kinds = ["_error", "_skipped", "_dead"];
    private readonly ConcurrentDictionary<string, byte> queues = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim one = new(1, 1);

    /// <summary>Adds one of the service's own queues.</summary>
    public void Watch(string queue) => queues[queue] = 0;

    public bool Has(string queue) => queues.ContainsKey(queue);

    /// <summary>Messages that wait, by queue; only queues that have any.</summary>
    /// <exception cref="BrokerUnreachableException">The broker is away.</exception>
    public async Task<IReadOnlyDictionary<string, uint>> DepthsAsync(CancellationToken cancellationToken)
    {
        var depths = new SortedDictionary<string, uint>(StringComparer.Ordinal);
        if (queues.IsEmpty)
            return depths;
        await one.WaitAsync(cancellationToken);
        try
        {
            foreach (var queue in queues.Keys.SelectMany(queue => Kinds.Select(kind => queue + kind)))
            {
                if (await DepthAsync(queue, cancellationToken) is > 0 and var depth)
                    depths[queue] = depth;
            }
        }
        finally
        {
            one.Release();
        }

        return depths;
    }

    /// <summary>
    /// Puts what waits beside a queue back into it; how many messages. Each is taken away only when the broker has it again, so a crash in
    /// between leaves it twice, which consumers ignore by its id. What fails again waits again and is not looked at twice.
    /// </summary>
    public async Task<int> ReplayAsync(string queue, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            var moved = 0;
            foreach (var source in Kinds.Select(kind => queue + kind))
            {
                if (await DepthAsync(source, cancellationToken) is not (> 0 and var depth))
                    continue;
                await using var channel = await broker.OpenChannelAsync(cancellationToken);
                for (var left = depth; left > 0 && await channel.BasicGetAsync(source, autoAck: false, cancellationToken) is { } message; left--)
                {
                    // Its cause is mended: it may wait as often as a new one.
                    var headers = message.BasicProperties.Headers?.Where(header => header.Key != DelayQueues.Header).ToDictionary();
                    await channel.BasicPublishAsync(
                        "", queue, mandatory: true, new BasicProperties(message.BasicProperties) { Persistent = true, Headers = headers }, message.Body, cancellationToken);
                    await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellationToken);
                    moved++;
                }
            }

            return moved;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    // A queue that is not there closes the channel that asks for it.
    private async Task<uint?> DepthAsync(string queue, CancellationToken cancellationToken)
    {
        await using var channel = await broker.OpenChannelAsync(cancellationToken);
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue, cancellationToken)).MessageCount;
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }
}
