using NlSql.Ingestion.Uploads;
using NlSql.Ingestion.Uploads.Sources;

namespace NlSql.Ingestion.Tests.Uploads.Sources;

public sealed class XlsxTests
{
    [Fact]
    public async Task OpenAsync_Workbook_GivesRowsWithTheirNumbers()
    {
        var workbook = new WorkbookFile { Texts = ["<t>name</t>", "<r><t>An</t></r><r><t xml:space=\"preserve\">na </t></r><rPh><t>annna</t></rPh>", "<t>a_x000D_&#10;b, &quot;c&quot;</t>"] }
            .Sheet("Data",
                """
                <row r="1"/>
                <row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" t="str"><f>"n"</f><v>n</v></c><c r="D3" t="s" s="1"/></row>
                <row r="4"><c r="B4" t="s"><v>1</v></c><c r="C4"><f>1+1</f><v>2</v></c></row>
                <row r="6"><c r="B6" t="s"><v>2</v></c><c r="C6" t="e"><v>#N/A</v></c><c r="D6" t="b"><v>1</v></c></row>
                <row r="7"><c r="B7"/></row>
                """);
        var table = await ReadTable.OfAsync(workbook.ToBytes(), "any.bin", rewindable: true);

        Assert.Null(table.Failure);
        Assert.Equal((FileFormat.Xlsx, "Data", true), (table.Format, table.Sheet, table.HasHeader));
        Assert.Equal(["name|n|", "Anna |2|", "a\r\nb, \"c\"||true"], table.Records);
        Assert.Equal([3, 4, 6], table.Lines);
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("1.0", "1")]
    [InlineData("0.1", "0.1")]
    [InlineData("0.30000000000000004", "0.30000000000000004")]
    [InlineData("1E+20", "100000000000000000000")]
    [InlineData("-1.5E-7", "-0.00000015")]
    [InlineData("1234567.89", "1234567.89")]
    [InlineData("9007199254740993", "9007199254740992")]
    public async Task OpenAsync_Number_IsWrittenShortestAndWithoutExponent(string stored, string expected) =>
        Assert.Equal(expected, (await CellAsync($"<c><v>{stored}</v></c>")).Records[1]);

    [Theory]
    [InlineData("14", "45000", "2023-03-15")]
    [InlineData("yyyy-mm-dd", "45000.5", "2023-03-15 12:00:00")]
    [InlineData("22", "45000", "2023-03-15 00:00:00")]
    [InlineData("dd.mm.yyyy hh:mm:ss", "45000.123456", "2023-03-15 02:57:46.598")]
    [InlineData("[$-409]mmm yy", "45000", "2023-03-15")]
    [InlineData("h:mm AM/PM", "0.75", "18:00:00")]
    [InlineData("[h]:mm", "1.5", "1.5")]
    [InlineData("14", "1", "1900-01-01")]
    [InlineData("14", "59", "1900-02-28")]
    [InlineData("14", "60", "60")]
    [InlineData("14", "61", "1900-03-01")]
    [InlineData("14", "2958465", "9999-12-31")]
    [InlineData("14", "2958466", "2958466")]
    [InlineData("14", "-1", "-1")]
    [InlineData("0.00 \"days\"", "45000", "45000")]
    [InlineData("[Red]0.00", "45000", "45000")]
    [InlineData("#,##0_);\\(#,##0\\)", "45000", "45000")]
    [InlineData("0.00E+00", "45000", "45000")]
    public async Task OpenAsync_NumberShownAsADate_IsADate(string format, string stored, string expected)
    {
        var workbook = new WorkbookFile { Formats = [format] }.Sheet("S", $"<row>{WorkbookFile.Text("A1", "a")}</row><row><c s=\"1\"><v>{stored}</v></c></row>");

        Assert.Equal(expected, (await ReadTable.OfAsync(workbook.ToBytes())).Records[1]);
    }

    [Theory]
    [InlineData("0", "1904-01-01")]
    [InlineData("43538", "2023-03-15")]
    public async Task OpenAsync_DatesFrom1904_AreRight(string stored, string expected)
    {
        var workbook = new WorkbookFile { Formats = ["14"], From1904 = true }.Sheet("S", $"<row>{WorkbookFile.Text("A1", "a")}</row><row><c s=\"1\"><v>{stored}</v></c></row>");

        Assert.Equal(expected, (await ReadTable.OfAsync(workbook.ToBytes())).Records[1]);
    }

    [Fact]
    public async Task OpenAsync_Sheet_IsTheNamedOrTheFirstVisible()
    {
        var workbook = new WorkbookFile()
            .Sheet("Hidden", $"<row>{WorkbookFile.Text("A1", "h")}</row>", "hidden").Sheet("First", $"<row>{WorkbookFile.Text("A1", "f")}</row>").Sheet("Second", $"<row>{WorkbookFile.Text("A1", "s")}</row>")
            .ToBytes();

        Assert.Equal("f", Assert.Single((await ReadTable.OfAsync(workbook)).Records));
        Assert.Equal("s", Assert.Single((await ReadTable.OfAsync(workbook, settings: new SourceSettings { Sheet = " second" })).Records));
        var failure = (await ReadTable.OfAsync(workbook, settings: new SourceSettings { Sheet = "Third" })).Failure;
        Assert.Equal("ingestion.sheet-unknown", failure?.Code);
        Assert.Equal(["Hidden", "First", "Second"], Assert.Single(failure!.Issues).Suggestions);
    }

