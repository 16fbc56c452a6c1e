using System.Text.Json;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads.Sources;

/// <summary>What the first bytes of a file tell about its format. Its name decides only what they cannot.</summary>
internal static class FileStart
{
    private static readonly byte[][] Archives =
    [
        [0x1F, 0x8B], [.. "PK"u8, 3, 4], [.. "PK"u8, 5, 6], [.. "BZh"u8], [0xFD, .. "7zXZ"u8, 0], [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], [.. "Rar!"u8, 0x1A],
        [0x28, 0xB5, 0x2F, 0xFD], [0x04, 0x22, 0x4D, 0x18],
    ];

    /// <summary>The format by its mark; <see cref="FileFormat.Csv"/> stands for text of any kind. A failure for what is no table.</summary>
    /// <param name="bytes">The first bytes of the content.</param>
    /// <param name="compressed">Whether the content came within a gzip file.</param>
    public static Result<FileFormat> FormatOf(ReadOnlySpan<byte> bytes, bool compressed)
    {
        if (bytes.IsEmpty)
            return UploadErrors.FileEmpty;
        if (compressed && IsArchive(bytes))
            return UploadErrors.NestedArchive;
        if (bytes.StartsWith("PK\u0003\u0004"u8))
            return FileFormat.Xlsx;
        if (bytes.StartsWith("PAR1"u8))
            return FileFormat.Parquet;
        if (bytes.StartsWith("PARE"u8))
            return UploadErrors.ParquetEncrypted;
        if (bytes.StartsWith("PK\u0005\u0006"u8))
            return UploadErrors.ZipRefused;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return UploadErrors.XlsRefused;
        return IsArchive(bytes) || bytes.StartsWith("%PDF"u8) ? UploadErrors.NotCsv : FileFormat.Csv;
    }

    /// <summary>Whether text is CSV or lines of JSON; a failure when it is neither.</summary>
    /// <param name="text">The first block as UTF-8.</param>
    /// <param name="fileName">Decides where the text cannot.</param>
    public static Result<FileFormat> FormatOfText(ReadOnlySpan<byte> text, string fileName)
    {
        var start = text.TrimStart(" \t\r\n"u8);
        if (start.IsEmpty)
            return UploadErrors.FileEmpty;
        var length = start.IndexOfAny((byte)'\n', (byte)'\r') is var lineEnd and >= 0 ? lineEnd : start.Length;
        var line = start[..length];
        if (line.IndexOfAnyInRange((byte)0, (byte)8) >= 0 || line[0] == (byte)'<' || IsBinary(text))
            return UploadErrors.NotCsv;
        if (line[0] is not ((byte)'{' or (byte)'['))
            return FileFormat.Csv;
        var inner = line[1..].TrimStart(" \t"u8);
        var looksLikeJson = inner.IsEmpty || inner[0] is (byte)'"' or (byte)'{' or (byte)'}' or (byte)']';
        return IsJson(line) || looksLikeJson || IsJsonName(fileName) ? FileFormat.JsonLines : FileFormat.Csv;
    }

    /// <summary>Control characters that no text has, and more of them than slip into one.</summary>
    private static bool IsBinary(ReadOnlySpan<byte> text)
    {
        var found = 0;
        foreach (var character in text)
            found += character is < 9 or (> 13 and < 27) ? 1 : 0;
        return found > 2 && found > text.Length / 100;
    }

    private static bool IsArchive(ReadOnlySpan<byte> bytes)
    {
        foreach (var mark in Archives)
        {
            if (bytes.StartsWith(mark))
                return true;
        }

        return false;
    }

    private static bool IsJson(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsJsonName(string fileName) =>
        fileName.Contains(".jsonl", StringComparison.OrdinalIgnoreCase) || fileName.Contains(".ndjson", StringComparison.OrdinalIgnoreCase)
        || fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
}
