using System.Text.Json.Nodes;
using NlSql.Ingestion.Models;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Tests.Models;

/// <summary>What an owner said survives new data as far as it is about what is still there.</summary>
public sealed class KeptModelTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly ModelFixture models = new(shared.Host);

    private static readonly string[] Rows = ["order no|day|region|amount|salary", "1|2024-01-30|North|10.50|100", "2|2024-01-31|South|7.00|200", "3|2024-02-01|North|1.25|300"];

    [Fact]
    public async Task Upload_AfterAnEdit_KeepsWhatWasSaid()
    {
        var id = await models.CreateAsync(ModelFixture.Table("orders", Rows));
        await EditAsync(id, m =>
        {
            m.Named("metrics", "total_amount")["synonyms"] = new JsonArray("turnover");
            m["metrics"]!.AsArray().Add(Json("""{"name": "double", "label": "Double", "type": "derived", "expression": "total_amount * 2"}"""));
            Remove(m["metrics"]!.AsArray(), "average_amount");
            m.Named("tables", "orders").Named("columns", "region")["label"] = "Sales area";
        });

        var stored = await models.UploadAsync(id, ModelFixture.Table("orders", [.. Rows.Select((r, i) => i == 0 ? $"{r}|quantity" : $"{r}|{i}")]));

        Assert.True(stored.Edited);
        Assert.Equal(["turnover"], stored.Model.FindMetric("total_amount")!.Synonyms);
        Assert.NotNull(stored.Model.FindMetric("double"));
        Assert.Null(stored.Model.FindMetric("average_amount"));
        Assert.NotNull(stored.Model.FindMetric("total_quantity"));
        Assert.Equal("Sales area", Column(stored, "region").Label);
        Assert.Equal("Quantity", Column(stored, "quantity").Label);
    }

    [Fact]
    public async Task Upload_WithoutAColumn_DropsWhatWasBuiltOnItAndSaysSo()
    {
        var id = await models.CreateAsync(ModelFixture.Table("orders", Rows));
        await EditAsync(id, m =>
        {
            m["metrics"]!.AsArray().Add(Json("""{"name": "margin", "label": "Margin", "type": "simple", "table": "orders", "aggregate": "sum", "expression": "amount - salary"}"""));
            m["metrics"]!.AsArray().Add(Json("""{"name": "double_margin", "label": "Double margin", "type": "derived", "expression": "margin * 2"}"""));
            m["metrics"]!.AsArray().Add(Json("""{"name": "small", "label": "Small", "type": "simple", "table": "orders", "aggregate": "count", "filter": "amount < 5"}"""));
        });

        var stored = await models.UploadAsync(id, ModelFixture.Table("orders", [.. Rows.Select(r => r[..r.LastIndexOf('|')])]));

        Assert.Null(stored.Model.FindMetric("margin"));
        Assert.Null(stored.Model.FindMetric("double_margin"));
        Assert.NotNull(stored.Model.FindMetric("small"));
        Assert.Contains(stored.Notes, n => n.Text.StartsWith("The metric 'margin' no longer fits", StringComparison.Ordinal));
        Assert.Contains(stored.Notes, n => n.Text.StartsWith("The metric 'double_margin' no longer fits", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Upload_AColumnOfAnotherType_IsDraftedAnew()
    {
        var id = await models.CreateAsync(ModelFixture.Table("orders", Rows));
        await EditAsync(id, m => m.Named("tables", "orders").Named("columns", "amount")["label"] = "Money");

        var stored = await models.UploadAsync(id, ModelFixture.Table("orders", [Rows[0], .. Rows[1..].Select(r => r.Replace(".", "x", StringComparison.Ordinal))]));

        Assert.Equal((ColumnType.Text, "Amount"), (Column(stored, "amount").Type, Column(stored, "amount").Label));
    }

    [Fact]
    public async Task Upload_AHiddenColumn_StaysHiddenInAnotherTypeAndAfterItWasAway()
    {
        var id = await models.CreateAsync(ModelFixture.Table("orders", Rows));
        await EditAsync(id, Hide);

        var texts = await models.UploadAsync(id, ModelFixture.Table("orders", [Rows[0], .. Rows[1..].Select(r => $"{r} EUR or so")]));
        var away = await models.UploadAsync(id, ModelFixture.Table("orders", [.. Rows.Select(r => r[..r.LastIndexOf('|')])]));
        var back = await models.UploadAsync(id, ModelFixture.Table("orders", Rows));

        Assert.Equal((ColumnType.Text, ColumnVisibility.Hidden), (Column(texts, "salary").Type, Column(texts, "salary").Visibility));
        Assert.Null(away.Model.FindTable("orders")!.FindColumn("salary"));
        Assert.Equal(ColumnVisibility.Hidden, Column(back, "salary").Visibility);
        Assert.Contains("orders.salary", back.Model.Policy.ForbiddenColumns);
    }

    [Fact]
    public async Task Upload_ARowFilterThatCannotBeKept_ClosesItsTable()
    {
        var (orders, stores) = (ModelFixture.Table("orders", Rows), ModelFixture.Table("stores", "store id|city", "91|Rome", "92|Oslo"));
        var id = await models.CreateAsync(orders, stores);
        await EditAsync(id, m =>
        {
            m["policy"]!["roles"] = new JsonArray("clerk");
            m["policy"]!["row_filters"] = new JsonArray(Json("""{"table": "orders", "filter": "region = 'North'", "roles": []}"""));
        });

        var kept = await models.UploadAsync(id, orders, stores);
        var closed = await models.UploadAsync(id, ModelFixture.Table("orders", "order no|day|amount", "1|2024-01-30|10.50", "2|2024-01-31|5"), stores);

        Assert.Single(kept.Model.Policy.RowFilters);
        Assert.Equal(["stores"], closed.Model.Tables.Select(t => t.Name));
        Assert.Contains(closed.Notes, n => n.Text.Contains("row filter", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Upload_AfterARelationshipWasTakenAway_DoesNotBringItBack()
    {
        var (orders, customers) = (ModelFixture.Table("orders", "order no|customer id|amount", "1|10|5", "2|11|6", "3|10|7"), ModelFixture.Table("customers", "customer id|name", "10|Ann", "11|Bob"));
        var id = await models.CreateAsync(orders, customers);
        await EditAsync(id, m => m["relationships"] = new JsonArray());

        var stored = await models.UploadAsync(id, orders, customers);

        Assert.Empty(stored.Model.Relationships);
    }

    [Fact]
    public async Task Upload_AKeyThatIsNoneAnyMore_IsNotJoinedAlong()
    {
        var claims = ModelFixture.Table("claims", "claim no|handler code|amount", "1|701|5", "2|702|7", "3|703|9", "4|701|2");
        var id = await models.CreateAsync(claims, ModelFixture.Table("staff", "id|name", "701|Ann", "702|Bob", "703|Cid", "704|Dan"));
        await models.PostAsync(id, "/proposals/claims.handler_code~staff.id", """{"accept": true}""");

        var same = await models.UploadAsync(id, claims, ModelFixture.Table("staff", "id|name", "701|Ann", "702|Bob", "703|Cid", "704|Dan", "705|Eve"));
        var twice = await models.UploadAsync(id, claims, ModelFixture.Table("staff", "id|name", "701|Ann", "701|Bob", "702|Bob", "703|Cid"));

        Assert.Single(same.Model.Relationships);
        Assert.Empty(twice.Model.Relationships);
        Assert.Contains(twice.Notes, n => n.Text.StartsWith("The relationship", StringComparison.Ordinal));
    }

    private async Task EditAsync(Guid id, Action<JsonObject> change)
    {
        var answer = await models.EditAsync(id, change);
        Assert.True(answer.Code is null, answer.Body.ToString());
    }

    private static void Hide(JsonObject model)
    {
        model.Named("tables", "orders").Named("columns", "salary")["visibility"] = "hidden";
        Remove(model["metrics"]!.AsArray(), "average_salary");
    }

    private static void Remove(JsonArray list, string name) => list.Remove(list.Single(i => i!["name"]!.GetValue<string>() == name));

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;

    private static ColumnDefinition Column(StoredModel stored, string name) => stored.Model.FindTable("orders")!.FindColumn(name)!;
}
