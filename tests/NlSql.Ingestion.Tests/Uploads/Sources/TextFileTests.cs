using System.Text;
using CsCheck;
using NlSql.Ingestion.Uploads;
using NlSql.Ingestion.Uploads.Sources;

namespace NlSql.Ingestion.Tests.Uploads.Sources;

public sealed class TextFileTests
{
    private const string Words = "name;city\nJosé;Köln\nZoë;Łódź\n";

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static TheoryData<string, string> Encodings => new()
    {
        { "utf-8", "utf-8" },
        { "utf-8 with mark", "utf-8" },
        { "utf-16le", "utf-16le" },
        { "utf-16le with mark", "utf-16le" },
        { "utf-16be", "utf-16be" },
        { "utf-16be with mark", "utf-16be" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task OpenAsync_AnyEncoding_GivesTheText(string written, string expected)
    {
        foreach (var rewindable in new[] { false, true })
        {
            var table = await ReadTable.OfAsync(Encode(Words, written), rewindable: rewindable);

            Assert.Null(table.Failure);
            Assert.Equal(expected, table.Encoding);
            Assert.Equal(["name|city", "José|Köln", "Zoë|Łódź"], table.Records);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OpenAsync_Windows1252_GivesTheText(bool rewindable)
    {
        var table = await ReadTable.OfAsync(Windows1252.GetBytes("name,price\nJosé’s – Café,5 €\n"), rewindable: rewindable);

        Assert.Equal("windows-1252", table.Encoding);
        Assert.Equal(["name|price", "José’s – Café|5 €"], table.Records);
    }

    /// <summary>Only the whole content tells: the first block of a long file may be plain ASCII.</summary>
    [Fact]
    public async Task OpenAsync_Windows1252FarBehind_IsFoundWhenRewindable()
    {
        var text = "id,name\n" + string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i},plain\n")) + "40000,José\n";
        var table = await ReadTable.OfAsync(Windows1252.GetBytes(text), rewindable: true);

        Assert.Equal("windows-1252", table.Encoding);
        Assert.Equal("40000|José", table.Records[^1]);
    }

    /// <summary>A few broken bytes do not garble a whole file of UTF-8; the loader rejects their cells.</summary>
    [Fact]
    public async Task OpenAsync_Utf8WithABrokenByte_StaysUtf8()
    {
        byte[] content = [.. "name\nJosé\nZoë\n"u8, 0xE9, .. "\n"u8];
        var table = await ReadTable.OfAsync(content, rewindable: true);

        Assert.Equal("utf-8", table.Encoding);
        Assert.Equal(["name", "José", "Zoë", "\uFFFD"], table.Records);
    }

    [Theory]
    [InlineData(131_071)]
    [InlineData(131_070)]
    [InlineData(131_069)]
    public async Task OpenAsync_SequenceCutByABlock_IsUtf8(int before)
    {
        var text = "name\n" + new string('a', before - 6) + "\n€€€\n";
        var table = await ReadTable.OfAsync(text, options: new UploadOptions { MaximumCellBytes = 200_000 }, rewindable: true);

        Assert.Equal("utf-8", table.Encoding);
        Assert.Equal("€€€", table.Records[^1]);
    }

    [Fact]
    public async Task OpenAsync_LoneSurrogate_IsNoUtf8()
    {
        var table = await ReadTable.OfAsync(Encoding.Unicode.GetBytes("name,n\nab,1\ncd,2\n").Concat(new byte[] { 0x00, 0xD8, 0x2C, 0, 0x33, 0, 0x0A, 0 }).ToArray());

        Assert.Equal("utf-16le", table.Encoding);
        Assert.Contains('\uFFFD', table.Records[^1]);
        Assert.EndsWith("|3", table.Records[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_EncodingSaid_IsTaken()
    {
        var table = await ReadTable.OfAsync("name\nJosé\n", settings: new SourceSettings { Encoding = "Windows-1252" });

        Assert.Equal("JosÃ©", table.Records[1]);
        Assert.Equal("windows-1252", table.Encoding);
    }

    [Fact]
    public async Task OpenAsync_EncodingUnknown_SaysWhichAreKnown()
    {
        var table = await ReadTable.OfAsync("a\n1\n", settings: new SourceSettings { Encoding = "ebcdic" });

        Assert.Equal("ingestion.field-invalid", table.Failure!.Code);
        Assert.Contains("windows-1252", table.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_Utf16WithMarkBigEndianSaidUtf16_ReadsTheMark()
    {
        var table = await ReadTable.OfAsync(Encode(Words, "utf-16be with mark"), settings: new SourceSettings { Encoding = "utf-16" });

        Assert.Equal("José|Köln", table.Records[1]);
    }

    /// <summary>Whatever the cells, written in any encoding, with any delimiter and quote, they are found again.</summary>
    [Fact]
    public void OpenAsync_AnyTable_IsFoundAgain() =>
        Gen.Select(
            Gen.String[Gen.Char["ab1,;\t\"'\n\r é€ß"], 0, 10].Array[2, 4].Array[1, 8].Where(rows => rows.All(r => r.Length == rows[0].Length)),
            Gen.OneOf(',', ';', '\t', '|'),
            Gen.OneOf('"', '\''),
            Gen.OneOf("utf-8", "utf-8 with mark", "utf-16le with mark", "utf-16be with mark", "windows-1252"),
            Gen.Bool)
        .Sample((rows, delimiter, quote, encoding, rewindable) =>
        {
            var csv = string.Concat(rows.Select(r => string.Join(delimiter, r.Select(c => $"{quote}{c.Replace($"{quote}", $"{quote}{quote}", StringComparison.Ordinal)}{quote}")) + "\n"));
            var settings = new SourceSettings { Delimiter = (byte)delimiter, Quote = (byte)quote, Encoding = encoding.Split(' ')[0] };
            var table = ReadTable.OfAsync(Encode(csv, encoding), settings: settings, rewindable: rewindable).GetAwaiter().GetResult();

            Assert.Equal(rows.Select(r => string.Join('|', r)), table.Records);
        });

    private static byte[] Encode(string text, string encoding)
    {
        var encoder = encoding.Split(' ')[0] switch
        {
            "utf-16le" => new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
            "utf-16be" => new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
            "windows-1252" => Windows1252,
            _ => (Encoding)new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
        };
        return encoding.EndsWith("mark", StringComparison.Ordinal) ? [.. encoder.Preamble, .. encoder.GetBytes(text)] : encoder.GetBytes(text);
    }
}
