using System.Net;
using System.Text;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.ServiceDefaults.Csv;

namespace NlSql.Ingestion.Tests.Datasets;

public sealed class RejectsTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Header = "line,column,code,message,original\r\n";
    private readonly IngestionHost host = shared.Host;
    private readonly string tenant = $"t{Guid.NewGuid():N}";

    [Fact]
    public async Task Rejects_OfAnUpload_AreAFileThatTheAnswerPointsTo()
    {
        const string csv = "order_id,order_date,quantity,status\nA,2026-01-01,=1+1,Open\nB,2026-01-01,3,\"Lost, \"\"sold\"\"\"\nC,2026-01-01\nD,2026-01-01,-5x,Open\nE,2026-01-01,1,Open\n";
        var upload = await host.UploadAsync(csv, query: "?on_error=skip", tenant: tenant);

        var (status, type, text) = await GetAsync(upload["rejects_url"].GetString()!);
        var raw = await GetAsync(upload["rejects_url"].GetString() + "&raw=true");

        Assert.Equal((HttpStatusCode.OK, "text/csv"), (status, type));
        Assert.Equal(
            Header
            + "2,quantity,ingestion.cell-not-integer,'=1+1' is not an integer of 64 bits.,'=1+1\r\n"
            + "3,status,ingestion.cell-not-allowed,\"'Lost, \"\"sold\"\"' is not one of the values of 'status'.\",\"Lost, \"\"sold\"\"\"\r\n"
            + "4,,ingestion.row-too-few-cells,The row has fewer cells than the header.,\r\n"
            + "5,quantity,ingestion.cell-not-integer,'-5x' is not an integer of 64 bits.,'-5x\r\n",
            text);
        Assert.Contains("'=1+1' is not an integer of 64 bits.,=1+1\r\n", raw.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_ByVersionAndTable_AreThoseOfTheirUpload()
    {
        var first = await host.UploadAsync("order_id,order_date\nA,never\nB,2026-01-01\n", query: "?on_error=skip", tenant: tenant);
        await host.UploadAsync("customer_id,city\nC,Bern\n", "customers", $"?dataset_id={first.DatasetId}", tenant: tenant);
        var url = $"/datasets/{first.DatasetId}/rejects";

        Assert.Equal(Header, (await GetAsync(url)).Text);
        Assert.Contains("2,order_date,ingestion.cell-not-timestamp", (await GetAsync(url + "?table=orders")).Text, StringComparison.Ordinal);
        Assert.Contains("2,order_date,ingestion.cell-not-timestamp", (await GetAsync(url + "?version=1")).Text, StringComparison.Ordinal);
        Assert.Equal("ingestion.version-unknown", (await host.GetAsync(url + "?version=3", tenant)).Code);
        Assert.Equal("ingestion.version-unknown", (await host.GetAsync(url + "?version=0", tenant)).Code);
        Assert.Equal("ingestion.table-empty", (await host.GetAsync(url + "?version=1&table=customers", tenant)).Code);
        Assert.Equal("ingestion.dataset-unknown", (await host.GetAsync(url, "stranger")).Code);
    }

    [Fact]
    public async Task Upload_WithoutRejects_PointsToNoFile()
    {
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await host.UploadAsync(ShopModel.Csv, tenant: tenant))["rejects_url"].ValueKind);
    }

    [Theory]
    [InlineData("=A1", "'=A1")]
    [InlineData("+A", "'+A")]
    [InlineData("@x", "'@x")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("-12.50", "-12.50")]
    [InlineData("+1e3", "+1e3")]
    [InlineData("-1,000", "\"'-1,000\"")]
    [InlineData("a=b", "a=b")]
    [InlineData("a\nb", "\"a\nb\"")]
    public void Append_CellThatCouldBeAFormula_GetsAQuote(string cell, string expected) =>
        Assert.Equal(expected, new StringBuilder().AppendCell(cell).ToString());

    private async Task<(HttpStatusCode Status, string? Type, string Text)> GetAsync(string path)
    {
        using var response = await host.StreamAsync(new HttpRequestMessage(HttpMethod.Get, path), tenant, 0, IngestionHost.Cancel);
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync(IngestionHost.Cancel));
    }
}
