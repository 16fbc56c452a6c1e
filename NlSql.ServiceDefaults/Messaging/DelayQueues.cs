using System.Globalization;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace NlSql.ServiceDefaults.Messaging;

/// <summary>
/// Where messages wait for another try: a queue for each delay, whose messages expire into the queue that they came from. So a consumer holds no
/// delivery while it waits, and nothing is lost when it ends meanwhile.
/// </summary>
internal sealed class DelayQueues(BrokerConnection broker, IOptions<MessagingOptions> options)
{
    /// <summary>The header that counts how often a message has waited.</summary>
    public const string Header = "nlsql-redeliveries";

    /// <summary>How often a message can wait.</summary>
    public int Count => options.Value.Delays.Count;

    /// <summary>How often this one has.</summary>
    public static int RedeliveriesOf(IReadOnlyBasicProperties properties) =>
        properties.Headers?.TryGetValue(Header, out var value) == true ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : 0;

    /// <summary>Has a message wait, and come back to its queue; for how many seconds.</summary>
    /// <param name="queue">The queue that it came from.</param>
    /// <param name="properties">As it came.</param>
    /// <param name="body">As it came.</param>
    /// <param name="cancellationToken">Ends the wait for the broker.</param>
    public async Task<int> AddAsync(string queue, IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var redeliveries = RedeliveriesOf(properties);
        var seconds = options.Value.Delays[redeliveries];
        var waiting = string.Create(CultureInfo.InvariantCulture, $"{queue}_after_{seconds}s");
        await using var channel = await broker.OpenChannelAsync(cancellationToken);
        await channel.QueueDeclareAsync(waiting, durable: true, exclusive: false, autoDelete: false, ArgumentsOf(queue, seconds), cancellationToken: cancellationToken);
        var headers = new Dictionary<string, object?>(properties.Headers ?? new Dictionary<string, object?>()) { [Header] = redeliveries + 1 };
        await channel.BasicPublishAsync(
            "", waiting, mandatory: true, new BasicProperties(properties) { Persistent = true, Headers = headers }, body, cancellationToken);
        return seconds;
    }

    // The name has the delay in it: a queue of other arguments could not be declared.
    private static Dictionary<string, object?> ArgumentsOf(string queue, int seconds) => new()
    {
        ["x-queue-type"] = "quorum",
        ["x-message-ttl"] = seconds * 1_000,
        ["x-dead-letter-exchange"] = "",
        ["x-dead-letter-routing-key"] = queue,
        // Moved only when the other queue has it; this needs a queue that refuses instead of dropping.
        ["x-dead-letter-strategy"] = "at-least-once",
        ["x-overflow"] = "reject-publish",
    };
}
