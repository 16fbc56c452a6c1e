namespace NlSql.Ingestion.Uploads.Sources;

/// <summary>What a table is written in.</summary>
internal enum FileFormat
{
    /// <summary>Text with delimiters: .csv, .tsv.</summary>
    Csv,

    /// <summary>A sheet of an Excel workbook: .xlsx.</summary>
    Xlsx,

    /// <summary>One JSON object per line: .jsonl.</summary>
    JsonLines,

    /// <summary>Apache Parquet: .parquet.</summary>
    Parquet,
}
