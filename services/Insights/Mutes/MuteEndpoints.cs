using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using NlSql.Insights.Datasets;
using NlSql.Insights.Runs;
using NlSql.Insights.Schedules;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using NlSql.SemanticModel.Definitions;
using Polly;

namespace NlSql.Insights.Mutes;

/// <summary>The rules of a dataset, and muting them.</summary>
internal static class MuteEndpoints
{
    public const int LongestReason = 500;

    public static void MapRules(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/insights/rules").WithTags("Insights").RequireAuthorization(Roles.Viewer);
        group.MapGet("/", ListAsync).WithName("ListRules").WithSummary("The rules of a dataset: when they run, and which are muted.");
        group.MapPut("/{rule}/mute", MuteAsync).WithName("MuteRule").WithSummary("Mute a rule for a dataset.").RequireAuthorization(Roles.Analyst);
        group.MapDelete("/{rule}/mute", UnmuteAsync).WithName("UnmuteRule").WithSummary("End the mute of a rule.").RequireAuthorization(Roles.Analyst);
    }

    private static async Task<Results<Ok<RuleList>, ProblemHttpResult>> ListAsync(
        Caller caller, RunSubjects subjects, MuteStore mutes, ScheduleStore schedules, CancellationToken cancellationToken, Guid? dataset_id = null)
    {
        if (dataset_id is not { } datasetId)
            return InsightErrors.DatasetMissing.ToProblem();
        try
        {
            if (!(await subjects.ModelAsync(caller.TenantId, datasetId, null, cancellationToken)).TryGet(out var known, out var failure))
                return failure.ToProblem();
            var muted = await mutes.OfDatasetAsync(caller.TenantId, datasetId, cancellationToken);
            var due = await schedules.NextAsync(caller.TenantId, datasetId, cancellationToken);
            var rules = known.Model.Insights.Select(i => RuleSummary.Of(i, due.TryGetValue(i.Name, out var next) ? next : null, muted.GetValueOrDefault(i.Name)));
            var others = muted.Values.Where(m => known.Model.Insights.All(i => i.Name != m.Rule)).OrderBy(m => m.Rule, StringComparer.Ordinal)
                .Select(m => new RuleSummary(m.Rule, m.Rule, null, null, null, null, m));
            return TypedResults.Ok(new RuleList([.. rules, .. others]));
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or ExecutionRejectedException)
        {
            return InsightErrors.NeighbourUnavailable.ToProblem();
        }
    }

    [Audited("insights.muted")]
    private static async Task<Results<Ok<Mute>, ProblemHttpResult>> MuteAsync(
        string rule, MuteRequest request, Caller caller, MuteRule mute, CancellationToken cancellationToken)
    {
        if (request.DatasetId is not { } datasetId)
            return InsightErrors.DatasetMissing.ToProblem();
        if (request.Reason?.Length > LongestReason)
            return InsightErrors.ReasonTooLong.ToProblem();
        try
        {
            // A null character is no text to Postgres.
            var result = await mute.MuteAsync(caller, datasetId, rule, request.Reason?.Replace("\0", "", StringComparison.Ordinal), cancellationToken);
            return result.TryGet(out var muted, out var failure) ? TypedResults.Ok(muted) : failure.ToProblem();
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or ExecutionRejectedException)
        {
            return InsightErrors.NeighbourUnavailable.ToProblem();
        }
    }

    [Audited("insights.unmuted")]
    private static async Task<Results<NoContent, ProblemHttpResult>> UnmuteAsync(
        string rule, Caller caller, MuteRule mute, CancellationToken cancellationToken, Guid? dataset_id = null)
    {
        if (dataset_id is not { } datasetId)
            return InsightErrors.DatasetMissing.ToProblem();
        return await mute.UnmuteAsync(caller, datasetId, rule.Replace("\0", "", StringComparison.Ordinal), cancellationToken) is { } failure ? failure.ToProblem() : TypedResults.NoContent();
    }
}

/// <summary>Body of <c>PUT /insights/rules/{rule}/mute</c>.</summary>
/// <param name="DatasetId">The dataset for which the rule is muted.</param>
/// <param name="Reason">Why; may be left out.</param>
internal sealed record MuteRequest(Guid? DatasetId, string? Reason);

/// <summary>The rules of a dataset, in the order of the plugin; muted ones that are not the plugin's come last.</summary>
internal sealed record RuleList(IReadOnlyList<RuleSummary> Items);

/// <summary>A rule of a dataset.</summary>
/// <param name="Rule">Its name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Severity">How loud it is; null for one that is not the plugin's.</param>
/// <param name="Detector">How it decides; null for SQL without one.</param>
/// <param name="Schedule">When it runs by itself; null when it does not.</param>
/// <param name="NextDue">When it is due next.</param>
/// <param name="Muted">Who muted it, when and why; null when it is not muted.</param>
internal sealed record RuleSummary(string Rule, string Title, InsightSeverity? Severity, DetectorKind? Detector, string? Schedule, DateTime? NextDue, Mute? Muted)
{
    public static RuleSummary Of(InsightDefinition rule, DateTime? next, Mute? mute) =>
        new(rule.Name, rule.Title, rule.Severity, rule.Detector?.Kind, rule.Schedule, next, mute);
}
