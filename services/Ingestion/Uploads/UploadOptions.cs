using System.ComponentModel.DataAnnotations;

namespace NlSql.Ingestion.Uploads;

/// <summary>Limits of an upload (section <c>Uploads</c>). Each is enforced while the file is read.</summary>
internal sealed class UploadOptions
{
    public const string Section = "Uploads";

    /// <summary>Largest file as sent, in bytes. Beyond it: <c>ingestion.file-too-large</c>.</summary>
    [Range(1, long.MaxValue)]
    public long MaximumBytes { get; init; } = 512L << 20;

    /// <summary>Largest content after decompression, in bytes. Beyond it: <c>ingestion.content-too-large</c>.</summary>
    [Range(1, long.MaxValue)]
    public long MaximumContentBytes { get; init; } = 2L << 30;

    /// <summary>Largest ratio of content to compressed bytes, looked at after the first MiB of content. Beyond it: <c>ingestion.compression-ratio</c>.</summary>
    [Range(1, 10_000)]
    public int MaximumRatio { get; init; } = 100;

    /// <summary>Most rows in one upload. Beyond it: <c>ingestion.too-many-rows</c>.</summary>
    [Range(1, long.MaxValue)]
    public long MaximumRows { get; init; } = 10_000_000;

    /// <summary>Most rows in one version of a dataset. Beyond it: <c>ingestion.dataset-too-large</c>.</summary>
    [Range(1, long.MaxValue)]
    public long MaximumDatasetRows { get; init; } = 50_000_000;

    /// <summary>Most columns in a file beyond those of its table. Beyond it: <c>ingestion.too-many-columns</c>.</summary>
    [Range(0, 1000)]
    public int MaximumExtraColumns { get; init; } = 100;

    /// <summary>Most columns in a file of any kind. Beyond it: <c>ingestion.too-many-columns</c>.</summary>
    [Range(1, 1600)]
    public int MaximumColumns { get; init; } = 500;

    /// <summary>Longest header name, in bytes. Beyond it: <c>ingestion.header-too-long</c>.</summary>
    [Range(1, 10_000)]
    public int MaximumHeaderBytes { get; init; } = 200;

    /// <summary>Longest cell, in bytes; a quote that is never closed ends here. Beyond it: <c>ingestion.cell-too-long</c>.</summary>
    [Range(1, 1 << 20)]
    public int MaximumCellBytes { get; init; } = 64 << 10;

    /// <summary>Longest record, in bytes. Beyond it: <c>ingestion.line-too-long</c>.</summary>
    [Range(1, 16 << 20)]
    public int MaximumLineBytes { get; init; } = 1 << 20;

    /// <summary>Most bytes of a workbook's distinct texts, which are held in memory. Beyond it: <c>ingestion.xlsx-texts-too-large</c>.</summary>
    [Range(1, 1 << 30)]
    public int MaximumSharedTextBytes { get; init; } = 64 << 20;

    /// <summary>
    /// Most bytes, decompressed, of one column in one row group of a Parquet file, which are held in memory. Beyond it:
    /// <c>ingestion.parquet-chunk-too-large</c>.
    /// </summary>
    [Range(1, 1 << 30)]
    public int MaximumChunkBytes { get; init; } = 128 << 20;

    /// <summary>Folder for what must be read twice or in another order than it arrives; null for the system's folder for such files.</summary>
    public string? SpoolFolder { get; init; }

    /// <summary>Most rejected rows described; all are counted.</summary>
    [Range(1, 10_000)]
    public int MaximumReportedRejects { get; init; } = 1_000;

    /// <summary>Most distinct values kept of a text column; beyond it the value index says that it is incomplete.</summary>
    [Range(1, 1_000_000)]
    public int MaximumIndexedValues { get; init; } = 10_000;

    /// <summary>Uploads that run at once for one tenant. Beyond it: <c>ingestion.too-many-uploads</c>.</summary>
    [Range(1, 100)]
    public int MaximumUploadsPerTenant { get; init; } = 2;

    /// <summary>Uploads that run at once in this process. Beyond it: <c>ingestion.too-many-uploads</c>.</summary>
    [Range(1, 100)]
    public int MaximumUploads { get; init; } = 4;

    /// <summary>
    /// Longest time in seconds for checking the declared keys and relationships of an upload. Beyond it the rest is not checked, and the
    /// upload's findings say so (<c>data.not-checked</c>).
    /// </summary>
    [Range(1, 600)]
    public int MaximumModelCheckSeconds { get; init; } = 5;

    /// <summary>Most distinct values kept of all text columns of a table together.</summary>
    [Range(1, 100_000_000)]
    public int MaximumIndexedValuesOfTable { get; init; } = 200_000;

    /// <summary>
    /// Most values that the uploads of this process hold to find out which columns are unique, eight bytes each. Beyond it, that is not known.
    /// </summary>
    [Range(0, 100_000_000)]
    public int MaximumComparedValues { get; init; } = 4_000_000;

    /// <summary>Most distinct values kept of each column in a table of so many.</summary>
    public int IndexedValuesOf(int columns) => Math.Max(1, Math.Min(MaximumIndexedValues, MaximumIndexedValuesOfTable / Math.Max(1, columns)));
}
