using NlSql.Insights.Automatic;
using NlSql.Insights.Datasets;
using NlSql.Insights.Runs;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using Npgsql;

namespace NlSql.Insights.Mutes;

/// <summary>Mutes a rule for a dataset, and ends that again. Both are kept in the audit trail.</summary>
internal sealed class MuteRule(RunSubjects subjects, AuditTrail audit, NpgsqlDataSource database, TimeProvider clock)
{
    public async Task<Result<Mute>> MuteAsync(Caller caller, Guid datasetId, string rule, string? reason, CancellationToken cancellationToken)
    {
        if (!(await subjects.ModelAsync(caller.TenantId, datasetId, null, cancellationToken)).TryGet(out var known, out var failure))
            return failure;
        if (known.Model.Insights.All(i => i.Name != rule) && !(known.Head.PluginId is null && AutomaticRules.IsName(rule)))
            return InsightErrors.RuleUnknown;
        var mute = new Mute { Rule = rule, MutedBy = caller.Subject, MutedAt = clock.GetUtcNow().UtcDateTime, Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim() };
        await ChangeAsync(caller, datasetId, "insights.muted", mute, (transaction, token) => AddAsync(transaction, caller, datasetId, mute, token), cancellationToken);
        return mute;
    }

    /// <summary>Also for a rule that the plugin no longer has.</summary>
    public async Task<Failure?> UnmuteAsync(Caller caller, Guid datasetId, string rule, CancellationToken cancellationToken) =>
        await ChangeAsync(
            caller, datasetId, "insights.unmuted", new Mute { Rule = rule }, (transaction, token) => MuteStore.RemoveAsync(transaction, caller.TenantId, datasetId, rule, token), cancellationToken)
            ? null
            : InsightErrors.NotMuted;

    private static async Task<bool> AddAsync(NpgsqlTransaction transaction, Caller caller, Guid datasetId, Mute mute, CancellationToken cancellationToken)
    {
        await MuteStore.AddAsync(transaction, caller.TenantId, datasetId, mute, cancellationToken);
        return true;
    }

    private async Task<bool> ChangeAsync(
        Caller caller, Guid datasetId, string action, Mute mute, Func<NpgsqlTransaction, CancellationToken, Task<bool>> change, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await change(transaction, cancellationToken))
            return false;
        await audit.AddAsync(
            transaction, audit.Of(caller, action, new { mute.Reason }) with { SubjectId = mute.Rule, DatasetId = datasetId }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
