using System.Text.Json;
using Npgsql;
using NlSql.Contracts;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using NlSql.ServiceDefaults.Messaging;

namespace NlSql.Ingestion.Uploads;

/// <summary>Leaves uploads that publish nothing in the trail: refused ones, and those whose version was there already. Published ones are recorded in their own transaction.</summary>
internal sealed class UploadAudit(NpgsqlDataSource database, Outbox outbox, TimeProvider clock)
{
    public async Task RecordRefusalAsync(Caller caller, string? pluginId, string table, Failure failure, long startedAt, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await EnqueueRefusalAsync(transaction, caller, pluginId, table, failure, clock.GetElapsedTime(startedAt).TotalMilliseconds, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Records an upload that changed nothing.</summary>
    public async Task RecordUnchangedAsync(Caller caller, UploadResponse response, long startedAt, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await EnqueueUnchangedAsync(transaction, caller, response, clock.GetElapsedTime(startedAt).TotalMilliseconds, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The same, in the transaction that ends a job.</summary>
    public Task EnqueueUnchangedAsync(
        NpgsqlTransaction transaction, Caller caller, UploadResponse response, double milliseconds, CancellationToken cancellationToken) => outbox.EnqueueAsync(
        transaction,
        $"tenant:{caller.TenantId}",
        new AuditRecorded
        {
            TenantId = caller.TenantId,
            Actor = caller.Subject,
            At = clock.GetUtcNow(),
            Service = ServiceNames.Ingestion,
            Action = "dataset.uploaded",
            Outcome = "succeeded",
            PluginId = response.Plugin,
            DatasetId = response.DatasetId,
            DatasetVersion = response.Version,
            DetailsJson = JsonSerializer.Serialize(new { table = response.Table, unchanged = true }, JsonOptions.Snake),
            DurationMs = milliseconds,
            TraceId = System.Diagnostics.Activity.Current?.TraceId.ToString(),
        },
        cancellationToken);

    /// <summary>Records a refused upload in the transaction that ends its job.</summary>
    public Task EnqueueRefusalAsync(
        NpgsqlTransaction transaction, Caller caller, string? pluginId, string table, Failure failure, double milliseconds, CancellationToken cancellationToken)
    {
        // Codes and counts, no cells.
        var details = new
        {
            code = failure.Code,
            table = UploadErrors.Shown(table),
            problems = failure.Issues.GroupBy(i => i.Code).ToDictionary(g => g.Key, g => g.Count()),
        };
        return outbox.EnqueueAsync(
            transaction,
            $"tenant:{caller.TenantId}",
            new AuditRecorded
            {
                TenantId = caller.TenantId,
                Actor = caller.Subject,
                At = clock.GetUtcNow(),
                Service = ServiceNames.Ingestion,
                Action = "dataset.uploaded",
                Outcome = failure.Kind is FailureKind.Unavailable or FailureKind.OutOfSpace ? "failed" : "rejected",
                PluginId = pluginId is null ? null : UploadErrors.Shown(pluginId),
                DetailsJson = JsonSerializer.Serialize(details, JsonOptions.Snake),
                DurationMs = milliseconds,
                TraceId = System.Diagnostics.Activity.Current?.TraceId.ToString(),
            },
            cancellationToken);
    }
}