    /// <summary>A value left or right of the header belongs to the table, in a column without a name.</summary>
    [Fact]
    public async Task OpenAsync_RowsReachBeyondTheHeader_HeaderGetsEmptyNames()
    {
        var rows = $"<row r=\"2\">{WorkbookFile.Text("C2", "a")}{WorkbookFile.Text("D2", "b")}</row><row><c r=\"C3\"><v>1</v></c></row><row><c r=\"B4\"><v>2</v></c><c r=\"F4\"><v>3</v></c></row>";
        var table = await ReadTable.OfAsync(WorkbookFile.Of(rows));

        Assert.Equal(["|a|b||", "|1|||", "2||||3"], table.Records);
        Assert.Equal([2, 3, 4], table.Lines);
    }

    [Fact]
    public async Task OpenAsync_BlankSheet_IsEmpty() =>
        Assert.Equal("ingestion.file-empty", (await ReadTable.OfAsync(WorkbookFile.Of("<row r=\"1\"><c r=\"A1\"/></row>"))).Failure?.Code);

    [Fact]
    public async Task OpenAsync_SheetWithoutNames_HasNoHeaderWhenItIsLookedFor()
    {
        var workbook = WorkbookFile.Of("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>");

        Assert.False((await ReadTable.OfAsync(workbook, rewindable: true)).HasHeader);
        Assert.True((await ReadTable.OfAsync(workbook)).HasHeader);
    }

    [Theory]
    [InlineData("<row r=\"2\"/><row r=\"2\"/>")]
    [InlineData("<row r=\"x\"/>")]
    [InlineData("<row r=\"1048577\"/>")]
    [InlineData("<row><c r=\"B1\"/><c r=\"A1\"/></row>")]
    [InlineData("<row><c r=\"XFE1\"/></row>")]
    [InlineData("<row><c r=\"1\"/></row>")]
    [InlineData("<row><c><v>abc</v></c></row>")]
    [InlineData("<row><c t=\"s\"><v>0</v></c></row>")]
    [InlineData("<row><c><v>1</v></row>")]
    [InlineData("<![CDATA[x]]>")]
    public async Task OpenAsync_SheetIsWrong_IsDamaged(string rows) =>
        Assert.Equal("ingestion.xlsx-damaged", (await ReadTable.OfAsync(WorkbookFile.Of(rows))).Failure?.Code);

    [Theory]
    [InlineData("xl/workbook.xml")]
    [InlineData("xl/worksheets/sheet1.xml")]
    [InlineData("xl/sharedStrings.xml")]
    [InlineData("xl/styles.xml")]
    public async Task OpenAsync_DefinitionOfTypes_IsRefusedAndNotFollowed(string part)
    {
        var secret = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(secret, "secret", TestContext.Current.CancellationToken);
        var workbook = new WorkbookFile().Sheet("S", "<row><c><v>1</v></c></row>");
        workbook.Parts[part] = $"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file://{secret}\">]><x>&e;</x>";
        var failure = (await ReadTable.OfAsync(workbook.ToBytes())).Failure;
        File.Delete(secret);

        Assert.Equal("ingestion.xlsx-damaged", failure?.Code);
        Assert.DoesNotContain("secret", failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_CutShort_IsDamaged()
    {
        var whole = WorkbookFile.Of("<row><c><v>1</v></c></row>");

        foreach (var length in new[] { 10, whole.Length / 2, whole.Length - 30 })
            Assert.Equal("ingestion.xlsx-damaged", (await ReadTable.OfAsync(whole[..length])).Failure?.Code);
    }

    [Fact]
    public async Task OpenAsync_BytesChanged_NeverFailsOtherwise()
    {
        var whole = new WorkbookFile { Texts = ["<t>name</t>"] }.Sheet("S", "<row><c t=\"s\"><v>0</v></c></row><row><c><v>1</v></c></row>").ToBytes();
        for (var i = 4; i < whole.Length; i += 3)
        {
            var changed = (byte[])whole.Clone();
            changed[i] ^= 0xFF;
            var code = (await ReadTable.OfAsync(changed)).Failure?.Code;
            Assert.True(code is null || code.StartsWith("ingestion.", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task OpenAsync_OtherZip_IsRefusedWithAHint()
    {
        var workbook = new WorkbookFile();
        workbook.Parts["xl/workbook.xml"] = "<document/>";
        var failure = (await ReadTable.OfAsync(workbook.ToBytes(), "archive.zip")).Failure;

        Assert.Equal("ingestion.zip-refused", failure?.Code);
        Assert.Contains(".csv.gz", failure!.Message, StringComparison.Ordinal);
    }

    private static Task<ReadTable> CellAsync(string cell) => ReadTable.OfAsync(WorkbookFile.Of($"<row>{WorkbookFile.Text("A1", "a")}</row><row>{cell}</row>"));
}
