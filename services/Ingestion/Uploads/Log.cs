namespace NlSql.Ingestion.Uploads;

internal static partial class Log
{
    [LoggerMessage(1200, LogLevel.Information, "Dataset {DatasetId} version {Version}: {Rows} rows of {Table} published, {Rejected} rejected, {Bytes} bytes in {Milliseconds} ms")]
    public static partial void Published(ILogger logger, Guid datasetId, int version, string table, long rows, long rejected, long bytes, long milliseconds);

    [LoggerMessage(1201, LogLevel.Information, "An upload to {Table} was refused: {Code}")]
    public static partial void Refused(ILogger logger, string table, string code);
}
