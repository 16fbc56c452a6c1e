using System.Net;
using NlSql.Ingestion.Tests.Hosting;

namespace NlSql.Ingestion.Tests.Uploads;

/// <summary>Whatever the header says, columns get usable names and keep what they were called.</summary>
public sealed class ColumnNameTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly IngestionHost host = shared.Host;

    [Theory]
    [InlineData("Order Date|unitPrice|Größe", "order_date|unit_price|groesse")]
    [InlineData("a|a|A|a 2", "a|a_2|a_3|a_2_2")]
    [InlineData("dataset_id|part_id|tenant_id|xmin|ctid", "dataset_id_2|part_id_2|tenant_id_2|xmin_2|ctid_2")]
    [InlineData("😀|🎉|名前", "column_1|column_2|column_3")]
    [InlineData("select|from|order|user|null", "select|from|order|user|null")]
    [InlineData("x\"; DROP TABLE data.t; --|it's|a\\b", "x_drop_table_data_t|its|a_b")]
    [InlineData("1st|2024|_", "c_1st|c_2024|column_3")]
    public async Task Headers_BecomeNames(string headers, string names)
    {
        var written = headers.Split('|');
        var loaded = await LoadedFile.OfAsync(
            host, string.Join(',', written.Select(h => $"\"{h.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n" + string.Join(',', written.Select(_ => "v")) + "\n", "?header=true");

        Assert.Equal(names.Split('|'), loaded.Columns.Select(c => c.Split(' ')[0]));
        Assert.Equal(written, loaded.Labels);
        Assert.Equal([string.Join('|', written.Select(_ => "v"))], loaded.Rows);
    }

    [Fact]
    public async Task Headers_Blank_AreCalledByTheirPlace()
    {
        var loaded = await LoadedFile.OfAsync(host, "a,,b, \n1,2,3,4\n");

        Assert.Equal(["a integer", "column_2 integer", "b integer", "column_4 integer"], loaded.Columns);
        Assert.Equal(["a", "column_2", "b", "column_4"], loaded.Labels);
    }

    [Fact]
    public async Task Headers_LongOnesThatBeginAlike_StayApart()
    {
        var start = new string('x', 190);
        var loaded = await LoadedFile.OfAsync(host, $"{start}a,{start}b\n1,2\n");

        Assert.Equal(2, loaded.Columns.Distinct().Count());
        Assert.All(loaded.Columns, c => Assert.InRange(c.Split(' ')[0].Length, 1, 63));
        Assert.Equal([start + "a", start + "b"], loaded.Labels);
        Assert.Equal(["1|2"], loaded.Rows);
    }

    [Fact]
    public async Task Headers_OfThreeHundredCharacters_AreRefused() =>
        Assert.Equal("ingestion.header-too-long", (await LoadedFile.SendAsync(host, new string('x', 300) + ",b\n1,2\n")).Code);

    [Theory]
    [InlineData("a,b,\n1,2,\n3,4,\n")]
    [InlineData("a,b\n1,2,\n3,4,\n")]
    public async Task Delimiters_AtTheEndsOfRows_MakeNoColumn(string csv)
    {
        var loaded = await LoadedFile.OfAsync(host, csv);

        Assert.Equal(["a integer", "b integer"], loaded.Columns);
        Assert.Equal(["1|2", "3|4"], loaded.Rows);
    }

    [Fact]
    public async Task NoHeader_IsNoticed()
    {
        var loaded = await LoadedFile.OfAsync(host, "1,2024-01-01,x\n2,2024-01-02,x\n");

        Assert.Equal(["column_1 integer", "column_2 date", "column_3 text"], loaded.Columns);
        Assert.Equal(["1|2024-01-01|x", "2|2024-01-02|x"], loaded.Rows);
    }

    [Fact]
    public async Task OneColumn_IsATable()
    {
        var loaded = await LoadedFile.OfAsync(host, "city\nRiga\n\nOslo\n");

        Assert.Equal(["city text"], loaded.Columns);
        Assert.Equal(["Riga", "Oslo"], loaded.Rows);
    }

    [Theory]
    [InlineData("", "ingestion.file-empty")]
    [InlineData("\n\n", "ingestion.file-empty")]
    [InlineData("a,b\n", "ingestion.no-rows")]
    [InlineData("a,b", "ingestion.no-rows")]
    public async Task Rows_None_IsRefused(string csv, string code)
    {
        var answer = await LoadedFile.SendAsync(host, csv);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Values_None_StillMakeRows()
    {
        var loaded = await LoadedFile.OfAsync(host, "a,b\nNA,\n-,\n");

        Assert.Equal(["a text", "b text"], loaded.Columns);
        Assert.Equal(["∅|∅", "∅|∅"], loaded.Rows);
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(501, "ingestion.too-many-columns")]
    public async Task Columns_AsManyAsAreAllowed_AreLoaded(int columns, string? code)
    {
        var answer = await LoadedFile.SendAsync(
            host, string.Join(',', Enumerable.Range(1, columns).Select(i => $"c{i}")) + "\n" + string.Join(',', Enumerable.Range(1, columns)) + "\n");

        Assert.Equal(code, answer.Code);
        if (code is null)
            Assert.Equal(columns, (await host.GetAsync($"/datasets/{answer.DatasetId}/preview"))["rows"][0].EnumerateObject().Count(c => c.Value.GetInt64() == int.Parse(c.Name[1..], System.Globalization.CultureInfo.InvariantCulture)));
    }
}
