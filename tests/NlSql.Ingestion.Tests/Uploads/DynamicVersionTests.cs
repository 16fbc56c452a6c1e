using System.Net;
using System.Text.Json;
using NlSql.Ingestion.Tests.Hosting;

namespace NlSql.Ingestion.Tests.Uploads;

/// <summary>Versions of datasets without a plugin.</summary>
public sealed class DynamicVersionTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly IngestionHost host = shared.Host;

    [Theory]
    [InlineData("")]
    [InlineData("&mode=append")]
    public async Task SameBytesAgain_AreTheSameVersion(string mode)
    {
        var first = await LoadAsync("a,b\n1,x\n");

        var second = await LoadedFile.SendAsync(host, "a,b\n1,x\n", $"?dataset_id={first.Answer.DatasetId}{mode}");

        Assert.Equal((true, 1), (second["unchanged"].GetBoolean(), second.Version));
    }

    [Fact]
    public async Task SameBytesReadDifferently_AreANewVersion()
    {
        var first = await LoadAsync("a\n1\n");

        var second = await LoadAsync("a\n1\n", first, "&types=a:text");

        Assert.Equal(2, second.Answer.Version);
    }

    [Fact]
    public async Task Replace_OtherTypes_LeavesTheOldVersionAsItWas()
    {
        var first = await LoadAsync("a,b\n1,x\n");

        var second = await LoadAsync("a,b\none,2024-01-01\n", first);

        Assert.Equal(["a text", "b date"], second.Columns);
        Assert.Equal("""{"a":1,"b":"x"}""", await PreviewAsync(first, 1));
        Assert.Equal("""{"a":"one","b":"2024-01-01"}""", await PreviewAsync(first, 2));
    }

    [Fact]
    public async Task Replace_OtherColumns_ShowsThoseOfEachVersion()
    {
        var first = await LoadAsync("a,b\n1,x\n");

        await LoadAsync("a,c\n2,y\n", first);

        Assert.Equal("""{"a":1,"b":"x"}""", await PreviewAsync(first, 1));
        Assert.Equal("""{"a":2,"c":"y"}""", await PreviewAsync(first, 2));
    }

    [Fact]
    public async Task Append_SameColumns_KeepsTheRowsBefore()
    {
        var first = await LoadAsync("a,b\n1,x\n");

        var second = await LoadAsync("B,A\ny,2\n", first, "&mode=append");

        Assert.Equal(["b text", "a integer"], second.Columns);
        Assert.Equal("""{"a":1,"b":"x"} {"a":2,"b":"y"}""", await PreviewAsync(first, 2));
    }

    [Fact]
    public async Task Append_NewAndMissingColumns_AreNullWhereTheyAreNot()
    {
        var first = await LoadAsync("a,b\n1,x\n");

        var second = await LoadAsync("a,c\n2,2024-01-01\n", first, "&mode=append");

        Assert.Contains("Columns that the file does not have are empty: b.", second.Warnings, StringComparison.Ordinal);
        Assert.Equal("""{"a":1,"b":"x","c":null} {"a":2,"b":null,"c":"2024-01-01"}""", await PreviewAsync(first, 2));
    }

    [Fact]
    public async Task Append_HeadersThatDifferInSignsAlone_GoToTheirOwnColumns()
    {
        var first = await LoadAsync("Discount,Discount %\n100,5\n");

        var second = await LoadAsync("Discount %,Discount\n7,200\n", first, "&mode=append");

        Assert.Equal(["discount_percent integer", "discount integer"], second.Columns);
        Assert.Equal("""{"discount":100,"discount_percent":5} {"discount":200,"discount_percent":7}""", await PreviewAsync(first, 2));
    }

    [Theory]
    [InlineData("😀,b\n1,2\n", "b,🎉\n4,3\n", "b integer;column_2 integer")]
    [InlineData("a b,c\n1,2\n", "A-B,a.b\n3,4\n", "a_b integer;a_b_2 integer")]
    [InlineData("x,y\n1,2\n", "y,Y\n3,4\n", "y integer;y_2 integer")]
    public async Task Append_HeadersThatAreHardToName_NeverMeetInOneColumn(string before, string after, string columns) =>
        Assert.Equal(columns.Split(';'), (await LoadAsync(after, await LoadAsync(before), "&mode=append")).Columns);

    [Fact]
    public async Task Append_ContradictingType_RejectsTheRows()
    {
        var first = await LoadAsync("a,b\n1,x\n");
        var query = $"?dataset_id={first.Answer.DatasetId}&mode=append";

        var refused = await LoadedFile.SendAsync(host, "a,b\n2,y\n2.5,z\n", query);
        var skipped = await LoadedFile.SendAsync(host, "a,b\n2,y\n2.5,z\n", query + "&on_error=skip");

        Assert.Equal("ingestion.rows-rejected", refused.Code);
        Assert.Equal([("ingestion.cell-not-integer", 3, "a")], refused.Issues);
        Assert.Equal((2, 1L, 1L), (skipped.Version, skipped["rows"].GetInt64(), skipped["rejected"].GetInt64()));
    }

    [Fact]
    public async Task Append_OtherTypeAskedFor_IsRefused()
    {
        var first = await LoadAsync("a\n1\n");

        var answer = await LoadedFile.SendAsync(host, "a\n2\n", $"?dataset_id={first.Answer.DatasetId}&mode=append&types=a:text");

        Assert.Equal((HttpStatusCode.Conflict, "ingestion.columns-changed"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Append_OrderOfDatesThatNothingTells_IsReported()
    {
        var first = await LoadAsync("d\n13/02/2024\n");

        Assert.Contains("date_order", (await LoadAsync("d\n01/02/2024\n", first, "&mode=append")).Warnings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_MoreColumnsThanATableTakes_IsRefused()
    {
        var first = await LoadAsync(Wide("a", 500));
        await LoadAsync(Wide("b", 500), first, "&mode=append");

        var answer = await LoadedFile.SendAsync(host, Wide("c", 1), $"?dataset_id={first.Answer.DatasetId}&mode=append");

        Assert.Equal("ingestion.too-many-columns", answer.Code);
        Assert.Equal(1, (await LoadAsync(Wide("c", 1), first)).Answer["rows"].GetInt64());
    }

    [Fact]
    public async Task TwoTables_LiveInOneDataset()
    {
        var first = await LoadAsync("a\n1\n");

        await LoadedFile.OfAsync(host, "a\nx\n", $"?dataset_id={first.Answer.DatasetId}", "other");

        var details = await host.GetAsync($"/datasets/{first.Answer.DatasetId}");
        Assert.Equal(["other", "t"], details["tables"].EnumerateArray().Select(t => t.GetProperty("name").GetString()));
        Assert.Equal("""{"a":1}""", await PreviewAsync(first, 2));
        Assert.Equal("""{"a":"x"}""", await PreviewAsync(first, 2, "other"));
    }

    [Fact]
    public async Task DatasetOfAPlugin_WithoutTheHeader_IsLoadedByThePlugin()
    {
        var first = await host.UploadAsync(ShopModel.Csv);

        var second = await LoadedFile.SendAsync(host, "order_id,order_date\nB,2026-02-01\n", $"?dataset_id={first.DatasetId}", table: "orders");

        Assert.Equal(("shop", 2), (second["plugin"].GetString(), second.Version));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DatasetWithoutPlugin_WithTheHeader_IsRefusedClearly(bool before)
    {
        var first = await LoadAsync("a\n1\n");
        var form = new MultipartFormDataContent { { IngestionHost.FileOf("order_id,order_date\nB,2026-02-01\n"u8.ToArray()), "file", "s.csv" } };
        if (!before)
            form.Add(new StringContent(first.Answer.DatasetId.ToString()), "dataset_id");

        var answer = await host.UploadAsync(form, "orders", before ? $"?dataset_id={first.Answer.DatasetId}" : "");

        Assert.Equal((HttpStatusCode.Conflict, "ingestion.dataset-plugin-mismatch"), (answer.Status, answer.Code));
        Assert.Contains("has no plugin", answer["detail"].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DatasetOfAnotherTenant_IsAsUnknown(bool before)
    {
        var first = await LoadAsync("a\n1\n");
        var form = new MultipartFormDataContent { { IngestionHost.FileOf("a\n2\n"u8.ToArray()), "file", "s.csv" } };
        if (!before)
            form.Add(new StringContent(first.Answer.DatasetId.ToString()), "dataset_id");

        var answer = await host.UploadAsync(form, "t", before ? $"?dataset_id={first.Answer.DatasetId}" : "", plugin: null, tenant: "stranger");

        Assert.Equal((HttpStatusCode.NotFound, "ingestion.dataset-unknown"), (answer.Status, answer.Code));
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync($"/datasets/{first.Answer.DatasetId}/preview", "stranger")).Status);
    }

    private Task<LoadedFile> LoadAsync(string csv, LoadedFile? before = null, string query = "") =>
        LoadedFile.OfAsync(host, csv, (before is null ? "?header=true" : $"?header=true&dataset_id={before.Answer.DatasetId}") + query);

    private async Task<string> PreviewAsync(LoadedFile dataset, int version, string table = "t") => string.Join(' ', (await host.GetAsync(
        $"/datasets/{dataset.Answer.DatasetId}/preview?version={version}&table={table}"))["rows"].EnumerateArray().Select(r => JsonSerializer.Serialize(r)));

    private static string Wide(string name, int columns) =>
        string.Join(',', Enumerable.Range(1, columns).Select(i => $"{name}{i}")) + "\n" + string.Join(',', Enumerable.Range(1, columns)) + "\n";
}
