using NlSql.Ingestion.Uploads;
using NlSql.Ingestion.Uploads.Sources;

namespace NlSql.Ingestion.Tests.Uploads.Sources;

public sealed class FileStartTests
{
    [Theory]
    [InlineData("", "ingestion.file-empty")]
    [InlineData("\uFEFF", "ingestion.file-empty")]
    [InlineData("\r\n \n", "ingestion.file-empty")]
    [InlineData("<html><table>", "ingestion.not-csv")]
    [InlineData("%PDF-1.7\n", "ingestion.not-csv")]
    [InlineData("a\u0001b\u0002,c\n", "ingestion.not-csv")]
    [InlineData("BZh91AY", "ingestion.not-csv")]
    [InlineData("PARE....", "ingestion.parquet-encrypted")]
    [InlineData("PK\u0005\u0006", "ingestion.zip-refused")]
    [InlineData("PK\u0003\u0004", "ingestion.xlsx-damaged")]
    public async Task OpenAsync_NoTable_IsRefused(string text, string code) =>
        Assert.Equal(code, (await ReadTable.OfAsync(text)).Failure?.Code);

    [Fact]
    public async Task OpenAsync_OldWorkbook_IsRefused() =>
        Assert.Equal("ingestion.xls-refused", (await ReadTable.OfAsync([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "book.xlsx")).Failure?.Code);

    [Fact]
    public async Task OpenAsync_Picture_IsRefused() =>
        Assert.Equal("ingestion.not-csv", (await ReadTable.OfAsync([0x89, .. "PNG\r\n"u8, 0x1A, .. "\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 2, 0, 0xFF, 0xC3])).Failure?.Code);

    /// <summary>A stray NUL is a matter of its row, not of the file.</summary>
    [Fact]
    public async Task OpenAsync_TextWithANul_IsRead() =>
        Assert.Equal(3, (await ReadTable.OfAsync("a,b\n1,2\n3,\0\n")).Records.Count);

    [Theory]
    [InlineData("PK\u0003\u0004")]
    [InlineData("BZh91AY")]
    public async Task OpenAsync_ArchiveWithinGzip_IsRefused(string inner) =>
        Assert.Equal("ingestion.nested-archive", (await ReadTable.OfAsync(Gzip.Of(inner))).Failure?.Code);

    [Theory]
    [InlineData("a,b\n1,2\n")]
    [InlineData("a\tb\n1\t2\n")]
    [InlineData("{\"a\":1,\"b\":2}\n")]
    public async Task OpenAsync_Compressed_IsRead(string text) =>
        Assert.Equal(["a|b", "1|2"], (await ReadTable.OfAsync(Gzip.Of(text), "anything.txt")).Records);

    [Fact]
    public async Task OpenAsync_GzipBomb_StopsAtTheRatio()
    {
        foreach (var rewindable in new[] { false, true })
            Assert.Equal("ingestion.compression-ratio", (await ReadTable.OfAsync(Gzip.Of(string.Concat(Enumerable.Repeat("a,b\n", 2 << 20))), rewindable: rewindable)).Failure?.Code);
    }

    [Theory]
    [InlineData("{id},{name}\n1,x\n", "data.csv", nameof(FileFormat.Csv))]
    [InlineData("[id],[name]\n1,x\n", "", nameof(FileFormat.Csv))]
    [InlineData("{\"id\":1}\n", "data.csv", nameof(FileFormat.JsonLines))]
    [InlineData("\n{}\n{\"id\":1}\n", "", nameof(FileFormat.JsonLines))]
    public async Task OpenAsync_TextThatBeginsWithABrace_IsToldApart(string text, string name, string expected) =>
        Assert.Equal(expected, (await ReadTable.OfAsync(text, name)).Format.ToString());

    [Theory]
    [InlineData(8, null)]
    [InlineData(7, "ingestion.file-too-large")]
    public async Task OpenAsync_BytesSent_AreLimited(int limit, string? code)
    {
        foreach (var rewindable in new[] { false, true })
            Assert.Equal(code, (await ReadTable.OfAsync("a,b\n1,2\n", options: new UploadOptions { MaximumBytes = limit }, rewindable: rewindable)).Failure?.Code);
    }

    [Theory]
    [InlineData(8, null)]
    [InlineData(7, "ingestion.content-too-large")]
    public async Task OpenAsync_BytesOfContent_AreLimited(int limit, string? code) =>
        Assert.Equal(code, (await ReadTable.OfAsync(Gzip.Of("a,b\n1,2\n"), options: new UploadOptions { MaximumContentBytes = limit }, rewindable: true)).Failure?.Code);

    [Fact]
    public async Task OpenAsync_GzipCutShort_IsDamaged()
    {
        var whole = Gzip.Of(string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i},{i * 7919}\n")));

        Assert.Equal("ingestion.gzip-damaged", (await ReadTable.OfAsync(whole[..^20], rewindable: true)).Failure?.Code);
    }
}
