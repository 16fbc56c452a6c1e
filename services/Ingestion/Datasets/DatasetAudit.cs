using NlSql.Contracts;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Datasets;

/// <summary>Changes of a dataset as the trail keeps them.</summary>
internal static class DatasetAudit
{
    public static AuditRecorded Of(Caller caller, DatasetRow dataset, string action, DateTimeOffset now) => new()
    {
        TenantId = caller.TenantId,
        Actor = caller.Subject,
        At = now,
        Service = ServiceNames.Ingestion,
        Action = action,
        Outcome = "succeeded",
        PluginId = dataset.PluginId,
        DatasetId = dataset.DatasetId,
        DatasetVersion = dataset.CurrentVersion,
        TraceId = System.Diagnostics.Activity.Current?.TraceId.ToString(),
    };
}
