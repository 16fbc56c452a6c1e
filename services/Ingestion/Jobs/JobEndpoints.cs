using Microsoft.AspNetCore.Http.HttpResults;
using NlSql.Ingestion.Datasets;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Jobs;

internal static class JobEndpoints
{
    private const int DefaultLimit = 50;
    private const int LargestLimit = 200;

    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/jobs").RequireAuthorization(Roles.Viewer).WithTags("Jobs");
        jobs.MapGet("/", ListAsync).WithSummary("Uploads that wait, run or have ended, newest first.");
        jobs.MapGet("/{id:guid}", GetAsync).WithSummary("How far an upload is, and what came of it.");
        jobs.MapGet("/{id:guid}/events", EventsAsync).WithSummary("The same as server-sent events, until the upload has ended.");
        jobs.MapDelete("/{id:guid}", CancelAsync).RequireAuthorization(Roles.Editor).WithSummary("Cancel an upload; nothing of it is published.");
    }

    private static async Task<Results<Ok<Page<JobResponse>>, ProblemHttpResult>> ListAsync(
        Caller caller, JobStore jobs, CancellationToken cancellationToken, int limit = DefaultLimit, string? cursor = null)
    {
        if (limit is < 1 or > LargestLimit)
            return DatasetErrors.LimitInvalid.ToProblem();
        Guid? after = null;
        if (cursor is not null)
        {
            if (!Guid.TryParseExact(cursor, "N", out var id))
                return DatasetErrors.CursorInvalid.ToProblem();
            after = id;
        }

        var rows = await jobs.ListAsync(caller.TenantId, after, limit + 1, cancellationToken);
        var items = rows.Take(limit).Select(JobResponse.Short).ToList();
        return TypedResults.Ok(new Page<JobResponse>(items, rows.Count > limit ? items[^1].JobId.ToString("N") : null));
    }

    private static async Task<Results<Ok<JobResponse>, ProblemHttpResult>> GetAsync(Guid id, Caller caller, JobStore jobs, CancellationToken cancellationToken) =>
        await jobs.FindAsync(caller.TenantId, id, cancellationToken) is { } job ? TypedResults.Ok(JobResponse.Of(job)) : JobErrors.Unknown(id).ToProblem();

    private static async Task<IResult> EventsAsync(Guid id, Caller caller, JobEvents events, HttpContext http, CancellationToken cancellationToken) =>
        await events.ExecuteAsync(caller, id, http, cancellationToken);

    private static async Task<Results<NoContent, ProblemHttpResult>> CancelAsync(Guid id, Caller caller, EndJob end, CancellationToken cancellationToken) =>
        await end.CancelAsync(caller, id, cancellationToken) is { } failure ? failure.ToProblem() : TypedResults.NoContent();
}
