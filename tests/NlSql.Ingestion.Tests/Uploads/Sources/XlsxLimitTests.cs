using NlSql.Ingestion.Uploads;

namespace NlSql.Ingestion.Tests.Uploads.Sources;

public sealed class XlsxLimitTests
{
    [Fact]
    public async Task OpenAsync_SheetBomb_StopsAtTheRatio()
    {
        var rows = string.Concat(Enumerable.Repeat("<row><c><v>1</v></c></row>", 400_000));

        Assert.Equal("ingestion.compression-ratio", (await ReadTable.OfAsync(WorkbookFile.Of(rows))).Failure?.Code);
    }

    [Fact]
    public async Task OpenAsync_SharedTextBomb_StopsAtTheRatio()
    {
        var workbook = new WorkbookFile { Texts = [.. Enumerable.Repeat("<t>aaaaaaaaaaaaaaaaaaaaaaaa</t>", 200_000)] }.Sheet("S", "<row><c t=\"s\"><v>0</v></c></row>");

        Assert.Equal("ingestion.compression-ratio", (await ReadTable.OfAsync(workbook.ToBytes())).Failure?.Code);
    }

    /// <summary>One long text that every cell names: small in the file and in the sheet, huge as CSV.</summary>
    [Fact]
    public async Task OpenAsync_TextNamedOverAndOver_StopsAtTheContentLimit()
    {
        var rows = string.Concat(Enumerable.Range(0, 2000).Select(i => $"<row><c t=\"s\"><v>0</v></c><c><v>{i * 7919}</v></c></row>"));
        var workbook = new WorkbookFile { Texts = [$"<t>{new string('x', 30_000)}</t>"] }.Sheet("S", rows);

        Assert.Equal("ingestion.content-too-large", (await ReadTable.OfAsync(workbook.ToBytes(), options: new UploadOptions { MaximumContentBytes = 50 << 20 })).Failure?.Code);
    }

    [Theory]
    [InlineData(3 * (100 + 12), null)]
    [InlineData(3 * (100 + 12) - 1, "ingestion.xlsx-texts-too-large")]
    public async Task OpenAsync_SharedTexts_AreLimited(int limit, string? code)
    {
        var workbook = new WorkbookFile { Texts = [.. "abc".Select(c => $"<t>{new string(c, 100)}</t>")] }.Sheet("S", "<row><c t=\"s\"><v>0</v></c></row>");

        Assert.Equal(code, (await ReadTable.OfAsync(workbook.ToBytes(), options: new UploadOptions { MaximumSharedTextBytes = limit })).Failure?.Code);
    }

    [Theory]
    [InlineData(100, null)]
    [InlineData(101, "ingestion.cell-too-long")]
    [InlineData(400, "ingestion.cell-too-long")]
    public async Task OpenAsync_CellLength_IsLimited(int length, string? code)
    {
        var rows = $"<row>{WorkbookFile.Text("A1", "a")}</row><row r=\"5\">{WorkbookFile.Text("A5", new string('x', length))}</row>";
        var shared = new WorkbookFile { Texts = [$"<t>{new string('x', length)}</t>"] }.Sheet("S", "<row r=\"5\"><c t=\"s\"><v>0</v></c></row>").ToBytes();
        var options = new UploadOptions { MaximumCellBytes = 100 };

        foreach (var file in new[] { WorkbookFile.Of(rows), shared })
        {
            var failure = (await ReadTable.OfAsync(file, options: options)).Failure;
            Assert.Equal(code, failure?.Code);
            Assert.True(failure is null || failure.Issues[0].Line == 5);
        }
    }

    [Theory]
    [InlineData(100, null)]
    [InlineData(101, "ingestion.line-too-long")]
    public async Task OpenAsync_RowLength_IsLimited(int length, string? code)
    {
        var row = $"<row>{WorkbookFile.Text("A1", new string('x', 50))}{WorkbookFile.Text("B1", new string('y', length - 51))}</row>";

        Assert.Equal(code, (await ReadTable.OfAsync(WorkbookFile.Of(row), options: new UploadOptions { MaximumLineBytes = 100 })).Failure?.Code);
    }

    [Theory]
    [InlineData("C1", null)]
    [InlineData("D1", "ingestion.too-many-columns")]
    public async Task OpenAsync_Columns_AreLimited(string last, string? code) =>
        Assert.Equal(code, (await ReadTable.OfAsync(WorkbookFile.Of($"<row>{WorkbookFile.Text("A1", "a")}{WorkbookFile.Text(last, "b")}</row>"), options: new UploadOptions { MaximumColumns = 3 })).Failure?.Code);

    [Theory]
    [InlineData(3, null)]
    [InlineData(4, "ingestion.too-many-rows")]
    public async Task OpenAsync_Rows_AreLimited(int rows, string? code) =>
        Assert.Equal(
            code,
            (await ReadTable.OfAsync(WorkbookFile.Of($"<row>{WorkbookFile.Text("A1", "a")}</row>" + string.Concat(Enumerable.Repeat("<row><c><v>1</v></c></row>", rows))), options: new UploadOptions { MaximumRows = 3 })).Failure?.Code);

    [Fact]
    public async Task OpenAsync_PartLargerThanTheContentMayBe_IsRefused()
    {
        var random = new Random(1);
        var rows = string.Concat(Enumerable.Range(0, 100).Select(_ => $"<row><c><v>{random.NextInt64()}</v></c></row>"));

        Assert.Equal("ingestion.content-too-large", (await ReadTable.OfAsync(WorkbookFile.Of(rows), options: new UploadOptions { MaximumContentBytes = 4096 })).Failure?.Code);
    }

    [Fact]
    public async Task OpenAsync_TooManyParts_IsRefused()
    {
        var workbook = new WorkbookFile().Sheet("S", "<row><c><v>1</v></c></row>");
        for (var i = 0; i < 20_000; i++)
            workbook.Parts[$"xl/media/a-long-name-of-a-picture-{i}.png"] = "";

        Assert.Equal("ingestion.xlsx-damaged", (await ReadTable.OfAsync(workbook.ToBytes())).Failure?.Code);
    }

    /// <summary>What makes an XML reader hold ever more: a tag without end, ever new names, ever deeper tags.</summary>
    [Theory]
    [InlineData("attribute", "longer than 720896 bytes")]
    [InlineData("names", "more than 10000 different tags")]
    [InlineData("depth", "nested deeper than 100")]
    [InlineData("text", "longer than 720896 bytes")]
    public async Task OpenAsync_XmlThatFillsMemory_IsRefusedBeforeItDoes(string kind, string reason)
    {
        var random = new Random(1);
        string Noise(int length) => string.Create(length, random, static (span, r) =>
        {
            foreach (ref var character in span)
                character = (char)('a' + r.Next(26));
        });
        var rows = kind switch
        {
            "attribute" => $"<row a=\"{Noise(20 << 20)}\"/>",
            "names" => string.Concat(Enumerable.Range(0, 200_000).Select(_ => $"<{Noise(10)}/>")),
            "depth" => string.Concat(Enumerable.Repeat(0, 200_000).Select(_ => $"<{(char)('a' + random.Next(26))}>")),
            _ => $"<row><c t=\"str\"><v>{Noise(20 << 20)}</v></c></row>",
        };
        var failure = (await ReadTable.OfAsync(WorkbookFile.Of(rows))).Failure;

        Assert.Equal("ingestion.xlsx-damaged", failure?.Code);
        Assert.Contains(reason, failure!.Message, StringComparison.Ordinal);
    }
}
