using Microsoft.AspNetCore.Http.HttpResults;
using NlSql.Ingestion.Datasets;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Jobs;

internal static class JobEndpoints
{
    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/jobs").RequireAuthorization(Roles.Viewer).WithTags("Jobs");
        jobs.MapGet("/", ListAsync).WithName("ListJobs").WithSummary("Uploads that wait, run or have ended, newest first.");
        jobs.MapGet("/{id:guid}", GetAsync).WithName("GetJob").WithSummary("How far an upload is, and what came of it.");
        jobs.MapGet("/{id:guid}/events", EventsAsync).WithName("FollowJob").WithSummary("The same as server-sent events, until the upload has ended.");
        jobs.MapDelete("/{id:guid}", CancelAsync).WithName("CancelJob").RequireAuthorization(Roles.Editor).WithSummary("Cancel an upload; nothing of it is published.");
    }

    private static async Task<Results<Ok<Page<JobResponse>>, ProblemHttpResult>> ListAsync(
        Caller caller, JobStore jobs, CancellationToken cancellationToken, int limit = Paging.DefaultLimit, string? cursor = null)
    {
        if (Paging.Check(limit, cursor, out var after) is { } invalid)
            return invalid.ToProblem();
        var rows = await jobs.ListAsync(caller.TenantId, after, limit + 1, cancellationToken);
        var items = rows.Take(limit).Select(JobResponse.Short).ToList();
        return TypedResults.Ok(new Page<JobResponse>(items, rows.Count > limit ? Paging.CursorOf(items[^1].JobId) : null));
    }

    private static async Task<Results<Ok<JobResponse>, ProblemHttpResult>> GetAsync(Guid id, Caller caller, JobStore jobs, CancellationToken cancellationToken) =>
        await jobs.FindAsync(caller.TenantId, id, cancellationToken) is { } job ? TypedResults.Ok(JobResponse.Of(job)) : JobErrors.Unknown(id).ToProblem();

    private static async Task<IResult> EventsAsync(Guid id, Caller caller, JobEvents events, HttpContext http, CancellationToken cancellationToken) =>
        await events.ExecuteAsync(caller, id, http, cancellationToken);

    [Audited("upload.cancelled")]
    private static async Task<Results<NoContent, ProblemHttpResult>> CancelAsync(Guid id, Caller caller, EndJob end, CancellationToken cancellationToken) =>
        await end.CancelAsync(caller, id, cancellationToken) is { } failure ? failure.ToProblem() : TypedResults.NoContent();
}
