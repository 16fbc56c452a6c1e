using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using NlSql.Insights.Runs;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Insights.History;

/// <summary>What a rule found over time, and what is found from now on.</summary>
internal static class HistoryEndpoints
{
    private const int DefaultLimit = 20;

    public static void MapHistory(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/insights").WithTags("Insights").RequireAuthorization(Roles.Viewer);
        group.MapGet("/history", ListAsync).WithName("ListFindings").WithSummary("What a rule found, newest first.");
        group.MapGet("/events", (Caller caller, HttpContext http, FindingEvents events, CancellationToken cancellationToken, Guid? dataset_id = null) =>
                events.ExecuteAsync(caller, dataset_id, http, cancellationToken))
            .WithName("FollowFindings").WithSummary("New findings as server-sent events.").Produces(200, contentType: "text/event-stream");
    }

    private static async Task<Results<Ok<Page<ToldFinding>>, ProblemHttpResult>> ListAsync(
        Caller caller, ToldFindings findings, CancellationToken cancellationToken, string? rule = null, Guid? dataset_id = null, int limit = DefaultLimit, string? cursor = null)
    {
        if (string.IsNullOrEmpty(rule))
            return InsightErrors.RuleMissing.ToProblem();
        if (limit is < 1 or > RunEndpoints.LargestLimit)
            return InsightErrors.LimitInvalid.ToProblem();
        long? before = null;
        if (cursor is not null)
        {
            if (!long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                return InsightErrors.CursorInvalid.ToProblem();
            before = id;
        }

        // A null character is in no name, and Postgres would not take it.
        var found = await findings.OfRuleAsync(caller.TenantId, rule.Replace("\0", "", StringComparison.Ordinal), dataset_id, before, limit + 1, cancellationToken);
        return TypedResults.Ok(new Page<ToldFinding>([.. found.Take(limit)], found.Count > limit ? found[limit - 1].Id.ToString(CultureInfo.InvariantCulture) : null));
    }
}
