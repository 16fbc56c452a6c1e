using System.Net;
using System.Text.Json.Nodes;
using NlSql.Contracts.Messages;
using NlSql.Drafting.Profiling;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Ingestion.Tests.Models;

public sealed class ModelTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly IngestionHost host = shared.Host;
    private readonly ModelFixture models = new(shared.Host);

    private static readonly TableProfile Orders = ModelFixture.Table(
        "orders", "Order No|Ordered On|Region|Amount|customer id|Mail",
        "1|2024-01-30|North|10.50|10|a@example.com", "2|2024-01-31|South|7.00|11|b@example.com", "3|2024-02-01|North|20.00|10|c@example.com");

    private static readonly TableProfile Customers = ModelFixture.Table("customers", "customer id|Name|City", "10|Ann|Rome", "11|Bob|Oslo", "12|Cid|Bonn");

    private static readonly TableProfile Staff = ModelFixture.Table("staff", "id|name", "701|Ann", "702|Bob", "703|Cid", "704|Dan");

    private static readonly TableProfile Claims = ModelFixture.Table("claims", "claim no|handler code|amount", "1|701|5", "2|702|7", "3|703|9", "4|701|2");

    [Fact]
    public async Task Get_OfADraft_IsTheModelAndItsFiles()
    {
        var id = await models.CreateAsync(Orders, Customers);

        var answer = await models.GetAsync(id);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["orders", "customers"], answer["model"].Names("tables"));
        Assert.Equal("orders.customer_id -> customers.customer_id", Relationship(answer));
        Assert.Equal("umsaetze_2024", answer["model"].GetProperty("plugin").GetProperty("id").GetString());
        Assert.Equal(["insights.yaml", "metrics.yaml", "policy.yaml", "questions.yaml", "schema.yaml"], answer["files"].EnumerateObject().Select(f => f.Name));
        Assert.False(answer["edited"].GetBoolean());
        Assert.Contains(answer["notes"].EnumerateArray(), n => n.GetProperty("column").GetString() == "mail");
        Assert.Equal([answer["model_version"].GetString()!], await host.QueryAsync<string>("SELECT model_version FROM ingestion.dataset_heads WHERE dataset_id = @id", new { id }));
    }

    [Fact]
    public async Task Put_AChangedModel_IsUsedFromNowOnAndAudited()
    {
        var id = await models.CreateAsync(Orders, Customers);
        var before = (await models.GetAsync(id))["model_version"].GetString();

        var answer = await models.EditAsync(id, m => m.Named("metrics", "total_amount")["synonyms"] = new JsonArray("turnover"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.True(answer["edited"].GetBoolean());
        Assert.Contains("turnover", answer["files"].GetProperty("metrics.yaml").GetString(), StringComparison.Ordinal);
        var now = answer["model_version"].GetString();
        Assert.NotEqual(before, now);
        Assert.Equal([now!], await host.QueryAsync<string>("SELECT model_version FROM ingestion.dataset_heads WHERE dataset_id = @id", new { id }));
        var record = Assert.Single(await host.MessagesAsync<AuditRecorded>(), m => m.GetRawText().Contains(id.ToString(), StringComparison.Ordinal));
        Assert.Contains("dataset.model-changed", record.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_WhatGetGave_ChangesNothing()
    {
        var id = await models.CreateAsync(Orders, Customers);
        var given = await models.GetAsync(id);

        var answer = await models.PutAsync(id, given.Body.GetRawText());

        Assert.Equal((HttpStatusCode.OK, given["model_version"].GetString(), false), (answer.Status, answer["model_version"].GetString(), answer["edited"].GetBoolean()));
    }

    [Fact]
    public async Task Put_AChangedFile_ChangesTheModel()
    {
        var id = await models.CreateAsync(Orders, Customers);
        var body = JsonNode.Parse((await models.GetAsync(id)).Body.GetRawText())!;
        body["files"]!["schema.yaml"] = body["files"]!["schema.yaml"]!.GetValue<string>().Replace("region: {type: text", "region: {label: Sales area, type: text", StringComparison.Ordinal);

        var answer = await models.PutAsync(id, body);

        Assert.Equal("Sales area", answer["model"].Named("tables", "orders").Named("columns", "region").GetProperty("label").GetString());
    }

    [Fact]
    public async Task Put_BothFormsChanged_IsRefused()
    {
        var id = await models.CreateAsync(Orders);
        var body = JsonNode.Parse((await models.GetAsync(id)).Body.GetRawText())!;
        body["model"]!["plugin"]!["name"] = "Other";
        body["files"]!["schema.yaml"] += "# mine\n";

        var answer = await models.PutAsync(id, body);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "ingestion.model-ambiguous"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Put_AfterSomebodyElse_IsStaleOrWins()
    {
        var id = await models.CreateAsync(Orders);
        var body = JsonNode.Parse((await models.GetAsync(id)).Body.GetRawText())!;
        var fetched = body["model_version"]!.GetValue<string>();
        await models.EditAsync(id, m => m["plugin"]!["name"] = "Theirs");
        body["model"]!["plugin"]!["name"] = "Mine";

        var stale = await models.PutAsync(id, body, fetched);
        var won = await models.PutAsync(id, body);

        Assert.Equal((HttpStatusCode.PreconditionFailed, "ingestion.model-stale"), (stale.Status, stale.Code));
        Assert.Equal("Mine", won["model"].GetProperty("plugin").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Put_ByAViewer_IsForbidden()
    {
        var id = await models.CreateAsync(Orders);

        Assert.Equal("identity.forbidden", (await models.PutAsync(id, "{}", role: Roles.Viewer)).Code);
    }

    [Fact]
    public async Task Put_WithoutAColumn_LeavesItOut()
    {
        var id = await models.CreateAsync(Customers);

        var answer = await models.EditAsync(id, m =>
        {
            var columns = m.Named("tables", "customers")["columns"]!.AsArray();
            columns.Remove(columns.Single(c => c!["name"]!.GetValue<string>() == "city"));
            m["question_packs"] = new JsonArray();
            m["insights"] = new JsonArray();
        });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["customer_id", "name"], answer["model"].Named("tables", "customers").Names("columns"));
    }

    [Fact]
    public async Task Proposal_Accepted_IsARelationship()
    {
        var id = await models.CreateAsync(Claims, Staff);
        var proposal = Assert.Single((await models.GetAsync(id))["proposals"].EnumerateArray());

        var answer = await models.PostAsync(id, $"/proposals/{proposal.GetProperty("id").GetString()}", """{"accept": true}""");

        Assert.Equal(("claims.handler_code", "staff.id", 3), (proposal.GetProperty("from").GetString(), proposal.GetProperty("to").GetString(), proposal.GetProperty("evidence").GetProperty("values_found").GetInt32()));
        Assert.Equal("claims.handler_code -> staff.id", Relationship(answer));
        Assert.Empty(answer["proposals"].EnumerateArray());
    }

    [Fact]
    public async Task Proposal_Rejected_IsNeverOfferedAgain()
    {
        var id = await models.CreateAsync(Claims, Staff);

        var answer = await models.PostAsync(id, "/proposals/claims.handler_code~staff.id", """{"accept": false}""");
        await models.UploadAsync(id, Claims, Staff);
        var reset = await models.PostAsync(id, "/reset");

        Assert.Empty(answer["proposals"].EnumerateArray());
        Assert.Empty((await models.GetAsync(id))["proposals"].EnumerateArray());
        Assert.Empty(reset["proposals"].EnumerateArray());
        Assert.Equal("ingestion.proposal-answered", (await models.PostAsync(id, "/proposals/claims.handler_code~staff.id", """{"accept": true}""")).Code);
        Assert.Equal("ingestion.proposal-unknown", (await models.PostAsync(id, "/proposals/x", """{"accept": true}""")).Code);
    }

    [Fact]
    public async Task Reset_AfterAnEdit_IsTheDraftAgain()
    {
        var id = await models.CreateAsync(Orders);
        var drafted = (await models.GetAsync(id))["model_version"].GetString();
        await models.EditAsync(id, m => m["plugin"]!["name"] = "Mine");

        var answer = await models.PostAsync(id, "/reset");

        Assert.Equal((drafted, false), (answer["model_version"].GetString(), answer["edited"].GetBoolean()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/export")]
    public async Task Get_OfAPluginsDataset_NamesThePlugin(string suffix)
    {
        var id = (await host.UploadAsync(ShopModel.Csv, tenant: models.Tenant)).DatasetId;

        var answer = await models.GetAsync(id, suffix);

        Assert.Equal((HttpStatusCode.Conflict, "ingestion.model-of-plugin"), (answer.Status, answer.Code));
        Assert.Contains("/plugins/shop/schema", answer["detail"].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfAnotherTenantOrVersion_IsUnknown()
    {
        var id = await models.CreateAsync(Orders);

        Assert.Equal("ingestion.dataset-unknown", (await host.GetAsync($"/datasets/{id}/model", "stranger")).Code);
        Assert.Equal("ingestion.version-unknown", (await models.GetAsync(id, "?version=2")).Code);
    }

    private static string Relationship(Answer answer)
    {
        var relationship = Assert.Single(answer["model"].GetProperty("relationships").EnumerateArray());
        return $"{relationship.GetProperty("from_table")}.{relationship.GetProperty("from_columns")[0]} -> {relationship.GetProperty("to_table")}.{relationship.GetProperty("to_columns")[0]}";
    }
}
