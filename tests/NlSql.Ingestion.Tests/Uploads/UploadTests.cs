using System.Net;
using NlSql.Contracts.Messages;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.Testing.Servers;

namespace NlSql.Ingestion.Tests.Uploads;

public sealed class UploadTests(TestServers servers) : IAsyncLifetime
{
    private IngestionHost host = null!;

    public async ValueTask InitializeAsync() => host = await IngestionHost.StartAsync(servers);

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Upload_FileOfPlugin_BecomesVersionOne()
    {
        var answer = await host.UploadAsync(ShopModel.Csv);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(("orders", 1, 3L, 0L), (answer["table"].GetString(), answer.Version, answer["rows"].GetInt64(), answer["rejected"].GetInt64()));
        var rows = await host.QueryAsync<string>(
            "SELECT concat_ws('|', order_id, order_date, region, quantity, total, paid, due, status, ref) FROM data.shop__orders ORDER BY order_id");
        Assert.Equal(
            [
                "A1|2026-01-05 08:30:00|North|2|19.90|t|2026-02-01|Open|6f9619ff-8b86-d011-b42d-00c04fc964ff",
                "A2|2026-01-06 00:00:00|South|1|5.00|f|Closed",
                "A3|2026-01-07 10:00:00|North",
            ],
            rows);
    }

    [Fact]
    public async Task Upload_FileOfPlugin_SuggestsQuestionsThatItsTablesAnswer()
    {
        var answer = await host.UploadAsync(ShopModel.Csv);

        Assert.Equal(["total revenue", "revenue in North"], answer["examples"].EnumerateArray().Select(e => e.GetString()));
    }

    [Fact]
    public async Task Upload_Published_LeavesOneEventAndOneAuditRecord()
    {
        var answer = await host.UploadAsync(ShopModel.Csv);

        var published = Assert.Single(await host.MessagesAsync<DatasetVersionPublished>());
        Assert.Equal(answer.DatasetId, published.GetProperty("DatasetId").GetGuid());
        var audit = Assert.Single(await host.MessagesAsync<AuditRecorded>());
        Assert.Equal("dataset.uploaded succeeded", $"{audit.GetProperty("Action").GetString()} {audit.GetProperty("Outcome").GetString()}");
    }

    [Fact]
    public async Task Upload_SameBytesAgain_AnswersTheVersionThatExists()
    {
        var first = await host.UploadAsync(ShopModel.Csv);

        var second = await host.UploadAsync(ShopModel.Csv, query: $"?dataset_id={first.DatasetId}");

        Assert.True(second["unchanged"].GetBoolean());
        Assert.Equal(1, second.Version);
        Assert.Single(await host.MessagesAsync<DatasetVersionPublished>());
        Assert.Equal(5, (await host.TracesAsync()).Count);
    }

    [Fact]
    public async Task Upload_SameBytesUnderChangedPlugin_IsANewVersion()
    {
        var first = await host.UploadAsync(ShopModel.Csv);
        host.Registry.Models["shop"] = ShopModel.Create("v2", ShopModel.Column("note", SemanticModel.Definitions.ColumnType.Text, SemanticModel.Definitions.ColumnKind.Text));

        var second = await host.UploadAsync(ShopModel.Csv, query: $"?dataset_id={first.DatasetId}");

        Assert.Equal((HttpStatusCode.OK, 2), (second.Status, second.Version));
    }

    [Fact]
    public async Task Upload_Append_KeepsEarlierRows()
    {
        var first = await host.UploadAsync(ShopModel.Csv);

        var second = await host.UploadAsync("order_id,order_date\nB1,2026-02-01\n", query: $"?dataset_id={first.DatasetId}&mode=append");

        var details = await host.GetAsync($"/datasets/{first.DatasetId}");
        Assert.Equal((2, 4L, 2), (second.Version, details["rows"].GetInt64(), details["tables"][0].GetProperty("parts").GetInt32()));
    }

    [Fact]
    public async Task Upload_OtherTable_SharesTheFirstTablesParts()
    {
        var first = await host.UploadAsync(ShopModel.Csv);

        await host.UploadAsync("customer_id,city\nC1,Riga\n", "customers", $"?dataset_id={first.DatasetId}");

        var details = await host.GetAsync($"/datasets/{first.DatasetId}");
        Assert.Equal(["customers", "orders"], details["tables"].EnumerateArray().Select(t => t.GetProperty("name").GetString()));
        Assert.Equal(2, details.Version);
    }

