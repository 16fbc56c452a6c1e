using Microsoft.AspNetCore.Http.HttpResults;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Audit.Entries;

/// <summary>Events of services without a database, and so without an outbox: the gateway. They send an event again until it was taken.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder app) =>
        app.MapGroup("/internal/entries").RequireAuthorization(Roles.Service).ExcludeFromDescription().MapPost("/", RecordAsync);

    private static async Task<Results<NoContent, ProblemHttpResult>> RecordAsync(ReportedEvent[] events, RecordEntries record, CancellationToken cancellationToken)
    {
        if (events.Any(reported => !RecordEntries.IsComplete(reported.Event)))
            return AuditErrors.EventIncomplete.ToProblem();
        await record.RunAsync(events, cancellationToken);
        return TypedResults.NoContent();
    }
}
