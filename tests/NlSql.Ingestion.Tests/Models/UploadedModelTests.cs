using System.Net;
using System.Text.Json.Nodes;
using NlSql.Ingestion.Tests.Hosting;

namespace NlSql.Ingestion.Tests.Models;

/// <summary>Files without a plugin → the model that they are asked under.</summary>
public sealed class UploadedModelTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly IngestionHost host = shared.Host;
    private readonly ModelFixture models = new(shared.Host);

    private const string Orders = """
        Rechnungsnr.;Rechnungsdatum;Kundennr.;Menge;Einzelpreis;Umsatz;Filiale
        R1;30.01.2024;20;2;1,50;1.234,50;Köln
        R2;31.01.2024;21;1;2,50;7,00;Bonn
        R3;01.02.2024;20;4;2,00;9,00;Köln
        R4;13.02.2024;22;3;2,25;19,00;Köln

        """;

    private const string Customers = """
        Kundennr.;Name;PLZ;E-Mail
        20;Ann;01067;ann@example.com
        21;Bob;20095;bob@example.com
        22;Cid;50667;cid@example.com

        """;

    [Fact]
    public async Task Upload_TwoTables_AreJoinedTypedAndAskable()
    {
        var first = await host.UploadAsync(Orders, "umsaetze", plugin: null, tenant: models.Tenant);
        var second = await host.UploadAsync(Customers, "kunden", $"?dataset_id={first.DatasetId}", plugin: null, tenant: models.Tenant);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.True(first["examples"].GetArrayLength() >= 3, first["examples"].ToString());
        var model = (await models.GetAsync(first.DatasetId))["model"];
        var sales = model.Named("tables", "umsaetze");
        Assert.Equal(("date", "time"), (sales.Named("columns", "rechnungsdatum").GetProperty("type").GetString(), sales.Named("columns", "rechnungsdatum").GetProperty("kind").GetString()));
        Assert.Equal("decimal", sales.Named("columns", "umsatz").GetProperty("type").GetString());
        var email = model.Named("tables", "kunden").Named("columns", "email");
        Assert.Equal((true, "public"), (email.GetProperty("pii").GetBoolean(), email.GetProperty("visibility").GetString()));
        Assert.Equal("kundennr", Assert.Single(model.GetProperty("relationships").EnumerateArray()).GetProperty("from_columns")[0].GetString());
    }

    [Fact]
    public async Task Upload_OfOneTableAgain_KeepsWhatWasSaidOfAll()
    {
        var id = (await host.UploadAsync(Orders, "umsaetze", plugin: null, tenant: models.Tenant)).DatasetId;
        await host.UploadAsync(Customers, "kunden", $"?dataset_id={id}", plugin: null, tenant: models.Tenant);
        var edit = await models.EditAsync(id, m => m.Named("metrics", "total_umsatz")["synonyms"] = new JsonArray("plunder"));

        var again = await host.UploadAsync(Orders.Replace("9,00", "12,00", StringComparison.Ordinal), "umsaetze", $"?dataset_id={id}", plugin: null, tenant: models.Tenant);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, 3), (edit.Status, again.Status, again.Version));
        var answer = await models.GetAsync(id);
        Assert.Equal("plunder", answer["model"].Named("metrics", "total_umsatz").GetProperty("synonyms")[0].GetString());
        Assert.Equal((3, true), (answer["version"].GetInt32(), answer["edited"].GetBoolean()));
        Assert.False((await models.GetAsync(id, "?version=1"))["edited"].GetBoolean());
    }

    [Fact]
    public async Task Put_TheFilesOfAnUpload_ChangesNothing()
    {
        var id = (await host.UploadAsync(Orders, "umsaetze", plugin: null, tenant: models.Tenant)).DatasetId;
        var given = await models.GetAsync(id);

        var back = await models.PutAsync(id, new JsonObject { ["files"] = JsonNode.Parse(given["files"].GetRawText()) });

        Assert.Equal(given["model_version"].GetString(), back["model_version"].GetString());
    }
}
