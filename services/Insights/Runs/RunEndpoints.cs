using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using Polly;

namespace NlSql.Insights.Runs;

/// <summary>Running rules and reading what they found.</summary>
internal static class RunEndpoints
{
    public const int LargestLimit = 100;
    private const int DefaultLimit = 20;

    public static void MapRuns(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/insights").WithTags("Insights").RequireAuthorization(Roles.Viewer);
        group.MapPost("/run", RunAsync).WithName("RunInsights").WithSummary("Run the rules of a dataset now.").RequireAuthorization(Roles.Analyst);
        group.MapGet("/latest", LatestAsync).WithName("GetLatestInsights").WithSummary("The newest run, of a plugin or dataset where given.");
        group.MapGet("/runs", ListAsync).WithName("ListInsightRuns").WithSummary("Runs, newest first.");
        group.MapGet("/runs/{id:guid}", FindAsync).WithName("GetInsightRun").WithSummary("One run with its findings.");
    }

    [Audited("insights.run")]
    private static async Task<Results<Ok<InsightRun>, ProblemHttpResult>> RunAsync(
        RunRequest request, Caller caller, RunInsights insights, CancellationToken cancellationToken)
    {
        if (request.DatasetId is not { } datasetId)
            return InsightErrors.DatasetMissing.ToProblem();
        if (request.Limit is < 1 or > LargestLimit)
            return InsightErrors.LimitInvalid.ToProblem();
        try
        {
            var result = await insights.ForCallerAsync(caller, datasetId, request.Plugin, request.Limit ?? DefaultLimit, cancellationToken);
            return result.TryGet(out var run, out var failure) ? TypedResults.Ok(run) : failure.ToProblem();
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or ExecutionRejectedException)
        {
            return InsightErrors.NeighbourUnavailable.ToProblem();
        }
    }

    private static async Task<Results<Ok<InsightRun>, ProblemHttpResult>> LatestAsync(
        Caller caller, RunStore runs, CancellationToken cancellationToken, string? plugin = null, Guid? dataset_id = null) =>
        await runs.LatestAsync(caller.TenantId, Storable(plugin), dataset_id, cancellationToken) is { } run ? TypedResults.Ok(run) : InsightErrors.NoneYet.ToProblem();

    private static async Task<Results<Ok<Page<RunSummary>>, ProblemHttpResult>> ListAsync(
        Caller caller, RunStore runs, CancellationToken cancellationToken, string? plugin = null, Guid? dataset_id = null, int limit = DefaultLimit, string? cursor = null)
    {
        if (limit is < 1 or > LargestLimit)
            return InsightErrors.LimitInvalid.ToProblem();
        RunCursor? after = null;
        if (cursor is not null)
        {
            if (!RunCursor.Parse(cursor).TryGet(out var parsed, out var failure))
                return failure.ToProblem();
            after = parsed;
        }

        var found = await runs.ListAsync(caller.TenantId, Storable(plugin), dataset_id, after, limit + 1, cancellationToken);
        var next = found.Count > limit ? new RunCursor(found[limit - 1].Finished, found[limit - 1].RunId).ToString() : null;
        return TypedResults.Ok(new Page<RunSummary>([.. found.Take(limit)], next));
    }

    private static async Task<Results<Ok<InsightRun>, ProblemHttpResult>> FindAsync(Caller caller, Guid id, RunStore runs, CancellationToken cancellationToken) =>
        await runs.FindAsync(caller.TenantId, id, cancellationToken) is { } run ? TypedResults.Ok(run) : InsightErrors.RunUnknown.ToProblem();

    // A null character is in no name, and Postgres would not take it.
    private static string? Storable(string? text) => text?.Replace("\0", "", StringComparison.Ordinal);
}

/// <summary>Body of <c>POST /insights/run</c>.</summary>
/// <param name="Plugin">The dataset's plugin; may be left out.</param>
/// <param name="DatasetId">The dataset.</param>
/// <param name="Limit">Findings at most; 20 when left out.</param>
internal sealed record RunRequest(string? Plugin, Guid? DatasetId, int? Limit);
