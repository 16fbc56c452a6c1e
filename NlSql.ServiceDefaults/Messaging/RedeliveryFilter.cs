using System.Runtime.Serialization;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace NlSql.ServiceDefaults.Messaging;

/// <summary>Before the error queue: what failed its immediate retries waits and comes again, until it has waited often enough.</summary>
internal sealed class RedeliveryFilter(string queue, DelayQueues delays, ILogger<RedeliveryFilter> logger) : IFilter<ExceptionReceiveContext>
{
    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        // What no retry makes acceptable or readable goes on at once.
        if (context.Exception.GetBaseException() is UnacceptableMessageException or SerializationException
            || !context.TryGetPayload<RabbitMqBasicConsumeContext>(out var received) || DelayQueues.RedeliveriesOf(received.Properties) >= delays.Count)
        {
            await next.Send(context);
            return;
        }

        var seconds = await delays.AddAsync(queue, received.Properties, context.Body.GetBytes(), context.CancellationToken);
        Log.Redelivered(logger, queue, seconds, context.Exception.GetType().Name);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("redelivery");
}
