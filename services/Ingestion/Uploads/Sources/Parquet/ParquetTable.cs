using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads.Sources.Parquet;

internal static class ParquetTable
{
    public static Task<Result<Conversion>> WriteAsync(Stream file, CsvWriter csv, UploadOptions options, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Conversion>>(UploadErrors.NotCsv);
}
