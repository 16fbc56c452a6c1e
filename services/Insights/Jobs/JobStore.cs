using Dapper;
using Npgsql;

namespace NlSql.Insights.Jobs;

/// <summary>
/// Datasets whose rules are to be run. One job per dataset: while it waits, a newer version replaces the older one. A worker leases a
/// job; what it does counts only while the lease is its own.
/// </summary>
internal sealed class JobStore(NpgsqlDataSource database, TimeProvider clock) : IDisposable
{
    private const int MostAttempts = 8;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim woken = new(0);

    /// <summary>Notes a version to be looked at.</summary>
    public Task AddAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string tenantId, Guid datasetId, string? pluginId, int version, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO jobs (tenant_id, dataset_id, plugin_id, version, created, next_try)
            VALUES (@tenantId, @datasetId, @pluginId, @version, @now, @now)
            ON CONFLICT (tenant_id, dataset_id) DO UPDATE
            SET version = greatest(jobs.version, excluded.version), plugin_id = excluded.plugin_id, attempts = 0, next_try = excluded.next_try,
                rules = NULL, generation = jobs.generation + 1
            """,
            new { tenantId, datasetId, pluginId, version, now = Now },
            transaction,
            cancellationToken: cancellationToken));

    /// <summary>Notes rules that are due. A job that waits takes them along; one that runs all rules needs no more of them.</summary>
    public Task AddDueAsync(
        NpgsqlTransaction transaction, string tenantId, Guid datasetId, string? pluginId, int version, string[] rules, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO jobs (tenant_id, dataset_id, plugin_id, version, created, next_try, rules)
            VALUES (@tenantId, @datasetId, @pluginId, @version, @now, @now, @rules)
            ON CONFLICT (tenant_id, dataset_id) DO UPDATE
            SET rules = CASE WHEN jobs.rules IS NULL THEN NULL ELSE ARRAY(SELECT DISTINCT unnest(jobs.rules || excluded.rules)) END,
                attempts = 0, next_try = excluded.next_try, generation = jobs.generation + 1
            """,
            new { tenantId, datasetId, pluginId, version, rules, now = Now },
            transaction,
            cancellationToken: cancellationToken));

    /// <summary>Takes the next job that is due; null when there is none.</summary>
    public async Task<LeasedJob?> TakeAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<LeasedJob>(new CommandDefinition(
            """
            UPDATE jobs SET lease = @lease, leased_until = @until, attempts = attempts + 1
            WHERE (tenant_id, dataset_id) = (
                SELECT tenant_id, dataset_id FROM jobs
                WHERE next_try <= @now AND (leased_until IS NULL OR leased_until < @now)
                ORDER BY created LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING tenant_id AS TenantId, dataset_id AS DatasetId, plugin_id AS PluginId, version AS Version, attempts AS Attempts, lease AS Lease,
                rules AS Rules, generation AS Generation
            """,
            new { lease = Guid.CreateVersion7(clock.GetUtcNow()), now = Now, until = Now + Lease },
            cancellationToken: cancellationToken));
    }

    /// <summary>Ends a job in the transaction of its effect; false when the lease is no longer the worker's.</summary>
    public static async Task<bool> EndAsync(NpgsqlTransaction transaction, LeasedJob job, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        var ended = await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM jobs WHERE lease = @Lease AND generation = @Generation", new { job.Lease, job.Generation }, transaction, cancellationToken: cancellationToken));
        // Something came meanwhile, a newer version or rules that are due: the job goes on at once.
        return ended == 1 || await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE jobs SET lease = NULL, leased_until = NULL WHERE lease = @Lease", new { job.Lease }, transaction, cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>Gives a job that failed back, to be tried later; drops it after too many attempts.</summary>
    public async Task GiveBackAsync(LeasedJob job, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var sql = job.Attempts >= MostAttempts
            ? "DELETE FROM jobs WHERE lease = @Lease AND generation = @Generation"
            : "UPDATE jobs SET lease = NULL, leased_until = NULL, next_try = @next WHERE lease = @Lease";
        await connection.ExecuteAsync(new CommandDefinition(
            sql, new { job.Lease, job.Generation, next = Now + TimeSpan.FromSeconds(Math.Pow(2, job.Attempts)) }, cancellationToken: cancellationToken));
    }

    /// <summary>Wakes the worker of this process.</summary>
    public void Wake() => woken.Release();

    /// <summary>Waits for a job to come or for the time to pass.</summary>
    public Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken) => woken.WaitAsync(limit, cancellationToken);

    public void Dispose() => woken.Dispose();

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}

/// <summary>A job that a worker has.</summary>
internal sealed class LeasedJob
{
    public string TenantId { get; init; } = "";

    public Guid DatasetId { get; init; }

    /// <summary>The dataset's plugin; null for a dataset without one.</summary>
    public string? PluginId { get; init; }

    public int Version { get; init; }

    public int Attempts { get; init; }

    public Guid Lease { get; init; }

    /// <summary>The rules that are due; null for all.</summary>
    public string[]? Rules { get; init; }

    public int Generation { get; init; }
}
