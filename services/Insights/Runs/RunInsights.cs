using System.Diagnostics;
using System.Text.Json;
using NlSql.Contracts;
using NlSql.Contracts.Messages;
using NlSql.Insights.Datasets;
using NlSql.Insights.Jobs;
using NlSql.Insights.Rules;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Messaging;
using Npgsql;

namespace NlSql.Insights.Runs;

/// <summary>
/// Runs the rules of a dataset's plugin, or of the model that was drafted for it, on its current version, and keeps run, findings and audit event in one transaction. A rule that
/// fails is reported and stops no other.
/// </summary>
internal sealed class RunInsights(
    DatasetHeads heads, Neighbours neighbours, EvaluateRule evaluate, RunStore runs, Outbox outbox, NpgsqlDataSource database, TimeProvider clock)
{
    private const int FindingsOfJob = 100;

    /// <summary>For somebody who asked.</summary>
    public async Task<Result<InsightRun>> ForCallerAsync(Caller caller, Guid datasetId, string? plugin, int limit, CancellationToken cancellationToken)
    {
        var result = await EvaluateAsync(caller.TenantId, datasetId, plugin, RunTrigger.Requested, limit, cancellationToken);
        if (result.TryGet(out var run, out _))
            await KeepAsync(caller.TenantId, caller.Subject, run, null, cancellationToken);
        return result;
    }

    /// <summary>For a dataset with new data. A dataset or plugin that is gone ends the job without a run.</summary>
    public async Task ForJobAsync(LeasedJob job, CancellationToken cancellationToken)
    {
        var result = await EvaluateAsync(job.TenantId, job.DatasetId, job.PluginId, RunTrigger.NewData, FindingsOfJob, cancellationToken);
        result.TryGet(out var run, out _);
        await KeepAsync(job.TenantId, "system", run, job, cancellationToken);
    }

    private async Task<Result<InsightRun>> EvaluateAsync(
        string tenantId, Guid datasetId, string? plugin, RunTrigger trigger, int limit, CancellationToken cancellationToken)
    {
        var started = clock.GetUtcNow();
        if (await heads.FindAsync(tenantId, datasetId, cancellationToken) is not { } head)
            return InsightErrors.DatasetUnknown;
        if (plugin is not null && plugin != head.PluginId)
            return InsightErrors.PluginMismatch;
        if (await ModelAsync(tenantId, head, cancellationToken) is not { } model)
            return head.PluginId is null ? InsightErrors.ModelMissing : InsightErrors.PluginUnknown;
        if (await neighbours.CatalogAsync(tenantId, datasetId, head.Version, cancellationToken) is not { } catalog)
            return InsightErrors.DatasetUnknown;

        var subject = RuleSubject.Of(model, catalog, DateOnly.FromDateTime(started.UtcDateTime));
        var outcomes = new List<RuleOutcome>();
        foreach (var rule in model.Insights)
            outcomes.Add(await evaluate.RunAsync(rule, subject, cancellationToken));
        var found = outcomes.SelectMany(o => o.Findings).ToList();
        // Who asks wants to see everything; only what nobody asked for stays quiet for a while.
        var due = trigger == RunTrigger.NewData ? await WithoutCoolingDownAsync(found, model, tenantId, datasetId, started, cancellationToken) : found;
        var shown = due.OrderByDescending(f => f.Severity).Take(limit).ToList();
        return new InsightRun
        {
            RunId = Guid.CreateVersion7(started),
            Plugin = head.PluginId,
            PluginVersion = model.Version,
            DatasetId = datasetId,
            DatasetVersion = head.Version,
            Trigger = trigger,
            AnchorDay = subject.Context.Anchor.Day,
            Started = started,
            Finished = clock.GetUtcNow(),
            Findings = shown,
            FindingsLeftOut = due.Count - shown.Count,
            FindingsCoolingDown = found.Count - due.Count,
            Rules = [.. outcomes.Select(o => new RuleReport(o.Rule, o.Title, o.Status, o.Findings.Count, o.Code, o.Message))],
        };
    }

    private Task<ModelDefinition?> ModelAsync(string tenantId, DatasetHead head, CancellationToken cancellationToken) => head.PluginId is { } pluginId
        ? neighbours.ModelAsync(tenantId, pluginId, cancellationToken)
        : neighbours.ModelAsync(tenantId, head.DatasetId, head.Version, cancellationToken);

    private async Task<List<Finding>> WithoutCoolingDownAsync(
        List<Finding> found, ModelDefinition model, string tenantId, Guid datasetId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = new List<Finding>();
        foreach (var finding in found)
        {
            var rule = model.Insights.First(i => i.Name == finding.Rule);
            if (CooldownStart(rule, now) is { } start && await runs.LastFoundAsync(tenantId, datasetId, finding, cancellationToken) > start)
                continue;
            due.Add(finding);
        }

        return due;
    }

    /// <summary>A cool-down is written as "7 days"; what was found since its start is not said again.</summary>
    private static DateTimeOffset? CooldownStart(InsightDefinition rule, DateTimeOffset now) =>
        rule.Cooldown is { } text && TimeRangeText.TryParse($"last {text}", out var range) && range is TimeRange.Rolling length
            ? length.Unit switch
            {
                TimeGrain.Hour => now.AddHours(-length.Count),
                TimeGrain.Day => now.AddDays(-length.Count),
                TimeGrain.Week => now.AddDays(-7 * length.Count),
                TimeGrain.Month => now.AddMonths(-length.Count),
                TimeGrain.Quarter or TimeGrain.FiscalQuarter => now.AddMonths(-3 * length.Count),
                _ => now.AddYears(-length.Count),
            }
            : null;

    private async Task KeepAsync(string tenantId, string actor, InsightRun? run, LeasedJob? job, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (job is not null && !await JobStore.EndAsync(transaction, job, cancellationToken))
            return;
        if (run is not null)
        {
            await RunStore.AddAsync(transaction, tenantId, run, cancellationToken);
            await outbox.EnqueueAsync(transaction, $"audit:{tenantId}", AuditOf(tenantId, actor, run), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static AuditRecorded AuditOf(string tenantId, string actor, InsightRun run) => new()
    {
        TenantId = tenantId,
        Actor = actor,
        At = run.Finished,
        Service = ServiceNames.Insights,
        Action = "insights.run",
        Outcome = run.Rules.Any(r => r.Status == RuleStatus.Failed) ? "failed" : "succeeded",
        SubjectId = run.RunId.ToString(),
        PluginId = run.Plugin,
        DatasetId = run.DatasetId,
        DatasetVersion = run.DatasetVersion,
        DetailsJson = JsonSerializer.Serialize(
            new { run.Trigger, run.PluginVersion, findings = run.Findings.Count, rules = run.Rules.Select(r => new { r.Rule, r.Status, r.Code }) }, JsonOptions.Snake),
        DurationMs = (run.Finished - run.Started).TotalMilliseconds,
        TraceId = Activity.Current?.TraceId.ToString(),
    };
}
