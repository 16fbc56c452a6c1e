using System.Text.Unicode;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads;

/// <summary>What the first bytes of a file tell about it.</summary>
internal static class FileKind
{
    private const int DefaultDelimiter = ',';

    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Why the file cannot be CSV text in UTF-8, or null.</summary>
    public static Failure? Check(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty || start.SequenceEqual(ByteOrderMark))
            return UploadErrors.FileEmpty;
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return UploadErrors.NotUtf8;
        if (start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("%PDF"u8) || start.StartsWith("{"u8) || start.StartsWith("<"u8))
            return UploadErrors.NotCsv;
        var line = FirstLine(start);
        if (line.IndexOfAnyInRange((byte)0, (byte)8) >= 0)
            return UploadErrors.NotCsv;
        return Utf8.IsValid(line) ? null : UploadErrors.NotUtf8;
    }

    /// <summary>The character that separates cells: the commonest of comma, semicolon, tab and bar outside quotes of the first line.</summary>
    public static byte DelimiterOf(ReadOnlySpan<byte> start)
    {
        Span<int> counts = stackalloc int[128];
        var quoted = false;
        foreach (var character in FirstLine(start))
        {
            if (character == (byte)'"')
                quoted = !quoted;
            else if (!quoted && character is (byte)',' or (byte)';' or (byte)'\t' or (byte)'|')
                counts[character]++;
        }

        var best = DefaultDelimiter;
        foreach (var candidate in (ReadOnlySpan<byte>)[(byte)';', (byte)'\t', (byte)'|'])
        {
            if (counts[candidate] > counts[best])
                best = candidate;
        }

        return (byte)best;
    }

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> start)
    {
        start = start.TrimStart("\r\n"u8);
        var end = start.IndexOfAny((byte)'\n', (byte)'\r');
        return end < 0 ? start : start[..end];
    }
}
