using System.Text.Json;
using Dapper;
using Npgsql;
using NlSql.Ingestion.Uploads;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Jobs;

/// <summary>
/// Answers a request whose field <c>async</c> stood behind the file, when the rows had been loaded already, with the job that it asked for: one that has
/// ended.
/// </summary>
internal sealed class KeepFinished(NpgsqlDataSource database, JobStore jobs, TimeProvider clock)
{
    /// <summary>Stores the job of an upload that is done.</summary>
    public async Task<UploadJob> ExecuteAsync(
        UploadRequest request, string fileName, UploadSettings settings, UploadResponse response, Caller caller, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            await connection.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO jobs (tenant_id, job_id, subject, role, plugin_id, table_name, dataset_id, settings, file_name, state, phase, bytes_total, bytes_done, rows, rejected,
                    attempts, response, next_try, created_at, started_at, attempted_at, updated_at, finished_at)
                VALUES (@TenantId, @id, @Subject, @Role, @PluginId, @Table, @DatasetId, @settings::jsonb, @fileName, 'succeeded', 'publishing', @Bytes, @Bytes, @Rows, @Rejected,
                    1, @response::json, now(), now(), now(), now(), now(), now())
                """,
                new
                {
                    caller.TenantId,
                    id,
                    caller.Subject,
                    caller.Role,
                    request.PluginId,
                    request.Table,
                    response.DatasetId,
                    settings = JsonSerializer.Serialize(settings, JsonOptions.Snake),
                    fileName,
                    response.Bytes,
                    response.Rows,
                    response.Rejected,
                    response = JsonSerializer.Serialize(response, JsonOptions.Snake),
                },
                cancellationToken: cancellationToken));
        }

        return (await jobs.FindAsync(caller.TenantId, id, cancellationToken))!;
    }
}
