using Dapper;
using NlSql.Insights.Jobs;
using Npgsql;

namespace NlSql.Insights.Schedules;

/// <summary>
/// When rules are due. A due time is taken by moving it on to the next and noting the job in one transaction, on rows that no other replica has
/// locked: each is run once, and however many were missed, they are run once together.
/// </summary>
internal sealed class ScheduleStore(NpgsqlDataSource database, TimeProvider clock)
{
    private const int Batch = 200;

    // Postgres' infinity.
    private static readonly DateTime Never = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);

    /// <summary>Makes the schedules of a dataset those of its rules. A rule that stays as it is keeps its next time.</summary>
    public async Task SetAsync(string tenantId, Guid datasetId, IReadOnlyCollection<RuleSchedule> rules, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM schedules WHERE tenant_id = @tenantId AND dataset_id = @datasetId AND NOT rule = ANY(@names)",
            new { tenantId, datasetId, names = rules.Select(r => r.Rule).ToArray() },
            transaction,
            cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO schedules (tenant_id, dataset_id, rule, cron, time_zone, next_due) VALUES (@tenantId, @datasetId, @Rule, @Cron, @TimeZone, @next)
            ON CONFLICT (tenant_id, dataset_id, rule) DO UPDATE SET cron = excluded.cron, time_zone = excluded.time_zone, next_due = excluded.next_due
            WHERE (schedules.cron, schedules.time_zone) <> (excluded.cron, excluded.time_zone)
            """,
            rules.Select(r => (Rule: r, Next: r.NextAfter(clock.GetUtcNow()))).Where(r => r.Next is not null)
                .Select(r => new { tenantId, datasetId, r.Rule.Rule, r.Rule.Cron, r.Rule.TimeZone, next = r.Next!.Value.UtcDateTime }),
            transaction,
            cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>When the rules of a dataset are due next.</summary>
    public async Task<IReadOnlyDictionary<string, DateTime>> NextAsync(string tenantId, Guid datasetId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var next = await connection.QueryAsync<(string Rule, DateTime Due)>(new CommandDefinition(
            "SELECT rule, next_due FROM schedules WHERE tenant_id = @tenantId AND dataset_id = @datasetId", new { tenantId, datasetId }, cancellationToken: cancellationToken));
        return next.ToDictionary(n => n.Rule, n => n.Due);
    }

    /// <summary>Drops the schedules of datasets that are gone.</summary>
    public async Task DropGoneAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            DELETE FROM schedules s WHERE NOT EXISTS (
                SELECT FROM ingestion.dataset_heads h
                WHERE h.tenant_id = s.tenant_id AND h.dataset_id = s.dataset_id AND h.deleted_at IS NULL AND h.current_version > 0)
            """,
            cancellationToken: cancellationToken));
    }

    /// <summary>Turns rules that are due into jobs; gives how many there were.</summary>
    public async Task<int> TakeDueAsync(JobStore jobs, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var due = (await connection.QueryAsync<DueRule>(new CommandDefinition(
            """
            SELECT s.tenant_id AS TenantId, s.dataset_id AS DatasetId, s.rule AS Rule, s.cron AS Cron, s.time_zone AS TimeZone, h.plugin_id AS PluginId, h.current_version AS Version
            FROM schedules s JOIN ingestion.dataset_heads h ON h.tenant_id = s.tenant_id AND h.dataset_id = s.dataset_id AND h.deleted_at IS NULL AND h.current_version > 0
            WHERE s.next_due <= @now ORDER BY s.next_due LIMIT @Batch FOR UPDATE OF s SKIP LOCKED
            """,
            new { now = now.UtcDateTime, Batch },
            transaction,
            cancellationToken: cancellationToken))).ToList();
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE schedules SET next_due = @next WHERE tenant_id = @TenantId AND dataset_id = @DatasetId AND rule = @Rule",
            due.Select(d => new { d.TenantId, d.DatasetId, d.Rule, next = new RuleSchedule(d.Rule, d.Cron, d.TimeZone).NextAfter(now)?.UtcDateTime ?? Never }),
            transaction,
            cancellationToken: cancellationToken));
        foreach (var dataset in due.GroupBy(d => (d.TenantId, d.DatasetId, d.PluginId, d.Version)))
        {
            var (tenantId, datasetId, pluginId, version) = dataset.Key;
            await jobs.AddDueAsync(transaction, tenantId, datasetId, pluginId, version, [.. dataset.Select(d => d.Rule)], cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return due.Count;
    }

    private sealed class DueRule
    {
        public string TenantId { get; init; } = "";

        public Guid DatasetId { get; init; }

        public string Rule { get; init; } = "";

        public string Cron { get; init; } = "";

        public string TimeZone { get; init; } = "";

        public string? PluginId { get; init; }

        public int Version { get; init; }
    }
}
