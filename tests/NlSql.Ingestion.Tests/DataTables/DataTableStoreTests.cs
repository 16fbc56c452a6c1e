using System.Net;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.SemanticModel.Definitions;
using NlSql.Testing.Servers;

namespace NlSql.Ingestion.Tests.DataTables;

public sealed class DataTableStoreTests(TestServers servers) : IAsyncLifetime
{
    private IngestionHost host = null!;

    public async ValueTask InitializeAsync() => host = await IngestionHost.StartAsync(servers);

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Ensure_PluginGainsAColumn_OldAndNewPartsAreRead()
    {
        var first = await host.UploadAsync(ShopModel.Csv);
        host.Registry.Models["shop"] = ShopModel.Create("v2", ShopModel.Column("note", ColumnType.Text, ColumnKind.Text));

        await host.UploadAsync("order_id,order_date,note\nN,2026-01-01,hello\n", query: $"?dataset_id={first.DatasetId}&mode=append");

        Assert.Equal(["hello", "-", "-", "-"], await host.QueryAsync<string>("SELECT coalesce(note, '-') FROM data.shop__orders ORDER BY note NULLS LAST"));
    }

    [Fact]
    public async Task Ensure_PluginChangesAType_IsRefused()
    {
        await host.UploadAsync(ShopModel.Csv);
        var model = ShopModel.Create("v2");
        var orders = model.Tables[0] with { Columns = [.. model.Tables[0].Columns.Select(c => c.Name == "region" ? c with { Type = ColumnType.Date } : c)] };
        host.Registry.Models["shop"] = model with { Tables = [orders, model.Tables[1]] };

        var answer = await host.UploadAsync(ShopModel.Csv);

        Assert.Equal((HttpStatusCode.Conflict, "ingestion.table-incompatible"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Ensure_ReservedColumn_IsRefused()
    {
        host.Registry.Models["shop"] = ShopModel.Create("v2", ShopModel.Column("part_id", ColumnType.Text, ColumnKind.Id));

        Assert.Equal("ingestion.table-incompatible", (await host.UploadAsync(ShopModel.Csv)).Code);
    }
}
