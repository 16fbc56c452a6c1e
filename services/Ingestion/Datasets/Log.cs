namespace NlSql.Ingestion.Datasets;

internal static partial class Log
{
    [LoggerMessage(1220, LogLevel.Information, "Dataset {DatasetId} was deleted")]
    public static partial void Deleted(ILogger logger, Guid datasetId);

    [LoggerMessage(1221, LogLevel.Information, "Dataset {DatasetId} was restored")]
    public static partial void Restored(ILogger logger, Guid datasetId);

    [LoggerMessage(1222, LogLevel.Information, "Dataset {DatasetId} was purged")]
    public static partial void Purged(ILogger logger, Guid datasetId);

    [LoggerMessage(1223, LogLevel.Information, "The purge of dataset {DatasetId} waits: its tables are in use")]
    public static partial void PurgeWaits(ILogger logger, Guid datasetId);

    [LoggerMessage(1224, LogLevel.Warning, "The table of part {PartId} belonged to no version and was removed")]
    public static partial void OrphanRemoved(ILogger logger, Guid partId);

    [LoggerMessage(1225, LogLevel.Warning, "Removing what is due was interrupted by {Reason}; it goes on later")]
    public static partial void SweepInterrupted(ILogger logger, string reason);
}
