using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Jobs;

/// <summary>Jobs by tenant and id, and what requests do with them. What workers do is in <see cref="JobLeases"/>.</summary>
internal sealed class JobStore(NpgsqlDataSource database, IOptions<JobOptions> options)
{
    internal const string Columns = """
        tenant_id, job_id, subject, role, plugin_id, table_name, dataset_id, settings::text AS settings, file_name, idempotency_key, state, phase, bytes_total, bytes_done,
        rows, rejected, attempts, lease, response::text AS response, problem::text AS problem, created_at, started_at, attempted_at, updated_at, finished_at
        """;

    public async Task<UploadJob?> FindAsync(string tenantId, Guid jobId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<UploadJob>(new CommandDefinition(
            $"SELECT {Columns} FROM jobs WHERE tenant_id = @tenantId AND job_id = @jobId", new { tenantId, jobId }, cancellationToken: cancellationToken));
    }

    /// <summary>The job that an earlier request with the key made, unless it came to nothing.</summary>
    public async Task<UploadJob?> FindByKeyAsync(string tenantId, string key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<UploadJob>(new CommandDefinition(
            $"SELECT {Columns} FROM jobs WHERE tenant_id = @tenantId AND idempotency_key = @key AND state NOT IN ('failed', 'cancelled')",
            new { tenantId, key },
            cancellationToken: cancellationToken));
    }

    /// <summary>Newest first, beginning after a job: ids grow with time.</summary>
    public async Task<List<UploadJob>> ListAsync(string tenantId, Guid? after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return
        [
            .. await connection.QueryAsync<UploadJob>(new CommandDefinition(
                $"SELECT {Columns} FROM jobs WHERE tenant_id = @tenantId AND (@after::uuid IS NULL OR job_id < @after) ORDER BY job_id DESC LIMIT @limit",
                new { tenantId, after, limit },
                cancellationToken: cancellationToken)),
        ];
    }

    /// <summary>How many bytes a further job of the tenant may have. Files that arrive at the same moment do not count each other.</summary>
    public async Task<Result<long>> FindRoomAsync(NpgsqlConnection connection, string tenantId, CancellationToken cancellationToken)
    {
        var (jobs, own, all) = await connection.QuerySingleAsync<(int, long, long)>(new CommandDefinition(
            """
            SELECT count(*) FILTER (WHERE tenant_id = @tenantId)::int,
                   coalesce(sum(bytes_total) FILTER (WHERE tenant_id = @tenantId), 0)::bigint,
                   coalesce(sum(bytes_total), 0)::bigint
            FROM jobs WHERE finished_at IS NULL
            """,
            new { tenantId },
            cancellationToken: cancellationToken));
        if (jobs >= options.Value.MaximumPerTenant)
            return JobErrors.TooManyJobs(options.Value.MaximumPerTenant);
        var room = Math.Min(options.Value.MaximumBytesPerTenant - own, options.Value.MaximumBytes - all);
        return room > 0 ? room : JobErrors.NoRoom;
    }

    /// <summary>Stores a new job; false when another request with its key was faster.</summary>
    public static async Task<bool> TryInsertAsync(NpgsqlTransaction transaction, UploadJob job, CancellationToken cancellationToken) =>
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO jobs (tenant_id, job_id, subject, role, plugin_id, table_name, dataset_id, settings, file_name, idempotency_key, state, bytes_total, next_try, created_at, updated_at)
            VALUES (@TenantId, @JobId, @Subject, @Role, @PluginId, @TableName, @DatasetId, @Settings::jsonb, @FileName, @IdempotencyKey, 'queued', @BytesTotal, @CreatedAt, @CreatedAt, @CreatedAt)
            ON CONFLICT DO NOTHING
            """,
            new
            {
                job.TenantId,
                job.JobId,
                job.Subject,
                job.Role,
                job.PluginId,
                job.TableName,
                job.DatasetId,
                job.Settings,
                job.FileName,
                job.IdempotencyKey,
                job.BytesTotal,
                job.CreatedAt,
            },
            transaction,
            cancellationToken: cancellationToken)) == 1;

    /// <summary>The job, held against its worker until the transaction ends.</summary>
    public static Task<UploadJob?> LockAsync(NpgsqlTransaction transaction, string tenantId, Guid jobId, CancellationToken cancellationToken) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<UploadJob>(new CommandDefinition(
            $"SELECT {Columns} FROM jobs WHERE tenant_id = @tenantId AND job_id = @jobId FOR UPDATE",
            new { tenantId, jobId },
            transaction,
            cancellationToken: cancellationToken));

    /// <summary>Ends a job that is held. Its worker, if there is one, has lost its lease by that and can publish nothing.</summary>
    public static Task MarkCancelledAsync(NpgsqlTransaction transaction, UploadJob job, string problem, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            UPDATE jobs SET state = 'cancelled', lease = NULL, leased_until = NULL, problem = @problem::json, updated_at = clock_timestamp(), finished_at = clock_timestamp()
            WHERE job_id = @JobId
            """,
            new { job.JobId, problem },
            transaction,
            cancellationToken: cancellationToken));

    /// <summary>Forgets jobs that ended long ago, and files of any that have ended.</summary>
    public async Task RemoveOldAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM job_chunks c WHERE NOT EXISTS (SELECT 1 FROM jobs j WHERE j.job_id = c.job_id AND j.finished_at IS NULL)",
            cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM jobs WHERE finished_at < now() - make_interval(days => @KeptDays)", new { options.Value.KeptDays }, cancellationToken: cancellationToken));
    }
}
