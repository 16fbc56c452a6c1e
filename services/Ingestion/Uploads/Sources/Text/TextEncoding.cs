namespace NlSql.Ingestion.Uploads.Sources.Text;

/// <summary>Encodings that text files come in.</summary>
internal enum TextEncoding
{
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
    Windows1252,
}

/// <summary>Names and marks of the encodings.</summary>
internal static class TextEncodings
{
    /// <summary>The names that messages give.</summary>
    public const string Expected = "'utf-8', 'utf-16le', 'utf-16be' or 'windows-1252'";

    private static readonly Dictionary<string, TextEncoding> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["utf-8"] = TextEncoding.Utf8,
        ["utf8"] = TextEncoding.Utf8,
        ["ascii"] = TextEncoding.Utf8,
        ["utf-16"] = TextEncoding.Utf16LittleEndian,
        ["utf-16le"] = TextEncoding.Utf16LittleEndian,
        ["utf-16be"] = TextEncoding.Utf16BigEndian,
        ["windows-1252"] = TextEncoding.Windows1252,
        ["cp1252"] = TextEncoding.Windows1252,
        // As in browsers: files that say Latin 1 are Windows-1252.
        ["iso-8859-1"] = TextEncoding.Windows1252,
        ["latin1"] = TextEncoding.Windows1252,
    };

    public static bool TryFind(string name, out TextEncoding encoding) => Names.TryGetValue(name.Trim(), out encoding);

    public static string NameOf(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf16LittleEndian => "utf-16le",
        TextEncoding.Utf16BigEndian => "utf-16be",
        TextEncoding.Windows1252 => "windows-1252",
        _ => "utf-8",
    };

    /// <summary>The byte order mark that the text begins with and what it tells; its length is 0 when there is none.</summary>
    public static (TextEncoding Encoding, int Length) MarkOf(ReadOnlySpan<byte> start) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (TextEncoding.Utf8, 3),
        [0xFF, 0xFE, ..] => (TextEncoding.Utf16LittleEndian, 2),
        [0xFE, 0xFF, ..] => (TextEncoding.Utf16BigEndian, 2),
        _ => (TextEncoding.Utf8, 0),
    };

    /// <summary>UTF-16 without a mark shows in the zeros that every second byte of Latin text is.</summary>
    public static TextEncoding? Utf16Of(ReadOnlySpan<byte> start)
    {
        if (start.Length < 4)
            return null;
        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < start.Length; i += 2)
        {
            even += start[i] == 0 ? 1 : 0;
            odd += start[i + 1] == 0 ? 1 : 0;
        }

        var pairs = start.Length / 2;
        if (odd > pairs * 0.4 && even < pairs * 0.05)
            return TextEncoding.Utf16LittleEndian;
        return even > pairs * 0.4 && odd < pairs * 0.05 ? TextEncoding.Utf16BigEndian : null;
    }
}
