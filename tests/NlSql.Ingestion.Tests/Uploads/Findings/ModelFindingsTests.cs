using System.Net;
using System.Text.Json;
using Dapper;
using NlSql.Contracts.Messages;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.SemanticModel.Definitions;
using NlSql.Testing.Servers;

namespace NlSql.Ingestion.Tests.Uploads.Findings;

/// <summary>Rows that contradict the declared keys and relationships are taken, and said.</summary>
public sealed class ModelFindingsTests(TestServers servers) : IAsyncLifetime
{
    private IngestionHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await IngestionHost.StartAsync(servers);
        host.Registry.Models["shop"] = Declared();
    }

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Upload_RowsThatFit_HasNoFindings()
    {
        var customers = await UploadCustomersAsync("C1", "C2");

        var orders = await UploadOrdersAsync(customers.DatasetId, ("A1", 1, "C1"), ("A1", 2, "C2"), ("A2", 1, ""));

        Assert.Empty(orders["model_findings"].EnumerateArray());
    }

    [Fact]
    public async Task Upload_KeyTwice_IsTakenWithFindingWarningAndMessage()
    {
        var answer = await UploadOrdersAsync(null, ("A1", 1, ""), ("A1", 1, ""), ("A1", 2, ""), ("A2", 7, ""));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var finding = Assert.Single(answer["model_findings"].EnumerateArray());
        Assert.Equal(("data.key-not-unique", "orders", 2L), Of(finding));
        Assert.Equal(["order_id", "quantity"], finding.GetProperty("columns").EnumerateArray().Select(c => c.GetString()));
        Assert.Contains("2 rows of 'orders' share order_id, quantity with another row, which the model declares unique.", answer["warnings"].EnumerateArray().Select(w => w.GetString()));
        var sent = Assert.Single(await host.MessagesAsync<DatasetVersionPublished>());
        Assert.Equal("data.key-not-unique", Assert.Single(sent.GetProperty("Findings").EnumerateArray()).GetProperty("Code").GetString());
    }

    [Fact]
    public async Task Upload_KeyTwiceOnTheOneSide_NamesTheRelationshipThatCountsOnIt()
    {
        var answer = await UploadCustomersAsync("C1", "C1", "C2");

        Assert.Equal(
            [("data.key-not-unique", "customers", 2L), ("data.cardinality-violated", "customers", 2L)],
            answer["model_findings"].EnumerateArray().Select(Of));
        Assert.Equal("order_customer", answer["model_findings"][1].GetProperty("relationship").GetString());
    }

    [Fact]
    public async Task Upload_RowsWithoutPartner_CountsThoseThatNameOne()
    {
        var customers = await UploadCustomersAsync("C1");

        var orders = await UploadOrdersAsync(customers.DatasetId, ("A1", 1, "C1"), ("A2", 1, "C9"), ("A3", 1, "C9"), ("A4", 1, ""));

        var finding = Assert.Single(orders["model_findings"].EnumerateArray());
        Assert.Equal(("data.rows-without-partner", "orders", 2L), Of(finding));
        Assert.Equal("2 rows of 'orders' name a customer_id that 'customers' does not have.", finding.GetProperty("message").GetString());
        Assert.DoesNotContain(orders["warnings"].EnumerateArray(), w => w.GetString()!.Contains("customers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Upload_KeyRepeatedAcrossParts_IsFoundOverAllPartsOfTheVersion()
    {
        var first = await UploadOrdersAsync(null, ("A1", 1, ""), ("A2", 1, ""));

        var second = await UploadOrdersAsync(first.DatasetId, "&mode=append", ("A1", 1, ""), ("A3", 1, ""));

        Assert.Empty(first["model_findings"].EnumerateArray());
        Assert.Equal(("data.key-not-unique", "orders", 2L), Of(Assert.Single(second["model_findings"].EnumerateArray())));
    }

    [Fact]
    public async Task Dataset_AfterAnotherTablesUpload_KeepsWhatStillHoldsAndForgetsWhatIsMended()
    {
        var customers = await UploadCustomersAsync("C1", "C1");
        var orders = await UploadOrdersAsync(customers.DatasetId, ("A1", 1, "C1"));
        await UploadCustomersAsync(customers.DatasetId, "C1", "C2");

        var versions = (await host.GetAsync($"/datasets/{customers.DatasetId}"))["versions"].EnumerateArray().ToList();

        Assert.Equal(["data.key-not-unique", "data.cardinality-violated"], Codes(orders.Body.GetProperty("model_findings")));
        Assert.Equal([3, 2, 1], versions.Select(v => v.GetProperty("version").GetInt32()));
        Assert.Equal([0, 2, 2], versions.Select(v => v.GetProperty("model_findings").GetArrayLength()));
    }

    [Fact]
    public async Task Upload_SameBytesAgain_RepeatsTheFindingsOfItsVersion()
    {
        var first = await UploadCustomersAsync("C1", "C1");

        var second = await UploadCustomersAsync(first.DatasetId, "C1", "C1");

        Assert.True(second["unchanged"].GetBoolean());
        Assert.Equal(Codes(first["model_findings"]), Codes(second["model_findings"]));
    }

    [Fact]
    public async Task Upload_CheckThatTakesTooLong_IsPublishedAndSaysThatItWasNotChecked()
    {
        await host.DisposeAsync();
        host = await IngestionHost.StartAsync(servers, ("Uploads:MaximumModelCheckSeconds", "1"));
        host.Registry.Models["shop"] = Declared();
        var first = await UploadOrdersAsync(null, ("A1", 1, ""));
        var part = Assert.Single(await host.QueryAsync<string>("SELECT oid::regclass::text FROM pg_class WHERE relnamespace = 'data'::regnamespace AND relname LIKE 'part\\_%' AND relkind = 'r'"));
        await using var other = await host.OpenAsOwnerAsync();
        await using var holding = await other.BeginTransactionAsync(IngestionHost.Cancel);
        await other.ExecuteAsync($"LOCK TABLE {part} IN ACCESS EXCLUSIVE MODE", transaction: holding);

        var second = await UploadOrdersAsync(first.DatasetId, "&mode=append", ("A2", 1, ""));

        Assert.Equal((HttpStatusCode.OK, 2), (second.Status, second.Version));
        Assert.Equal(["data.not-checked"], Codes(second["model_findings"]));
    }

    private static ModelDefinition Declared()
    {
        var model = ShopModel.Create("v2", ShopModel.Column("customer_id", ColumnType.Text, ColumnKind.Id));
        return model with
        {
            Tables = [model.Tables[0] with { UniqueKeys = [["order_id", "quantity"]] }, model.Tables[1] with { PrimaryKey = ["customer_id"] }],
            Relationships =
            [
                new RelationshipDefinition
                {
                    Name = "order_customer", FromTable = "orders", FromColumns = ["customer_id"], ToTable = "customers", ToColumns = ["customer_id"],
                },
            ],
        };
    }

    private static (string?, string?, long) Of(JsonElement finding) =>
        (finding.GetProperty("code").GetString(), finding.GetProperty("table").GetString(), finding.GetProperty("rows").GetInt64());

    private static List<string?> Codes(JsonElement findings) => [.. findings.EnumerateArray().Select(f => f.GetProperty("code").GetString())];

    private Task<Answer> UploadCustomersAsync(params string[] ids) => host.UploadAsync(Customers(ids), "customers");

    private Task<Answer> UploadCustomersAsync(Guid dataset, params string[] ids) => host.UploadAsync(Customers(ids), "customers", $"?dataset_id={dataset}");

    private static string Customers(string[] ids) => $"customer_id,city\n{string.Concat(ids.Select((id, i) => $"{id},City {i}\n"))}";

    private Task<Answer> UploadOrdersAsync(Guid? dataset, params (string Order, int Quantity, string Customer)[] rows) => UploadOrdersAsync(dataset, "", rows);

    private Task<Answer> UploadOrdersAsync(Guid? dataset, string more, params (string Order, int Quantity, string Customer)[] rows) => host.UploadAsync(
        $"order_id,order_date,quantity,customer_id\n{string.Concat(rows.Select(r => $"{r.Order},2026-01-05,{r.Quantity},{r.Customer}\n"))}",
        query: dataset is null ? "" : $"?dataset_id={dataset}{more}");
}
