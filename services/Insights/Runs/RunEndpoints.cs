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
        var group = app.MapGroup("/insights").WithTags("insights").RequireAuthorization(Roles.Viewer);
        group.MapPost("/run", RunAsync).RequireAuthorization(Roles.Analyst);
        group.MapGet("/latest", LatestAsync);
        group.MapGet("/runs/{id:guid}", FindAsync);
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
        await runs.LatestAsync(caller.TenantId, plugin, dataset_id, cancellationToken) is { } run ? TypedResults.Ok(run) : InsightErrors.NoneYet.ToProblem();

    private static async Task<Results<Ok<InsightRun>, ProblemHttpResult>> FindAsync(Caller caller, Guid id, RunStore runs, CancellationToken cancellationToken) =>
        await runs.FindAsync(caller.TenantId, id, cancellationToken) is { } run ? TypedResults.Ok(run) : InsightErrors.RunUnknown.ToProblem();
}

/// <summary>Body of <c>POST /insights/run</c>.</summary>
/// <param name="Plugin">The dataset's plugin; may be left out.</param>
/// <param name="DatasetId">The dataset.</param>
/// <param name="Limit">Findings at most; 20 when left out.</param>
internal sealed record RunRequest(string? Plugin, Guid? DatasetId, int? Limit);
