namespace NlSql.Ingestion.Models;

internal static partial class Log
{
    [LoggerMessage(1260, LogLevel.Error, "The model drafted for dataset {DatasetId} version {Version} is not valid")]
    public static partial void DraftInvalid(ILogger logger, Guid datasetId, int version);

    [LoggerMessage(1261, LogLevel.Information, "What the owner said of dataset {DatasetId} was carried over to version {Version}: {Kept}")]
    public static partial void Kept(ILogger logger, Guid datasetId, int version, bool kept);

    [LoggerMessage(1262, LogLevel.Information, "The model of dataset {DatasetId} was changed: {Change}, revision {Revision}")]
    public static partial void Changed(ILogger logger, Guid datasetId, string change, int revision);
}
