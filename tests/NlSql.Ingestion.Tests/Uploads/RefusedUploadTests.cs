using System.Net;
using System.Text;
using NlSql.Contracts.Messages;
using NlSql.Ingestion.Tests.Hosting;

namespace NlSql.Ingestion.Tests.Uploads;

/// <summary>Each bad upload gets its code, leaves nothing behind but an entry for the trail, and nothing of its content in that.</summary>
public sealed class RefusedUploadTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Header = "order_id,order_date,quantity,total,status\n";
    private readonly IngestionHost host = shared.Host;

    public static TheoryData<string, string, HttpStatusCode> Files => new()
    {
        { "", "ingestion.file-empty", HttpStatusCode.UnprocessableEntity },
        { "\n\n", "ingestion.file-empty", HttpStatusCode.UnprocessableEntity },
        { Header, "ingestion.no-rows", HttpStatusCode.UnprocessableEntity },
        { "PK\u0003\u0004rest of an archive", "ingestion.xlsx-damaged", HttpStatusCode.UnprocessableEntity },
        { "\0\u0001\u0002\u0003", "ingestion.not-csv", HttpStatusCode.UnsupportedMediaType },
        { "{\"order_id\": 1}", "ingestion.header-missing", HttpStatusCode.UnprocessableEntity },
        { "total,region\n1,North\n", "ingestion.header-missing", HttpStatusCode.UnprocessableEntity },
        { "A1,2026-01-01\nA2,2026-01-02\n", "ingestion.header-missing", HttpStatusCode.UnprocessableEntity },
        { "order_id,order_date,Order-Date\nA,2026-01-01,2026-01-01\n", "ingestion.header-duplicate", HttpStatusCode.UnprocessableEntity },
        { "order_id,order_date," + new string('x', 201) + "\n", "ingestion.header-too-long", HttpStatusCode.UnprocessableEntity },
        { Header + "A,2026-01-01,\"never closed\n", "ingestion.quote-unclosed", HttpStatusCode.UnprocessableEntity },
    };

    public static TheoryData<string, string, long> Rows => new()
    {
        { "A,2026-01-01,1,1,Open\nB,tomorrow,1,1,Open\n", "ingestion.cell-not-timestamp", 3 },
        { "A,2026-02-30,1,1,Open\n", "ingestion.cell-not-timestamp", 2 },
        { "A,2026-01-01,1.5,1,Open\n", "ingestion.cell-not-integer", 2 },
        { "A,2026-01-01,9223372036854775808,1,Open\n", "ingestion.cell-out-of-range", 2 },
        { "A,2026-01-01,1,1e5e,Open\n", "ingestion.cell-not-decimal", 2 },
        { "A,2026-01-01,1,1,Lost\n", "ingestion.cell-not-allowed", 2 },
        { ",2026-01-01,1,1,Open\n", "ingestion.cell-missing", 2 },
        { "A,2026-01-01,1,1\n", "ingestion.row-too-few-cells", 2 },
        { "A,2026-01-01,1,1,Open,more\n", "ingestion.row-too-many-cells", 2 },
        { "\"A\"x,2026-01-01,1,1,Open\n", "ingestion.row-malformed-quote", 2 },
        { "\"A\nB\",2026-01-01,1,1,Open\nC,never,1,1,Open\n", "ingestion.cell-not-timestamp", 4 },
        { "A\0B,2026-01-01,1,1,Open\n", "ingestion.cell-nul", 2 },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Upload_BadFile_IsRefusedAsAWhole(string csv, string code, HttpStatusCode status)
    {
        var answer = await host.UploadAsync(csv);

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Empty(await host.TracesAsync());
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Upload_BadRow_IsNamedByLineAndCode(string rows, string code, long line)
    {
        var answer = await host.UploadAsync(Header + rows);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "ingestion.rows-rejected"), (answer.Status, answer.Code));
        var issue = Assert.Single(answer.Issues);
        Assert.Equal((code, line), (issue.Code, issue.Line));
        Assert.Empty(await host.TracesAsync());
    }

    [Fact]
    public async Task Upload_InvalidUtf8_IsNamedByLineAndColumn()
    {
        var answer = await host.UploadAsync([.. Encoding.UTF8.GetBytes(Header + "A,2026-01-01,1,1,Open\n"), 0xED, 0xA0, 0x80, .. ",2026-01-01,1,1,Open\n"u8]);

        Assert.Equal(("ingestion.cell-not-utf8", 3L, "order_id"), Assert.Single(answer.Issues));
    }

    [Fact]
    public async Task Upload_HeaderWithoutRequiredColumns_NamesAllOfThem()
    {
        var answer = await host.UploadAsync("region\nNorth\n");

        Assert.Equal(["order_id", "order_date"], answer.Issues.Select(i => i.Column));
    }

    [Fact]
    public async Task Upload_BadRowAfterManyBlocks_LoadsNothing()
    {
        var csv = Header + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"Order number {i},2026-01-01,1,1.00,Open\n")) + "Z,2026-01-01,x,1,Open\n";

        var answer = await host.UploadAsync(csv);

        Assert.Equal(("ingestion.cell-not-integer", 30_002L), (answer.Issues[0].Code, answer.Issues[0].Line));
        Assert.Empty(await host.TracesAsync());
    }

    [Fact]
    public async Task Upload_ManyBadRows_CountsAllAndDescribesTheFirstThousand()
    {
        var answer = await host.UploadAsync(Header + string.Concat(Enumerable.Repeat("A,never,1,1,Open\n", 1_500)));

        Assert.Equal(1_000, answer.Issues.Count);
        Assert.StartsWith("1500 row(s)", answer["detail"].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sales", "", "nothing", "ingestion.plugin-unknown", HttpStatusCode.NotFound)]
    [InlineData("sales", "", "../../etc", "ingestion.plugin-unknown", HttpStatusCode.NotFound)]
    [InlineData("planets", "", "shop", "ingestion.table-unknown", HttpStatusCode.NotFound)]
    [InlineData("sales", "?dataset_id=0b0b0b0b-0000-0000-0000-000000000000", "shop", "ingestion.dataset-unknown", HttpStatusCode.NotFound)]
    [InlineData("sales", "?dataset_id=one", "shop", "ingestion.field-invalid", HttpStatusCode.BadRequest)]
    [InlineData("sales", "?mode=merge", "shop", "ingestion.field-invalid", HttpStatusCode.BadRequest)]
    [InlineData("sales", "?on_error=ignore", "shop", "ingestion.field-invalid", HttpStatusCode.BadRequest)]
    [InlineData("sales", "?dataset_name=%20", "shop", "ingestion.field-invalid", HttpStatusCode.BadRequest)]
    public async Task Upload_BadAddress_IsRefused(string table, string query, string? plugin, string code, HttpStatusCode status)
    {
        var answer = await host.UploadAsync(ShopModel.Csv, table, query, plugin);

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Empty(await host.TracesAsync());
    }

    [Fact]
    public async Task Upload_NoMultipart_IsRefused()
    {
        Assert.Equal("ingestion.multipart-required", (await host.UploadAsync(new StringContent("order_id"))).Code);
    }

    [Fact]
    public async Task Upload_FormWithoutFile_IsRefused()
    {
        Assert.Equal("ingestion.file-missing", (await host.UploadAsync(new MultipartFormDataContent { { new StringContent("x"), "dataset_name" } })).Code);
    }

    [Fact]
    public async Task Upload_TwoFiles_AreRefusedAndNothingIsLoaded()
    {
        var form = new MultipartFormDataContent
        {
            { IngestionHost.FileOf(Encoding.UTF8.GetBytes(ShopModel.Csv)), "file", "a.csv" },
            { IngestionHost.FileOf(Encoding.UTF8.GetBytes(ShopModel.Csv)), "file", "b.csv" },
        };

        Assert.Equal("ingestion.one-file-only", (await host.UploadAsync(form)).Code);
        Assert.Empty(await host.TracesAsync());
    }

    [Fact]
    public async Task Upload_SkipSaidAfterTheFile_IsExplained()
    {
        var form = new MultipartFormDataContent
        {
            { IngestionHost.FileOf(Encoding.UTF8.GetBytes(Header + "A,never,1,1,Open\n")), "file", "a.csv" },
            { new StringContent("skip"), "on_error" },
        };

        Assert.Equal("ingestion.field-after-file", (await host.UploadAsync(form)).Code);
    }

    [Fact]
    public async Task Upload_CutShort_IsRefusedAndNothingIsLoaded()
    {
        var whole = await new MultipartFormDataContent("edge") { { IngestionHost.FileOf(Encoding.UTF8.GetBytes(ShopModel.Csv)), "file", "a.csv" } }
            .ReadAsByteArrayAsync(IngestionHost.Cancel);
        var body = new ByteArrayContent(whole[..^40]);
        body.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=edge");

        Assert.Equal("ingestion.body-incomplete", (await host.UploadAsync(body)).Code);
        Assert.Empty(await host.TracesAsync());
    }

    [Fact]
    public async Task Upload_DamagedOrNestedGzip_IsRefused()
    {
        var gzip = Gzip.Of(ShopModel.Csv);

        Assert.Equal("ingestion.gzip-damaged", (await host.UploadAsync(gzip[..^12])).Code);
        Assert.Equal("ingestion.nested-archive", (await host.UploadAsync(Gzip.Of(gzip))).Code);
        Assert.Empty(await host.TracesAsync());
    }

    [Fact]
    public async Task Upload_AsViewer_IsForbidden()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/upload/sales");

        Assert.Equal(HttpStatusCode.Forbidden, (await host.SendAsync(request, role: ServiceDefaults.Identity.Roles.Viewer)).Status);
    }

    [Fact]
    public async Task Upload_Refused_IsAuditedWithoutItsContent()
    {
        await host.UploadAsync(Header + "A,confidential,1,1,Open\n", tenant: "audited");

        var audit = Assert.Single(await host.MessagesAsync<AuditRecorded>(), m => m.GetProperty("TenantId").GetString() == "audited");
        Assert.Equal("rejected", audit.GetProperty("Outcome").GetString());
        Assert.Contains("ingestion.rows-rejected", audit.GetProperty("DetailsJson").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("confidential", audit.GetRawText(), StringComparison.Ordinal);
    }
}
