using NlSql.Insights.Automatic;
using NlSql.Insights.Datasets;
using NlSql.Insights.Findings;
using NlSql.Insights.Jobs;
using NlSql.Insights.Measuring;
using NlSql.Insights.Mutes;
using NlSql.Insights.Rules;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Insights.Runs;

/// <summary>
/// Runs the rules of a dataset's plugin, or of the model that was drafted for it, on its current version. A rule that fails is reported and stops no
/// other; one that is muted is reported as such.
/// </summary>
internal sealed class RunInsights(
    RunSubjects subjects, EvaluateRule evaluate, TellFinding tell, ReaderDatabase reader, Lexicons lexicons, AutomaticInsights automatic, MuteStore mutes, CoolDown coolDown, KeepRun keep, TimeProvider clock)
{
    private const int FindingsOfJob = 100;
    private const int ExplainedOfRule = 3;

    /// <summary>For somebody who asked.</summary>
    public async Task<Result<InsightRun>> ForCallerAsync(Caller caller, Guid datasetId, string? plugin, int limit, CancellationToken cancellationToken)
    {
        var result = await RunAsync(caller.TenantId, datasetId, plugin, RunTrigger.Requested, null, limit, cancellationToken);
        if (result.TryGet(out var run, out _))
            await keep.ForCallerAsync(caller, run, cancellationToken);
        return result;
    }

    /// <summary>For a dataset with new data, or with rules that are due. A dataset or plugin that is gone ends the job without a run.</summary>
    public async Task ForJobAsync(LeasedJob job, CancellationToken cancellationToken)
    {
        var trigger = job.Rules is null ? RunTrigger.NewData : RunTrigger.Scheduled;
        var result = await RunAsync(job.TenantId, job.DatasetId, job.PluginId, trigger, job.Rules, FindingsOfJob, cancellationToken);
        result.TryGet(out var run, out _);
        await keep.ForJobAsync(job, run, cancellationToken);
    }

    private async Task<Result<InsightRun>> RunAsync(
        string tenantId, Guid datasetId, string? plugin, RunTrigger trigger, string[]? rules, int limit, CancellationToken cancellationToken)
    {
        var started = clock.GetUtcNow();
        if (!(await subjects.FindAsync(tenantId, datasetId, plugin, cancellationToken)).TryGet(out var subject, out var failure))
            return failure;
        var queries = new SubjectQueries(reader, subject.Rules, clock);
        var muted = await mutes.OfDatasetAsync(tenantId, datasetId, cancellationToken);
        var outcomes = await EvaluateAsync(subject.Rules, queries, rules, muted, cancellationToken);
        if (subject.Head.PluginId is null && rules is null)
            outcomes.AddRange(await automatic.RunAsync(subject.Rules, queries, muted.ContainsKey, cancellationToken));
        var found = outcomes.SelectMany(o => o.Discoveries).ToList();
        // Who asks wants to see everything; only what nobody asked for stays quiet for a while.
        var due = trigger == RunTrigger.Requested ? found : await coolDown.WithoutCoolingAsync(found, tenantId, datasetId, cancellationToken);
        var shown = due.OrderByDescending(f => f.Rule.Severity).Take(limit).ToList();
        return new InsightRun
        {
            RunId = Guid.CreateVersion7(started),
            Plugin = subject.Head.PluginId,
            PluginVersion = subject.Rules.Model.Version,
            DatasetId = datasetId,
            DatasetVersion = subject.Head.Version,
            Trigger = trigger,
            AnchorDay = subject.Rules.Context.Anchor.Day,
            Started = started,
            Findings = await TellAsync(shown, subject.Rules, queries, cancellationToken),
            Finished = clock.GetUtcNow(),
            FindingsLeftOut = due.Count - shown.Count,
            FindingsCoolingDown = found.Count - due.Count,
            Rules = [.. outcomes.Select(o => new RuleReport(o.Rule, o.Title, o.Status, o.Discoveries.Count, o.Code, o.Message))],
            Queries = queries.Sent,
        };
    }

    private Task<List<RuleOutcome>> EvaluateAsync(
        RuleSubject subject, SubjectQueries queries, string[]? rules, IReadOnlyDictionary<string, Mute> muted, CancellationToken cancellationToken) =>
        SideBySide.SelectAsync(
            subject.Model.Insights.Where(r => rules is null || rules.Contains(r.Name)),
            async (rule, token) => muted.ContainsKey(rule.Name)
                ? new RuleOutcome(rule.Name, rule.Title, RuleStatus.Muted)
                : await evaluate.RunAsync(rule, subject, queries, token),
            cancellationToken);

    // What is not shown needs no drivers, no chart and no question.
    private async Task<List<Finding>> TellAsync(List<Discovery> shown, RuleSubject subject, SubjectQueries queries, CancellationToken cancellationToken)
    {
        if (shown.Count == 0)
            return [];
        var followOns = new FollowOns(subject, lexicons.Of(subject));
        var explained = shown.GroupBy(d => d.Rule.Name).SelectMany(rule => rule.Take(ExplainedOfRule)).ToHashSet<Discovery>(ReferenceEqualityComparer.Instance);
        return await SideBySide.SelectAsync(shown, (discovery, token) => tell.RunAsync(discovery, explained.Contains(discovery), subject, queries, followOns, token), cancellationToken);
    }
}
