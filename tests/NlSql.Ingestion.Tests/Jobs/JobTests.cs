using System.Net;
using System.Text;
using System.Text.Json;
using NlSql.Contracts.Messages;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing;

namespace NlSql.Ingestion.Tests.Jobs;

public sealed class JobTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string BadRows = "order_id,order_date\nA,never\nB,2026-01-01\n";
    private readonly IngestionHost host = shared.Host;
    private readonly string tenant = $"t{Guid.NewGuid():N}";

    [Fact]
    public async Task Upload_Async_AnswersAJobThatPublishesTheVersionOnce()
    {
        var accepted = await UploadAsync(ShopModel.Csv);
        var job = await host.EndedAsync(accepted, tenant);

        Assert.Equal((HttpStatusCode.Accepted, $"/jobs/{accepted["job_id"].GetString()}", "queued"), (accepted.Status, accepted.Location, accepted.Body.State()));
        Assert.Equal(("succeeded", "publishing", 3L, 1), (job.Body.State(), job["phase"].GetString(), job["rows"].GetInt64(), job["attempts"].GetInt32()));
        Assert.Equal(Encoding.UTF8.GetByteCount(ShopModel.Csv), job["bytes_total"].GetInt64());
        Assert.Equal(job["bytes_total"].GetInt64(), job["bytes"].GetInt64());
        Assert.Equal((1, "sample", 3), (job["result"].GetProperty("version").GetInt32(), job["result"].GetProperty("dataset_name").GetString(), job["result"].GetProperty("rows").GetInt32()));
        Assert.Equal(job["dataset_id"].GetGuid(), Assert.Single(await MessagesAsync<DatasetVersionPublished>()).GetProperty("DatasetId").GetGuid());
        var record = Assert.Single(await MessagesAsync<AuditRecorded>());
        Assert.Equal(("dataset.uploaded", "succeeded", "tester"), (record.GetProperty("Action").GetString(), record.GetProperty("Outcome").GetString(), record.GetProperty("Actor").GetString()));
        await Eventually.TrueAsync(async () => (await ChunksAsync(job)) == 0, "the file is removed", IngestionHost.Cancel);
    }

    [Fact]
    public async Task Upload_AsyncBehindTheFile_AnswersAJobThatHasEnded()
    {
        var form = new MultipartFormDataContent { { IngestionHost.FileOf(Encoding.UTF8.GetBytes(ShopModel.Csv)), "file", "late.csv" }, { new StringContent("true"), "async" } };

        var accepted = await host.UploadAsync(form, tenant: tenant);

        Assert.Equal((HttpStatusCode.Accepted, $"/jobs/{accepted["job_id"].GetString()}", "succeeded"), (accepted.Status, accepted.Location, accepted.Body.State()));
        var job = await host.GetAsync(accepted.Location!, tenant);
        Assert.Equal((1, 3), (job["result"].GetProperty("version").GetInt32(), job["result"].GetProperty("rows").GetInt32()));
        Assert.Single(await MessagesAsync<DatasetVersionPublished>());
    }

    [Fact]
    public async Task Upload_FileOfSeveralChunks_IsLoadedWholly()
    {
        var csv = new StringBuilder("order_id,order_date,region\n");
        for (var i = 0; i < 60_000; i++)
            csv.Append("order-").Append(i).Append(",2026-01-01 10:00:00,Region of the north ").Append(i % 7).Append('\n');

        var job = await host.EndedAsync(await UploadAsync(csv.ToString()), tenant);

        Assert.True(job["bytes_total"].GetInt64() > 2 << 20);
        Assert.Equal(("succeeded", 60_000), (job.Body.State(), job["result"].GetProperty("rows").GetInt32()));
        Assert.True(job["rows_per_second"].GetDouble() > 0);
    }

    [Fact]
    public async Task Upload_AsyncAsAFieldBeforeTheFile_AndTheOtherFieldsBehindIt_AreAllRead()
    {
        var form = new MultipartFormDataContent { { new StringContent("true"), "async" }, { IngestionHost.FileOf(Encoding.UTF8.GetBytes(BadRows)), "file", "late.csv" }, { new StringContent("skip"), "on_error" }, { new StringContent("Late"), "dataset_name" } };

        var job = await host.EndedAsync(await host.UploadAsync(form, tenant: tenant), tenant);

        Assert.Equal(("succeeded", 1, "Late"), (job.Body.State(), job["rejected"].GetInt32(), job["result"].GetProperty("dataset_name").GetString()));
    }

    [Fact]
    public async Task Upload_WithoutAPlugin_IsTypedAndLoadedAsItsFieldsSay()
    {
        const string csv = "Id;Price;When;Code\n1;1,50;03/04/2026;007\n2;2,25;05/04/2026;008\n";
        const string query = "?async=true&delimiter=;&decimal=,&date_order=dmy&types=code:text&null_values=none";
        var direct = await host.UploadAsync(csv, "prices", query.Replace("async=true&", "", StringComparison.Ordinal), plugin: null, tenant: tenant);

        var job = await host.EndedAsync(await host.UploadAsync(csv, "prices", query, plugin: null, tenant: tenant), tenant);

        Assert.Equal("succeeded", job.Body.State());
        Assert.Equal(direct["columns"].GetRawText(), job["result"].GetProperty("columns").GetRawText());
    }

    [Theory]
    [InlineData("sales", "?async=maybe", "shop", ShopModel.Csv, "ingestion.field-invalid")]
    [InlineData("sales", "?async=true&mode=upsert", "shop", ShopModel.Csv, "ingestion.field-invalid")]
    [InlineData("sales", "?async=true&dataset_id=6f9619ff-8b86-d011-b42d-00c04fc964ff", "shop", ShopModel.Csv, "ingestion.dataset-unknown")]
    [InlineData("nothing", "?async=true", "shop", ShopModel.Csv, "ingestion.table-unknown")]
    [InlineData("sales", "?async=true", "nowhere", ShopModel.Csv, "ingestion.plugin-unknown")]
    [InlineData("sales", "?async=true", "shop", "", "ingestion.file-empty")]
    public async Task Upload_ThatCanBeRefusedAtOnce_IsAndMakesNoJob(string table, string query, string plugin, string csv, string code)
    {
        var answer = await host.UploadAsync(csv, table, query, plugin, tenant);

        Assert.Equal(code, answer.Code);
        Assert.Empty((await host.GetAsync("/jobs", tenant))["items"].EnumerateArray());
        Assert.Equal("rejected", Assert.Single(await MessagesAsync<AuditRecorded>()).GetProperty("Outcome").GetString());
    }

    [Fact]
    public async Task Upload_WithBadRows_FailsWithTheProblemThatARequestWouldGet()
    {
        var job = await host.EndedAsync(await UploadAsync(BadRows), tenant);

        var problem = job["problem"];
        Assert.Equal(("failed", "loading", 1), (job.Body.State(), job["phase"].GetString(), job["rejected"].GetInt32()));
        Assert.Equal(("ingestion.rows-rejected", "urn:nlsql:problem:ingestion.rows-rejected", 422), (problem.GetProperty("code").GetString(), problem.GetProperty("type").GetString(), problem.GetProperty("status").GetInt32()));
        Assert.Equal(2, Assert.Single(problem.GetProperty("issues").EnumerateArray()).GetProperty("line").GetInt32());
        var record = Assert.Single(await MessagesAsync<AuditRecorded>());
        Assert.Equal(("dataset.uploaded", "rejected"), (record.GetProperty("Action").GetString(), record.GetProperty("Outcome").GetString()));
        Assert.DoesNotContain("never", record.GetRawText(), StringComparison.Ordinal);
        var listed = Assert.Single((await host.GetAsync("/jobs", tenant))["items"].EnumerateArray()).GetProperty("problem");
        Assert.Equal("ingestion.rows-rejected", listed.GetProperty("code").GetString());
        Assert.False(listed.TryGetProperty("issues", out _));
    }

    [Fact]
    public async Task Upload_SameBytesAgain_SucceedsWithTheVersionThatExists()
    {
        var first = await host.UploadAsync(ShopModel.Csv, tenant: tenant);

        var job = await host.EndedAsync(await UploadAsync(ShopModel.Csv, $"&dataset_id={first.DatasetId}"), tenant);

        Assert.Equal(("succeeded", 1, true), (job.Body.State(), job["result"].GetProperty("version").GetInt32(), job["result"].GetProperty("unchanged").GetBoolean()));
        Assert.Single(await MessagesAsync<DatasetVersionPublished>());
    }

    [Fact]
    public async Task Upload_RepeatedWithItsIdempotencyKey_IsTheSameJobAndLaterTheSameAnswer()
    {
        var key = Guid.NewGuid().ToString("N");
        await host.UploadAsync(ShopModel.Csv, tenant: $"other{tenant}");
        Answer first, again;
        await using (await Gate.BeforeAttachAsync(host))
        {
            first = await UploadAsync(ShopModel.Csv, key: key);
            again = await UploadAsync(ShopModel.Csv, key: key);
            Assert.Equal("ingestion.idempotency-key-reused", (await host.UploadAsync("customer_id\nC\n", "customers", "?async=true", tenant: tenant, idempotencyKey: key)).Code);
        }

        var job = await host.EndedAsync(first, tenant);
        var later = await UploadAsync(ShopModel.Csv, key: key);

        Assert.Equal(first["job_id"].GetGuid(), again["job_id"].GetGuid());
        Assert.Equal((HttpStatusCode.OK, job["dataset_id"].GetGuid(), true), (later.Status, later.DatasetId, later["unchanged"].GetBoolean()));
        Assert.Single(await MessagesAsync<DatasetVersionPublished>());
    }

    [Fact]
    public async Task Upload_AgainWithTheKeyOfAJobThatFailed_IsANewJob()
    {
        var key = Guid.NewGuid().ToString("N");
        var failed = await host.EndedAsync(await UploadAsync(BadRows, key: key), tenant);

        var job = await host.EndedAsync(await UploadAsync(ShopModel.Csv, key: key), tenant);

        Assert.Equal(("failed", "succeeded"), (failed.Body.State(), job.Body.State()));
    }

    [Fact]
    public async Task Jobs_OfAnotherTenant_AreAsUnknown()
    {
        var accepted = await UploadAsync(ShopModel.Csv);
        await host.EndedAsync(accepted, tenant);

        Assert.Equal("ingestion.job-unknown", (await host.GetAsync(accepted.Location!, "stranger")).Code);
        Assert.Equal("ingestion.job-unknown", (await host.GetAsync(accepted.Location + "/events", "stranger")).Code);
        Assert.Equal("ingestion.job-unknown", (await host.SendAsync(new HttpRequestMessage(HttpMethod.Delete, accepted.Location), "stranger")).Code);
        Assert.Empty((await host.GetAsync("/jobs", $"s{tenant}"))["items"].EnumerateArray());
    }

    [Fact]
    public async Task List_MoreThanAPage_IsPagedNewestFirst()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
            ids.Add((await UploadAsync(ShopModel.Csv))["job_id"].GetGuid());

        var first = await host.GetAsync("/jobs?limit=2", tenant);
        var second = await host.GetAsync($"/jobs?limit=2&cursor={first["next_cursor"].GetString()}", tenant);

        Assert.Equal([ids[2], ids[1]], first["items"].EnumerateArray().Select(j => j.GetProperty("job_id").GetGuid()));
        Assert.Equal([ids[0]], second["items"].EnumerateArray().Select(j => j.GetProperty("job_id").GetGuid()));
        Assert.Equal("ingestion.limit-invalid", (await host.GetAsync("/jobs?limit=0", tenant)).Code);
        Assert.Equal("ingestion.cursor-invalid", (await host.GetAsync("/jobs?cursor=x", tenant)).Code);
    }

    [Fact]
    public async Task Cancel_AsViewer_IsForbidden()
    {
        var accepted = await UploadAsync(ShopModel.Csv);

        Assert.Equal(HttpStatusCode.Forbidden, (await host.SendAsync(new HttpRequestMessage(HttpMethod.Delete, accepted.Location), tenant, Roles.Viewer)).Status);
        await host.EndedAsync(accepted, tenant);
    }

    private Task<Answer> UploadAsync(string csv, string query = "", string? key = null) =>
        host.UploadAsync(csv, query: "?async=true" + query, tenant: tenant, idempotencyKey: key);

    private async Task<List<JsonElement>> MessagesAsync<T>() =>
        [.. (await host.MessagesAsync<T>()).Where(m => m.GetProperty("TenantId").GetString() == tenant)];

    private async Task<long> ChunksAsync(Answer job) =>
        (await host.QueryAsync<long>("SELECT count(*) FROM ingestion.job_chunks WHERE job_id = @id", new { id = job["job_id"].GetGuid() }))[0];
}
