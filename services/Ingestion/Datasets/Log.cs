namespace NlSql.Ingestion.Datasets;

internal static partial class Log
{
    [LoggerMessage(1220, LogLevel.Information, "Dataset {DatasetId} was deleted")]
    public static partial void Deleted(ILogger logger, Guid datasetId);

    [LoggerMessage(1221, LogLevel.Information, "Dataset {DatasetId} was restored")]
    public static partial void Restored(ILogger logger, Guid datasetId);
}
