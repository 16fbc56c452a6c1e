using NlSql.Contracts.Messages;

namespace NlSql.Ingestion.Datasets;

/// <summary>Changes of a dataset as the trail keeps them.</summary>
internal static class DatasetAudit
{
    /// <summary>Says which dataset an event is about, as it was then.</summary>
    public static AuditRecorded About(this AuditRecorded recorded, DatasetRow dataset) =>
        recorded with { PluginId = dataset.PluginId, DatasetId = dataset.DatasetId, DatasetVersion = dataset.CurrentVersion };
}
