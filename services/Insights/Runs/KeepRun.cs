using NlSql.Contracts.Messages;
using NlSql.Insights.Jobs;
using NlSql.Insights.Rules;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.Insights.Runs;

/// <summary>Keeps run, findings and audit event in one transaction, which is also the end of the job.</summary>
internal sealed class KeepRun(AuditTrail audit, NpgsqlDataSource database)
{
    public Task ForCallerAsync(Caller caller, InsightRun run, CancellationToken cancellationToken) =>
        KeepAsync(caller.TenantId, caller.Subject, run, null, cancellationToken);

    /// <summary>Ends a job, with its run where there is one. A worker that lost the job keeps nothing.</summary>
    public Task ForJobAsync(LeasedJob job, InsightRun? run, CancellationToken cancellationToken) => KeepAsync(job.TenantId, AuditTrail.SystemActor, run, job, cancellationToken);

    private async Task KeepAsync(string tenantId, string actor, InsightRun? run, LeasedJob? job, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (job is not null && !await JobStore.EndAsync(transaction, job, cancellationToken))
            return;
        if (run is not null)
        {
            await RunStore.AddAsync(transaction, tenantId, run, cancellationToken);
            await audit.AddAsync(transaction, AuditOf(tenantId, actor, run), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private AuditRecorded AuditOf(string tenantId, string actor, InsightRun run)
    {
        var details = new { run.Trigger, run.PluginVersion, findings = run.Findings.Count, rules = run.Rules.Select(r => new { r.Rule, r.Status, r.Code }) };
        return audit.Of(tenantId, actor, "insights.run", details, run.Rules.Any(r => r.Status == RuleStatus.Failed) ? "failed" : AuditTrail.Succeeded) with
        {
            At = run.Finished,
            SubjectId = run.RunId.ToString(),
            PluginId = run.Plugin,
            DatasetId = run.DatasetId,
            DatasetVersion = run.DatasetVersion,
            DurationMs = (run.Finished - run.Started).TotalMilliseconds,
        };
    }
}
