using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using RabbitMQ.Client.Exceptions;

namespace NlSql.ServiceDefaults.Messaging;

/// <summary>Giving messages that could not be taken another try, once their cause is mended.</summary>
internal static class EventEndpoints
{
    private const string Replayed = "event.replayed";

    private static readonly Failure QueueUnknown = new(
        FailureKind.NotFound, "events.queue-unknown", "The service reads no queue of this name. /health names the queues where messages wait; leave out _error, _skipped or _dead.");

    private static readonly Failure BrokerUnavailable = new(
        FailureKind.Unavailable, "events.broker-unavailable", "The message broker does not answer. Try again when it is back.")
    { RetryAfterSeconds = 5 };

    public static void MapEvents(this IEndpointRouteBuilder app) =>
        app.MapGroup("/events").WithTags("Events").RequireAuthorization(Roles.Admin)
            .MapPost("/{queue}/replay", ReplayAsync).WithName("ReplayEvents")
            .WithSummary("Put messages that could not be taken back into their queue.");

    [Audited(Replayed)]
    private static async Task<Results<Ok<ReplayResponse>, ProblemHttpResult>> ReplayAsync(
        string queue, Caller caller, ErrorQueues queues, AuditTrail audit, CancellationToken cancellationToken)
    {
        if (!queues.Has(queue))
            return QueueUnknown.ToProblem();
        int moved;
        try
        {
            moved = await queues.ReplayAsync(queue, cancellationToken);
        }
        catch (Exception e) when (e is BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException or TimeoutException or IOException)
        {
            return BrokerUnavailable.ToProblem();
        }

        await audit.AddAsync(audit.Of(caller, Replayed, new { messages = moved }) with { SubjectId = queue }, cancellationToken);
        return TypedResults.Ok(new ReplayResponse(queue, moved));
    }
}

/// <summary>What was put back.</summary>
/// <param name="Queue">The queue that reads it again.</param>
/// <param name="Messages">How many messages.</param>
internal sealed record ReplayResponse(string Queue, int Messages);
