using System.Net;
using System.Text;
using NlSql.Ingestion.Tests.Hosting;

namespace NlSql.Ingestion.Tests.Uploads;

/// <summary>What the sender says about a file comes before what its values say.</summary>
public sealed class OverrideTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly IngestionHost host = shared.Host;

    [Theory]
    [InlineData("?types=x:text", "1", "x text", "1")]
    [InlineData("?types={\"X\":\"Decimal\"}", "1", "x decimal", "1")]
    [InlineData("?types=x:boolean", "1", "x boolean", "true")]
    [InlineData("?types=x:timestamp", "2024-03-01", "x timestamp", "2024-03-01 00:00:00")]
    [InlineData("?types=x:integer", "007", "x integer", "7")]
    [InlineData("?decimal=,", "1.234", "x integer", "1234")]
    [InlineData("?decimal=point", "\"1,234\"", "x integer", "1234")]
    [InlineData("?decimal=comma", "\"1,234\"", "x decimal", "1.234")]
    [InlineData("?date_order=dmy", "01/02/2024", "x date", "2024-02-01")]
    [InlineData("?date_order=mdy", "01.02.2024", "x date", "2024-01-02")]
    [InlineData("?date_order=ym", "2024-02", "x date", "2024-02-01")]
    [InlineData("?null_values=none,gone", "GONE", "x text", LoadedFile.Nothing)]
    [InlineData("?null_values=[\"a, b\"]", "\"a, b\"", "x text", LoadedFile.Nothing)]
    [InlineData("?null_values=none", "N/A", "x text", "N/A")]
    [InlineData("?null_values=", "-", "x text", "-")]
    [InlineData("?header=false", "5", "column_2 text", "x")]
    [InlineData("?quote='", "'a,b'", "x text", "a,b")]
    [InlineData("?quote=none", "\"a\"", "x text", "\"a\"")]
    public async Task Field_IsHeeded(string query, string cell, string column, string stored)
    {
        var loaded = await LoadedFile.OfAsync(host, $"id,x\nk,{cell}\n", query.Replace("{", "%7B", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal));

        Assert.Equal((column, stored), (loaded.Columns[1], loaded.Rows[0].Split('|')[1]));
    }

    [Fact]
    public async Task Delimiter_OtherThanTheLikelyOne_IsHeeded()
    {
        var loaded = await LoadedFile.OfAsync(host, "a,b|c,d\n1,2|3,4\n", "?delimiter=|&types=c_d:text,a_b:text");

        Assert.Equal(["a,b", "c,d"], loaded.Labels);
        Assert.Equal(["1,2|3,4"], loaded.Rows);
    }

    [Theory]
    [InlineData("windows-1252", new byte[] { 0x80 }, "€")]
    [InlineData("utf-8", new byte[] { 0xC3, 0xA9 }, "é")]
    [InlineData("windows-1252", new byte[] { 0xC3, 0xA9 }, "Ã©")]
    public async Task Encoding_IsHeeded(string encoding, byte[] cell, string stored) =>
        Assert.Equal([$"k|{stored}"], (await LoadedFile.OfAsync(host, [.. "id,x\nk,"u8, .. cell, (byte)'\n'], $"?encoding={encoding}")).Rows);

    [Theory]
    [InlineData("types=x")]
    [InlineData("types=x:money")]
    [InlineData("types=x:3")]
    [InlineData("types=other:text")]
    [InlineData("types=[1]")]
    [InlineData("null_values=[1")]
    [InlineData("null_values=a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25")]
    [InlineData("decimal=;")]
    [InlineData("date_order=ydm")]
    [InlineData("header=perhaps")]
    [InlineData("delimiter=ab")]
    [InlineData("delimiter=x")]
    [InlineData("delimiter=;&quote=;")]
    [InlineData("quote=ä")]
    [InlineData("encoding=klingon")]
    public async Task Field_ThatMakesNoSense_IsRefused(string query)
    {
        var answer = await LoadedFile.SendAsync(host, "id,x\nk,1\n", "?" + query);

        Assert.Equal((HttpStatusCode.BadRequest, "ingestion.field-invalid"), (answer.Status, answer.Code));
        Assert.Contains($"'{query.Split('=')[0]}'", answer["detail"].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sheet_ThatIsNotThere_IsRefusedWithThoseThatAre()
    {
        var file = new Sources.WorkbookFile()
            .Sheet("First", "<row><c t=\"inlineStr\"><is><t>a</t></is></c></row><row><c><v>1</v></c></row>")
            .Sheet("Second", "<row><c t=\"inlineStr\"><is><t>b</t></is></c></row><row><c><v>2</v></c></row>").ToBytes();

        Assert.Equal(["a integer"], (await LoadedFile.OfAsync(host, file, name: "book.xlsx")).Columns);
        Assert.Equal(["b integer"], (await LoadedFile.OfAsync(host, file, "?sheet=Second", "book.xlsx")).Columns);
        var answer = await LoadedFile.SendAsync(host, file, "?sheet=Third", "book.xlsx");
        Assert.Equal("ingestion.sheet-unknown", answer.Code);
        Assert.Equal(["First", "Second"], answer["issues"][0].GetProperty("suggestions").EnumerateArray().Select(s => s.GetString()));
    }

    [Fact]
    public async Task Types_ThatDoNotFit_RejectTheFileAndNameTheRows()
    {
        const string csv = "x,d,t,b\n1,2024-01-01,2024-01-01 10:00,yes\none,2024-01-01 10:00,noon,perhaps\n3,,,\n";
        const string query = "?types=x:integer,d:date,t:timestamp,b:boolean";

        var refused = await LoadedFile.SendAsync(host, csv, query);
        var loaded = await LoadedFile.OfAsync(host, csv, query + "&on_error=skip");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "ingestion.rows-rejected"), (refused.Status, refused.Code));
        Assert.Equal(
            [("ingestion.cell-not-integer", 3, "x"), ("ingestion.cell-not-date", 3, "d"), ("ingestion.cell-not-timestamp", 3, "t"), ("ingestion.cell-not-boolean", 3, "b")],
            refused.Issues);
        Assert.Equal(["1|2024-01-01|2024-01-01 10:00:00|true", "3|∅|∅|∅"], loaded.Rows);
        Assert.Equal(1, loaded.Answer["rejected"].GetInt64());
    }

    [Fact]
    public async Task Types_ThatFitNoRow_LoadNothing()
    {
        var answer = await LoadedFile.SendAsync(host, "x\none\n", "?types=x:integer&on_error=skip");

        Assert.Equal("ingestion.rows-rejected", answer.Code);
    }

    [Fact]
    public async Task Number_LargerThanDoublesCanSquare_IsLoadedAndProfiled()
    {
        var large = "1" + new string('0', 200);
        var loaded = await LoadedFile.OfAsync(host, $"x\n{large}\n-{large}\n3\n", "?types=x:decimal");

        Assert.Equal([large, "-" + large, "3"], loaded.Rows);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync($"/datasets/{loaded.Answer.DatasetId}/profile")).Status);
    }

    [Fact]
    public async Task FieldsBehindTheFile_OfValues_AreHeeded()
    {
        var answer = await host.UploadAsync(Form("x\n1\n", ("types", "x:text"), ("dataset_name", "Late"), ("on_error", "skip")), "t", plugin: null);

        Assert.Equal(("text", "Late"), (answer["columns"][0].GetProperty("type").GetString(), answer["dataset_name"].GetString()));
    }

    [Theory]
    [InlineData("delimiter", ";")]
    [InlineData("header", "false")]
    public async Task FieldsBehindTheFile_OfTheFile_ComeTooLate(string field, string value) =>
        Assert.Equal("ingestion.field-after-file", (await host.UploadAsync(Form("x;y\n1;2\n", (field, value)), "t", plugin: null)).Code);

    [Theory]
    [InlineData("decimal", ",")]
    [InlineData("date_order", "dmy")]
    [InlineData("null_values", "none")]
    public async Task FieldsBehindTheFile_OfValuesOfAPlugin_ComeTooLate(string field, string value) =>
        Assert.Equal("ingestion.field-after-file", (await host.UploadAsync(Form(ShopModel.Csv, (field, value)))).Code);

    private static MultipartFormDataContent Form(string csv, params (string Field, string Value)[] behind)
    {
        var form = new MultipartFormDataContent { { IngestionHost.FileOf(Encoding.UTF8.GetBytes(csv)), "file", "sample.csv" } };
        foreach (var (field, value) in behind)
            form.Add(new StringContent(value), field);
        return form;
    }
}
