using System.Text;
using System.Text.Json;
using CsCheck;
using NlSql.Ingestion.Uploads;
using NlSql.Ingestion.Uploads.Sources;

namespace NlSql.Ingestion.Tests.Uploads.Sources;

public sealed class JsonLinesTests
{
    [Fact]
    public async Task OpenAsync_Lines_AreRowsOfTheUnionOfTheirKeys()
    {
        var table = await ReadTable.OfAsync(
            """
            {"id":1,"name":"Anna"}
            {"name":"Bob, \"the\" Bob","city":"Köln","id":2.50}

            {"id":3e3,"paid":true,"name":null,"tags":["a", {"b":1}],"city":""}
            """, rewindable: true);

        Assert.Equal(FileFormat.JsonLines, table.Format);
        Assert.True(table.HasHeader);
        Assert.Equal(
            ["id|name|city|paid|tags", "1|Anna|||", "2.50|Bob, \"the\" Bob|Köln||", "3000|||true|[\"a\", {\"b\":1}]"], table.Records);
        Assert.Equal([0, 1, 2, 4], table.Lines);
    }

    [Theory]
    [InlineData("{\"a\":\"x\\ny\"}\n", "x\ny")]
    [InlineData("{\"a\":\"\\u20ac\"}\n", "€")]
    [InlineData("{\"a\":1,\"a\":2}\n", "2")]
    [InlineData("{\"a\":-1.25E-3}\n", "-0.00125")]
    [InlineData("{\"a\":0.5e3}\n", "500")]
    [InlineData("{\"a\":12345678901234567890.123456789}\n", "12345678901234567890.123456789")]
    [InlineData("{\"a\":null}\n", "")]
    [InlineData("{\"a\":{}}\r\n", "{}")]
    [InlineData("  {\"a\" : false}  ", "false")]
    public async Task OpenAsync_Value_IsWrittenAsText(string text, string expected) =>
        Assert.Equal(["a", expected], (await ReadTable.OfAsync(text)).Records);

    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":}\n", 2)]
    [InlineData("{\"a\":1}\n\n[1]\n", 3)]
    [InlineData("{\"a\":1}\n{\"a\":1} x\n", 2)]
    [InlineData("{\"a\":1}\n{\"a\":1\n", 2)]
    [InlineData("{\n  \"a\": 1\n}\n", 1)]
    [InlineData("[{\"a\":1}]\n", 1)]
    [InlineData("{\"a\":\"\\ud800\"}\n", 1)]
    public async Task OpenAsync_NoObject_NamesTheLine(string text, int line)
    {
        var failure = (await ReadTable.OfAsync(text, "data.jsonl")).Failure;

        Assert.Equal("ingestion.json-malformed", failure?.Code);
        Assert.Equal(line, Assert.Single(failure!.Issues).Line);
    }

    [Theory]
    [InlineData(63, null)]
    [InlineData(64, "ingestion.json-malformed")]
    [InlineData(500_000, "ingestion.json-malformed")]
    public async Task OpenAsync_DeepJson_IsLimited(int depth, string? code)
    {
        var table = await ReadTable.OfAsync("{\"a\":" + new string('[', depth) + new string(']', depth) + "}\n");

        Assert.Equal(code, table.Failure?.Code);
        Assert.True(code is null || table.Failure!.Message.Contains("64", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(11, "ingestion.too-many-columns")]
    public async Task OpenAsync_Keys_AreLimited(int keys, string? code)
    {
        var lines = string.Concat(Enumerable.Range(0, keys).Select(i => $"{{\"k{i}\":1}}\n"));

        Assert.Equal(code, (await ReadTable.OfAsync(lines, options: new UploadOptions { MaximumColumns = 10 })).Failure?.Code);
    }

    [Theory]
    [InlineData(20, null)]
    [InlineData(21, "ingestion.header-too-long")]
    public async Task OpenAsync_KeyLength_IsLimited(int length, string? code) =>
        Assert.Equal(code, (await ReadTable.OfAsync($"{{\"{new string('k', length)}\":1}}\n", options: new UploadOptions { MaximumHeaderBytes = 20 })).Failure?.Code);

    [Theory]
    [InlineData(100, null)]
    [InlineData(101, "ingestion.cell-too-long")]
    public async Task OpenAsync_CellLength_IsLimited(int length, string? code)
    {
        var failure = (await ReadTable.OfAsync($"{{\"a\":1}}\n{{\"a\":\"{new string('x', length)}\"}}\n", options: new UploadOptions { MaximumCellBytes = 100 })).Failure;

        Assert.Equal(code, failure?.Code);
        Assert.True(failure is null || failure.Issues[0].Line == 2);
    }

    [Theory]
    [InlineData(92, null)]
    [InlineData(93, "ingestion.line-too-long")]
    public async Task OpenAsync_LineLength_IsLimited(int length, string? code) =>
        Assert.Equal(code, (await ReadTable.OfAsync($"{{\"a\":\"{new string('x', length)}\"}}\n", options: new UploadOptions { MaximumLineBytes = 100 })).Failure?.Code);

    [Theory]
    [InlineData(3, null)]
    [InlineData(4, "ingestion.too-many-rows")]
    public async Task OpenAsync_Rows_AreLimited(int rows, string? code) =>
        Assert.Equal(code, (await ReadTable.OfAsync(string.Concat(Enumerable.Repeat("{\"a\":1}\n", rows)), options: new UploadOptions { MaximumRows = 3 })).Failure?.Code);

    /// <summary>Keys in many lines and few columns filled: the CSV is far longer than the JSON, and limited too.</summary>
    [Fact]
    public async Task OpenAsync_CsvLongerThanTheContentMayBe_IsRefused()
    {
        var lines = new StringBuilder();
        for (var i = 0; i < 400; i++)
            lines.Append("{\"k").Append(i).Append("\":1}\n");
        for (var i = 0; i < 5000; i++)
            lines.Append("{\"k1\":1}\n");

        Assert.Equal("ingestion.content-too-large", (await ReadTable.OfAsync(lines.ToString(), options: new UploadOptions { MaximumContentBytes = 1 << 20 })).Failure?.Code);
    }

    [Fact]
    public void OpenAsync_AnyTexts_AreFoundAgain() =>
        Gen.String[Gen.Char["ab,\"\\\n\r\t é€"], 1, 12].Array[1, 3].Array[1, 6]
        .Sample(rows =>
        {
            var lines = string.Concat(rows.Select(r => JsonSerializer.Serialize(r.Select((c, i) => (c, i)).ToDictionary(p => $"k{p.i}", p => p.c)) + "\n"));
            var table = ReadTable.OfAsync(lines).GetAwaiter().GetResult();
            var width = rows.Max(r => r.Length);

            Assert.Equal(rows.Select(r => string.Join('|', r.Concat(Enumerable.Repeat("", width - r.Length)))), table.Records.Skip(1));
        });
}
