using Npgsql;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults.Auditing;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Uploads;

/// <summary>Leaves uploads that publish nothing in the trail: refused ones, and those whose version was there already. Published ones are recorded in their own transaction.</summary>
internal sealed class UploadAudit(AuditTrail audit, TimeProvider clock)
{
    public const string Uploaded = "dataset.uploaded";

    public Task RecordRefusalAsync(Caller caller, string? pluginId, string table, Failure failure, long startedAt, CancellationToken cancellationToken) =>
        audit.AddAsync(RefusalOf(caller, pluginId, table, failure, clock.GetElapsedTime(startedAt).TotalMilliseconds), cancellationToken);

    /// <summary>Records an upload that changed nothing.</summary>
    public Task RecordUnchangedAsync(Caller caller, UploadResponse response, long startedAt, CancellationToken cancellationToken) =>
        audit.AddAsync(UnchangedOf(caller, response, clock.GetElapsedTime(startedAt).TotalMilliseconds), cancellationToken);

    /// <summary>The same, in the transaction that ends a job.</summary>
    public Task EnqueueUnchangedAsync(
        NpgsqlTransaction transaction, Caller caller, UploadResponse response, double milliseconds, CancellationToken cancellationToken) =>
        audit.AddAsync(transaction, UnchangedOf(caller, response, milliseconds), cancellationToken);

    /// <summary>Records a refused upload in the transaction that ends its job.</summary>
    public Task EnqueueRefusalAsync(
        NpgsqlTransaction transaction, Caller caller, string? pluginId, string table, Failure failure, double milliseconds, CancellationToken cancellationToken) =>
        audit.AddAsync(transaction, RefusalOf(caller, pluginId, table, failure, milliseconds), cancellationToken);

    private AuditRecorded UnchangedOf(Caller caller, UploadResponse response, double milliseconds) =>
        audit.Of(caller, Uploaded, new { table = response.Table, unchanged = true }) with
        {
            PluginId = response.Plugin,
            DatasetId = response.DatasetId,
            DatasetVersion = response.Version,
            DurationMs = milliseconds,
        };

    private AuditRecorded RefusalOf(Caller caller, string? pluginId, string table, Failure failure, double milliseconds)
    {
        // Codes and counts, no cells.
        var details = new
        {
            code = failure.Code,
            table = UploadErrors.Shown(table),
            problems = failure.Issues.GroupBy(i => i.Code).ToDictionary(g => g.Key, g => g.Count()),
        };
        return audit.Of(caller, Uploaded, details, failure.Kind is FailureKind.Unavailable or FailureKind.OutOfSpace ? "failed" : "rejected") with
        {
            PluginId = pluginId is null ? null : UploadErrors.Shown(pluginId),
            DurationMs = milliseconds,
        };
    }
}
