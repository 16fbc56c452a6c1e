using System.Net;
using System.Text.Json;
using NlSql.Contracts.Messages;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Tests.Datasets;

public sealed class DatasetTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly IngestionHost host = shared.Host;
    private readonly string tenant = $"t{Guid.NewGuid():N}";

    [Fact]
    public async Task List_MoreThanAPage_IsPagedNewestFirst()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
            ids.Add((await UploadAsync()).DatasetId);

        var first = await host.GetAsync("/datasets?plugin_id=shop&limit=2", tenant);
        var second = await host.GetAsync($"/datasets?plugin_id=shop&limit=2&cursor={first["next_cursor"].GetString()}", tenant);

        Assert.Equal([ids[2], ids[1]], first["items"].EnumerateArray().Select(d => d.GetProperty("dataset_id").GetGuid()));
        Assert.Equal([ids[0]], second["items"].EnumerateArray().Select(d => d.GetProperty("dataset_id").GetGuid()));
        Assert.Empty((await host.GetAsync("/datasets?plugin_id=other", tenant))["items"].EnumerateArray());
    }

    [Theory]
    [InlineData("/datasets?limit=0", "ingestion.limit-invalid")]
    [InlineData("/datasets?limit=201", "ingestion.limit-invalid")]
    [InlineData("/datasets?cursor=x", "ingestion.cursor-invalid")]
    public async Task List_BadPaging_IsRefused(string path, string code)
    {
        var answer = await host.GetAsync(path, tenant);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/versions")]
    [InlineData("/preview")]
    public async Task Get_OfAnotherTenant_IsAsUnknown(string suffix)
    {
        var id = (await UploadAsync()).DatasetId;

        var foreign = await host.GetAsync($"/datasets/{id}{suffix}", "stranger");

        Assert.Equal((HttpStatusCode.NotFound, "ingestion.dataset-unknown"), (foreign.Status, foreign.Code));
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync($"/datasets/{id}{suffix}", tenant)).Status);
    }

    [Fact]
    public async Task Send_ByAKeyForOneDataset_ReachesThatAlone()
    {
        var (granted, other) = ((await UploadAsync()).DatasetId, (await UploadAsync()).DatasetId);

        var listed = await SendAsync(HttpMethod.Get, "/datasets");
        Assert.Equal([granted], listed["items"].EnumerateArray().Select(d => d.GetProperty("dataset_id").GetGuid()));
        foreach (var suffix in new[] { "", "/versions", "/preview", "/profile", "/model" })
        {
            var unknown = await SendAsync(HttpMethod.Get, $"/datasets/{other}{suffix}");
            Assert.Equal((HttpStatusCode.NotFound, "ingestion.dataset-unknown"), (unknown.Status, unknown.Code));
        }

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, $"/datasets/{granted}/preview")).Status);
        Assert.Equal("ingestion.dataset-unknown", (await SendAsync(HttpMethod.Delete, $"/datasets/{other}")).Code);
        foreach (var (method, path) in new[] { (HttpMethod.Get, "/jobs"), (HttpMethod.Post, "/upload/sales") })
        {
            var refused = await SendAsync(method, path);
            Assert.Equal((HttpStatusCode.Forbidden, "identity.dataset-grant"), (refused.Status, refused.Code));
        }

        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync($"/datasets/{other}", tenant)).Status);

        Task<Answer> SendAsync(HttpMethod method, string path) => host.SendAsync(new HttpRequestMessage(method, path), tenant, Roles.Editor, [granted]);
    }

    [Fact]
    public async Task Upload_ToAnotherTenantsDataset_IsAsUnknown()
    {
        var id = (await UploadAsync()).DatasetId;

        var foreign = await host.UploadAsync(ShopModel.Csv, query: $"?dataset_id={id}", tenant: "stranger");

        Assert.Equal((HttpStatusCode.NotFound, "ingestion.dataset-unknown"), (foreign.Status, foreign.Code));
    }

    [Fact]
    public async Task Preview_ShowsRowsWithoutHiddenColumns()
    {
        var id = (await UploadAsync()).DatasetId;

        var preview = await host.GetAsync($"/datasets/{id}/preview?table=orders&limit=1", tenant);

        var row = Assert.Single(preview["rows"].EnumerateArray());
        Assert.Equal("19.90", row.GetProperty("total").GetRawText());
        Assert.False(row.TryGetProperty("secret", out _));
    }

    [Fact]
    public async Task Delete_ThenRestore_HidesAndBringsBack()
    {
        var id = (await UploadAsync()).DatasetId;

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, $"/datasets/{id}")).Status);
        Assert.Equal("ingestion.dataset-deleted", (await host.GetAsync($"/datasets/{id}", tenant)).Code);
        Assert.Empty((await host.GetAsync("/datasets", tenant))["items"].EnumerateArray());
        Assert.Equal("ingestion.dataset-deleted", (await host.UploadAsync(ShopModel.Csv, query: $"?dataset_id={id}", tenant: tenant)).Code);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Post, $"/datasets/{id}/restore")).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync($"/datasets/{id}", tenant)).Status);
        Assert.Single(await host.MessagesAsync<DatasetDeleted>(), m => m.GetProperty("DatasetId").GetGuid() == id);
        Assert.Equal(
            ["dataset.uploaded", "dataset.deleted", "dataset.uploaded", "dataset.restored"],
            (await host.MessagesAsync<AuditRecorded>()).Where(m => m.GetProperty("TenantId").GetString() == tenant).Select(m => m.GetProperty("Action").GetString()));
    }

    [Fact]
    public async Task List_WithTheDeletedOnes_TellsWhichTheyAre()
    {
        var (kept, deleted) = ((await UploadAsync()).DatasetId, (await UploadAsync()).DatasetId);
        await SendAsync(HttpMethod.Delete, $"/datasets/{deleted}");

        var all = (await host.GetAsync("/datasets?plugin_id=shop&deleted=true", tenant))["items"].EnumerateArray().ToDictionary(d => d.GetProperty("dataset_id").GetGuid());

        Assert.Equal(JsonValueKind.String, all[deleted].GetProperty("deleted_at").ValueKind);
        Assert.Equal(JsonValueKind.Null, all[kept].GetProperty("deleted_at").ValueKind);
        Assert.Equal([kept], (await host.GetAsync("/datasets", tenant))["items"].EnumerateArray().Select(d => d.GetProperty("dataset_id").GetGuid()));
    }

    [Fact]
    public async Task Preview_OfAnEarlierVersion_ShowsItsRows()
    {
        var id = (await UploadAsync()).DatasetId;
        await host.UploadAsync("order_id,order_date\nZ,2026-05-01\n", query: $"?dataset_id={id}", tenant: tenant);

        Assert.Equal(3, (await host.GetAsync($"/datasets/{id}/preview?version=1&table=orders", tenant))["rows"].GetArrayLength());
        Assert.Equal(1, (await host.GetAsync($"/datasets/{id}/preview", tenant))["rows"].GetArrayLength());
    }

    [Fact]
    public async Task Restore_DatasetWithFindings_TellsThemAgain()
    {
        var id = (await host.UploadAsync("customer_id\nC\n", "customers", tenant: tenant)).DatasetId;
        await host.QueryAsync<int>(
            """
            UPDATE ingestion.versions SET findings = '[{"code": "data.key-not-unique", "table": "customers", "columns": ["customer_id"], "rows": 2, "message": "twice"}]'
            WHERE dataset_id = @id RETURNING 1
            """,
            new { id });
        await SendAsync(HttpMethod.Delete, $"/datasets/{id}");

        await SendAsync(HttpMethod.Post, $"/datasets/{id}/restore");
        await SendAsync(HttpMethod.Post, $"/datasets/{id}/restore");

        var restored = Assert.Single(await host.MessagesAsync<DatasetRestored>(), m => m.GetProperty("DatasetId").GetGuid() == id);
        Assert.Equal((1, "shop"), (restored.GetProperty("Version").GetInt32(), restored.GetProperty("PluginId").GetString()));
        Assert.Equal("twice", Assert.Single(restored.GetProperty("Findings").EnumerateArray()).GetProperty("Message").GetString());
    }

    [Fact]
    public async Task Delete_AsViewer_IsForbidden()
    {
        var id = (await UploadAsync()).DatasetId;

        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(HttpMethod.Delete, $"/datasets/{id}", Roles.Viewer)).Status);
    }

    [Fact]
    public async Task Catalog_ForServices_TellsTablesPartsAndValues()
    {
        var id = (await UploadAsync()).DatasetId;
        await host.UploadAsync("order_id,order_date,region,quantity\nB,2026-05-01,South,10\n", query: $"?dataset_id={id}&mode=append", tenant: tenant);

        var catalog = await host.GetAsync($"/internal/datasets/{id}/versions/2/catalog", tenant, Roles.Service);

        var tables = catalog["tables"].EnumerateArray().ToDictionary(t => t.GetProperty("name").GetString()!);
        Assert.Equal(0, tables["customers"].GetProperty("parts").GetArrayLength());
        Assert.Equal(("shop__orders", 2, 4), (tables["orders"].GetProperty("physical_name").GetString(), tables["orders"].GetProperty("parts").GetArrayLength(), tables["orders"].GetProperty("rows").GetInt32()));
        var columns = tables["orders"].GetProperty("columns").EnumerateArray().ToDictionary(c => c.GetProperty("name").GetString()!);
        Assert.Equal(["North", "South"], columns["region"].GetProperty("distinct_values").EnumerateArray().Select(v => v.GetString()));
        Assert.True(columns["region"].GetProperty("values_complete").GetBoolean());
        Assert.Equal("1..10", $"{columns["quantity"].GetProperty("minimum").GetString()}..{columns["quantity"].GetProperty("maximum").GetString()}");
        Assert.Equal("2026-05-01T00:00:00", columns["order_date"].GetProperty("maximum").GetString());
    }

    [Fact]
    public async Task Catalog_ForClients_IsForbidden()
    {
        var id = (await UploadAsync()).DatasetId;

        Assert.Equal(HttpStatusCode.Forbidden, (await host.GetAsync($"/internal/datasets/{id}/versions/1/catalog", tenant, Roles.Admin)).Status);
    }

    [Fact]
    public async Task Catalog_UnknownVersion_IsNotFound()
    {
        var id = (await UploadAsync()).DatasetId;

        Assert.Equal("ingestion.version-unknown", (await host.GetAsync($"/internal/datasets/{id}/versions/2/catalog", tenant, Roles.Service)).Code);
    }

    private Task<Answer> UploadAsync() => host.UploadAsync(ShopModel.Csv, tenant: tenant);

    private Task<Answer> SendAsync(HttpMethod method, string path, string role = Roles.Editor) => host.SendAsync(new HttpRequestMessage(method, path), tenant, role);
}