    [Fact]
    public async Task Upload_FieldsAfterTheFile_AreHeeded()
    {
        var first = await host.UploadAsync(ShopModel.Csv);
        var form = new MultipartFormDataContent
        {
            { IngestionHost.FileOf("order_id,order_date\nB1,2026-02-01\n"u8.ToArray()), "file", "more.csv" },
            { new StringContent(first.DatasetId.ToString()), "dataset_id" },
            { new StringContent("append"), "mode" },
        };

        var second = await host.UploadAsync(form);

        Assert.Equal((first.DatasetId, 2), (second.DatasetId, second.Version));
    }

    [Fact]
    public async Task Upload_ManyAtOnceToOneDataset_MakesVersionsWithoutGap()
    {
        var first = await host.UploadAsync(ShopModel.Csv);

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(i =>
            host.UploadAsync($"order_id,order_date\nP{i},2026-03-01\n", query: $"?dataset_id={first.DatasetId}&mode=append")));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        Assert.Equal([2, 3], answers.Select(a => a.Version).Order());
        Assert.Equal(5, (await host.GetAsync($"/datasets/{first.DatasetId}"))["rows"].GetInt64());
    }

    [Fact]
    public async Task Upload_SkipBadRows_PublishesTheGoodOnesAndReportsTheOthers()
    {
        var answer = await host.UploadAsync("order_id,order_date,quantity\nA,2026-01-01,1\nB,yesterday,2\nC,2026-01-03,many\n", query: "?on_error=skip");

        Assert.Equal((1L, 2L), (answer["rows"].GetInt64(), answer["rejected"].GetInt64()));
        Assert.Equal(
            ["3 ingestion.cell-not-timestamp", "4 ingestion.cell-not-integer"],
            answer["rejects"].EnumerateArray().Select(r => $"{r.GetProperty("line").GetInt64()} {r.GetProperty("code").GetString()}"));
        Assert.Equal(["A"], await host.QueryAsync<string>("SELECT value FROM ingestion.part_values"));
    }

    [Fact]
    public async Task Upload_Gzip_IsTheSameContentAsPlain()
    {
        var first = await host.UploadAsync(ShopModel.Csv);

        var second = await host.UploadAsync(Gzip.Of(ShopModel.Csv), query: $"?dataset_id={first.DatasetId}");

        Assert.True(second["unchanged"].GetBoolean());
    }

    [Fact]
    public async Task Upload_SemicolonsAndByteOrderMark_AreUnderstood()
    {
        var answer = await host.UploadAsync("\uFEFForder_id;order_date;region\nA;2026-01-01;\"Nord; Süd\"\n");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["Nord; Süd"], await host.QueryAsync<string>("SELECT region FROM data.shop__orders"));
    }

    [Fact]
    public async Task Upload_UnknownColumns_AreIgnoredWithAWarning()
    {
        var answer = await host.UploadAsync("order_id,order_date,weather\nA,2026-01-01,rain\n");

        Assert.Contains("weather", answer["warnings"][0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_SameIdempotencyKey_IsDoneOnce()
    {
        var first = await host.UploadAsync(ShopModel.Csv, idempotencyKey: "key-1");

        var second = await host.UploadAsync(ShopModel.Csv, idempotencyKey: "key-1");

        Assert.Equal((first.DatasetId, true), (second.DatasetId, second["unchanged"].GetBoolean()));
        Assert.Single(await host.MessagesAsync<DatasetVersionPublished>());
    }

    [Fact]
    public async Task Upload_RegistryAwayAfterFirstUse_StillWorks()
    {
        await host.UploadAsync(ShopModel.Csv);
        host.Registry.Reachable = false;

        Assert.Equal(HttpStatusCode.OK, (await host.UploadAsync(ShopModel.Csv)).Status);
    }

    [Fact]
    public async Task Upload_ManyRows_AreAllThereAndIndexedByTime()
    {
        var csv = "order_id,order_date,total\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i =>
            $"O{i},{new DateTime(2026, 1, 1).AddMinutes(i):yyyy-MM-dd HH:mm:ss},{i}.{i % 100:00}\n"));

        var answer = await host.UploadAsync(csv);

        Assert.Equal(20_000, answer["rows"].GetInt64());
        Assert.Equal([20_000L], await host.QueryAsync<long>("SELECT count(*) FROM data.shop__orders"));
        Assert.Equal(["brin"], await host.QueryAsync<string>(
            "SELECT a.amname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam WHERE c.relnamespace = 'data'::regnamespace"));
    }
}
