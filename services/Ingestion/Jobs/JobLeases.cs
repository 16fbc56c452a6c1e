using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using NlSql.Ingestion.Uploads;
using NlSql.ServiceDefaults;

namespace NlSql.Ingestion.Jobs;

/// <summary>
/// What workers do with jobs. Whoever leases one gets a fencing token; everything that it writes of the job holds only while the token
/// is the job's. Times are the database's, which all replicas share.
/// </summary>
internal sealed class JobLeases(NpgsqlDataSource database, IOptions<JobOptions> options, TimeProvider clock)
{
    /// <summary>Takes the oldest job that waits, or whose worker is gone; null when there is none.</summary>
    /// <param name="full">Tenants whose jobs have to wait.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public async Task<UploadJob?> TakeAsync(IReadOnlyList<string> full, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<UploadJob>(new CommandDefinition(
            $"""
            UPDATE jobs SET state = 'running', phase = 'loading', lease = @lease, leased_until = now() + make_interval(secs => @LeaseSeconds), attempts = attempts + 1,
                bytes_done = 0, rows = 0, rejected = 0, started_at = coalesce(started_at, now()), attempted_at = now(), updated_at = now()
            WHERE job_id = (
                SELECT job_id FROM jobs
                WHERE finished_at IS NULL AND next_try <= now() AND (state = 'queued' OR leased_until < now()) AND NOT tenant_id = ANY(@full)
                ORDER BY created_at, job_id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING {JobStore.Columns}
            """,
            new { lease = Guid.CreateVersion7(clock.GetUtcNow()), options.Value.LeaseSeconds, full = full.ToArray() },
            cancellationToken: cancellationToken));
    }

    /// <summary>Says how far the job is and keeps it for longer; false when it is no longer the worker's.</summary>
    public async Task<bool> RenewAsync(UploadJob job, UploadProgress progress, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE jobs SET leased_until = now() + make_interval(secs => @LeaseSeconds), phase = @phase, bytes_done = @Bytes, rows = @Rows, rejected = @Rejected, updated_at = now()
            WHERE job_id = @JobId AND lease = @Lease
            """,
            new { job.JobId, job.Lease, options.Value.LeaseSeconds, phase = PhaseOf(progress), progress.Bytes, progress.Rows, progress.Rejected },
            cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>Marks the job as done in the transaction of its version; false when it is no longer the worker's.</summary>
    public static async Task<bool> SucceedAsync(NpgsqlTransaction transaction, UploadJob job, UploadResponse response, CancellationToken cancellationToken) =>
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            UPDATE jobs SET state = 'succeeded', lease = NULL, leased_until = NULL, dataset_id = @DatasetId, response = @body::json, phase = 'publishing', bytes_done = bytes_total,
                rows = @Rows, rejected = @Rejected, updated_at = clock_timestamp(), finished_at = clock_timestamp()
            WHERE job_id = @JobId AND lease = @Lease
            """,
            new { job.JobId, job.Lease, response.DatasetId, response.Rows, response.Rejected, body = JsonSerializer.Serialize(response, JsonOptions.Snake) },
            transaction,
            cancellationToken: cancellationToken)) == 1;

    /// <summary>Marks the job as failed; false when it is no longer the worker's.</summary>
    public static async Task<bool> FailAsync(
        NpgsqlTransaction transaction, UploadJob job, UploadProgress progress, string problem, CancellationToken cancellationToken) =>
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            UPDATE jobs SET state = 'failed', lease = NULL, leased_until = NULL, problem = @problem::json, phase = @phase, bytes_done = @Bytes, rows = @Rows, rejected = @Rejected,
                updated_at = clock_timestamp(), finished_at = clock_timestamp()
            WHERE job_id = @JobId AND lease = @Lease
            """,
            new { job.JobId, job.Lease, problem, phase = PhaseOf(progress), progress.Bytes, progress.Rows, progress.Rejected },
            transaction,
            cancellationToken: cancellationToken)) == 1;

    /// <summary>Lets the job wait again, to be begun anew by anyone.</summary>
    /// <param name="job">The job.</param>
    /// <param name="delay">How long it is to wait.</param>
    /// <param name="counted">Whether the attempt counts.</param>
    /// <param name="cancellationToken">Stops it; the lease then runs out.</param>
    public async Task GiveBackAsync(UploadJob job, TimeSpan delay, bool counted, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE jobs SET state = 'queued', phase = NULL, lease = NULL, leased_until = NULL, next_try = now() + @delay, attempts = attempts - @uncounted,
                bytes_done = 0, rows = 0, rejected = 0, updated_at = now()
            WHERE job_id = @JobId AND lease = @Lease
            """,
            new { job.JobId, job.Lease, delay, uncounted = counted ? 0 : 1 },
            cancellationToken: cancellationToken));
    }

    // What is received lies in the chunks: a job that runs is past that.
    private static string PhaseOf(UploadProgress progress) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName((progress.Phase == UploadPhase.Receiving ? UploadPhase.Loading : progress.Phase).ToString());
}
