using NlSql.Ingestion.Uploads.Sources.Text;

namespace NlSql.Ingestion.Uploads.Sources;

/// <summary>What was found out about a file.</summary>
/// <param name="Format">What it is written in.</param>
/// <param name="Encoding">What its text is encoded in.</param>
/// <param name="Dialect">How its CSV is split.</param>
/// <param name="HasHeader">Whether the first record names the columns.</param>
internal sealed record FileFacts(FileFormat Format, TextEncoding Encoding, Dialect Dialect, bool HasHeader)
{
    /// <summary>The sheet that was read; null when the file is no workbook.</summary>
    public string? Sheet { get; init; }

    /// <summary>Line of the file on which the CSV's first record stands: a header that the file does not write is on line 0.</summary>
    public long FirstLine { get; init; } = 1;
}
