using System.Net;
using System.Text;
using System.Text.Json;
using NlSql.Ingestion.Tests.Hosting;

namespace NlSql.Ingestion.Tests.Drift;

public sealed class DriftTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly IngestionHost host = shared.Host;
    private readonly string tenant = $"t{Guid.NewGuid():N}";

    [Fact]
    public async Task Drift_SameKindOfData_TellsNothingGrave()
    {
        var dataset = await UploadAsync(Rows(0));
        await UploadAsync(Rows(1_000), dataset);

        var changes = await ChangesAsync(dataset);

        Assert.All(changes, c => Assert.Equal("info", c.GetProperty("severity").GetString()));
        Assert.Equal(["range_changed"], changes.Select(c => c.GetProperty("kind").GetString()).Distinct());
    }

    [Fact]
    public async Task Drift_ColumnsComeGoAndAreRenamed_EachIsTold()
    {
        var dataset = await UploadAsync("id,city,amount,note\n" + Lines(300, i => $"{i},City {i % 40},{i % 9},x"));
        await UploadAsync("id,town,amount,extra\n" + Lines(300, i => $"{i},City {i % 40},{(i % 2 == 0 ? "much" : "little")},{i % 3}"), dataset);

        var changes = await ChangesAsync(dataset);

        var renamed = Change(changes, "column_renamed", "town");
        Assert.Equal(("city", "town", "warning"), (renamed.GetProperty("before").GetString(), renamed.GetProperty("after").GetString(), renamed.GetProperty("severity").GetString()));
        Assert.Equal("major", Change(changes, "column_removed", "note").GetProperty("severity").GetString());
        Assert.Equal("info", Change(changes, "column_added", "extra").GetProperty("severity").GetString());
        var type = Change(changes, "type_changed", "amount");
        Assert.Equal(("integer", "text", "'amount' is text instead of integer."), (type.GetProperty("before").GetString(), type.GetProperty("after").GetString(), type.GetProperty("message").GetString()));
        // The gravest come first.
        Assert.Equal("major", changes[0].GetProperty("severity").GetString());
        Assert.Equal(4, changes.Count(c => c.GetProperty("kind").GetString() != "range_changed"));
    }

    [Fact]
    public async Task Drift_NumbersMove_MeanAndDistributionSayHowFar()
    {
        var dataset = await UploadAsync(Rows(0));
        await UploadAsync(Rows(0, amount: i => (i % 100) + 200), dataset);

        var changes = await ChangesAsync(dataset);

        var mean = Change(changes, "mean_changed", "amount");
        // From 0…99 to 200…299: a difference of 200 at a deviation of 28.87.
        Assert.Equal(("49.5", "249.5", "major"), (mean.GetProperty("before").GetString(), mean.GetProperty("after").GetString(), mean.GetProperty("severity").GetString()));
        Assert.Equal(6.928, mean.GetProperty("distance").GetDouble(), 0.001);
        var spread = Change(changes, "distribution_changed", "amount");
        Assert.Equal("major", spread.GetProperty("severity").GetString());
        Assert.True(spread.GetProperty("distance").GetDouble() > 0.25);
    }

    [Fact]
    public async Task Drift_NullsAppear_TheirShareIsTold()
    {
        var dataset = await UploadAsync(Rows(0));
        await UploadAsync(Rows(0, region: i => i % 10 == 0 ? "" : $"Region {i % 4}"), dataset);

        var change = Change(await ChangesAsync(dataset), "nulls_changed", "region");

        Assert.Equal(("0 %", "10 %", "warning"), (change.GetProperty("before").GetString(), change.GetProperty("after").GetString(), change.GetProperty("severity").GetString()));
    }

    [Fact]
    public async Task Drift_ValuesComeAndGo_AreListed()
    {
        var dataset = await UploadAsync(Rows(0));
        await UploadAsync(Rows(0, region: i => i % 4 == 0 ? "Region X" : $"Region {i % 4}"), dataset);

        var changes = await ChangesAsync(dataset);

        var come = Change(changes, "values_new", "region");
        Assert.Equal(["Region X"], come.GetProperty("values").EnumerateArray().Select(v => v.GetString()));
        Assert.Equal(("warning", true, 1), (come.GetProperty("severity").GetString(), come.GetProperty("values_certain").GetBoolean(), come.GetProperty("value_count").GetInt32()));
        Assert.Equal(["Region 0"], Change(changes, "values_vanished", "region").GetProperty("values").EnumerateArray().Select(v => v.GetString()));
        Assert.Equal("major", Change(changes, "distribution_changed", "region").GetProperty("severity").GetString());
    }

    [Fact]
    public async Task Drift_MostRowsAreGone_IsGrave()
    {
        var dataset = await UploadAsync(Rows(0));
        await UploadAsync("id,region,amount\n1,Region 1,5\n", dataset);

        var change = (await ChangesAsync(dataset)).Single(c => c.GetProperty("kind").GetString() == "rows_changed");

        Assert.Equal(("major", "The table has 1 row(s) instead of 1000."), (change.GetProperty("severity").GetString(), change.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task Drift_VersionsAreChosen_ByTableOrByNumber()
    {
        var dataset = await UploadAsync(Rows(0));
        Assert.Equal((HttpStatusCode.NotFound, "ingestion.one-version-only"), await CodeAsync(dataset, ""));
        await UploadAsync(Rows(0, amount: _ => 1), dataset);
        await host.UploadAsync("a,b\n1,2\n", "other", $"?dataset_id={dataset}", plugin: null, tenant: tenant);

        Assert.Equal((1, 2), await VersionsAsync("?table=sales"));
        Assert.Equal((2, 3), await VersionsAsync(""));
        Assert.Equal((1, 3), await VersionsAsync("?from=1"));
        Assert.Equal((1, 2), await VersionsAsync("?to=2"));
        Assert.Equal("table_added", (await host.GetAsync($"/datasets/{dataset}/drift", tenant))["tables"][0].GetProperty("changes")[0].GetProperty("kind").GetString());
        Assert.Equal((HttpStatusCode.NotFound, "ingestion.version-unknown"), await CodeAsync(dataset, "?from=1&to=4"));
        Assert.Equal((HttpStatusCode.NotFound, "ingestion.version-unknown"), await CodeAsync(dataset, "?from=7"));
        Assert.Equal((HttpStatusCode.NotFound, "ingestion.table-empty"), await CodeAsync(dataset, "?table=nothing"));
        Assert.Equal("ingestion.dataset-unknown", (await host.GetAsync($"/datasets/{dataset}/drift", "stranger")).Code);

        async Task<(int, int)> VersionsAsync(string query)
        {
            var drift = await host.GetAsync($"/datasets/{dataset}/drift{query}", tenant);
            return (drift["from"].GetInt32(), drift["to"].GetInt32());
        }
    }

    [Fact]
    public async Task Profile_TellsWhatColumnsHold()
    {
        var dataset = await UploadAsync(Rows(0));

        var profile = await host.GetAsync($"/datasets/{dataset}/profile?table=sales", tenant);

        var table = Assert.Single(profile["tables"].EnumerateArray());
        var columns = table.GetProperty("columns").EnumerateArray().ToDictionary(c => c.GetProperty("name").GetString()!);
        Assert.Equal(1_000, table.GetProperty("rows").GetInt32());
        Assert.True(columns["id"].GetProperty("candidate_key").GetBoolean());
        Assert.Equal((49.5, 28.8661), (columns["amount"].GetProperty("mean").GetDouble(), Math.Round(columns["amount"].GetProperty("deviation").GetDouble(), 4)));
        Assert.InRange(columns["amount"].GetProperty("quantiles").GetProperty("p50").GetDouble(), 48, 51);
        Assert.Equal((4, true), (columns["region"].GetProperty("distinct").GetInt32(), columns["region"].GetProperty("values_complete").GetBoolean()));
        Assert.Equal(250, columns["region"].GetProperty("values")[0].GetProperty("count").GetInt32());
        Assert.Equal("ingestion.version-unknown", (await host.GetAsync($"/datasets/{dataset}/profile?version=2", tenant)).Code);
        Assert.Equal("ingestion.table-empty", (await host.GetAsync($"/datasets/{dataset}/profile?table=x", tenant)).Code);
        Assert.Equal("ingestion.dataset-unknown", (await host.GetAsync($"/datasets/{dataset}/profile", "stranger")).Code);
    }

    [Fact]
    public async Task Profile_HiddenColumn_IsNotThere()
    {
        var dataset = (await host.UploadAsync(ShopModel.Csv, tenant: tenant)).DatasetId;

        var columns = (await host.GetAsync($"/datasets/{dataset}/profile", tenant))["tables"][0].GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("name").GetString());

        Assert.DoesNotContain("secret", columns);
        Assert.Contains("region", columns);
    }

    private static string Rows(int first, Func<int, int>? amount = null, Func<int, string>? region = null) =>
        "id,region,amount\n" + Lines(1_000, i => $"{first + i},{(region ?? (n => $"Region {n % 4}"))(i)},{(amount ?? (n => n % 100))(i)}");

    private static string Lines(int count, Func<int, string> line)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append(line(i)).Append('\n');
        return text.ToString();
    }

    private async Task<Guid> UploadAsync(string csv, Guid? dataset = null)
    {
        var upload = await host.UploadAsync(csv, "sales", dataset is null ? "" : $"?dataset_id={dataset}", plugin: null, tenant: tenant);
        Assert.True(upload.Status == HttpStatusCode.OK, upload.Body.ToString());
        return upload.DatasetId;
    }

    private async Task<List<JsonElement>> ChangesAsync(Guid dataset) =>
        [.. Assert.Single((await host.GetAsync($"/datasets/{dataset}/drift", tenant))["tables"].EnumerateArray()).GetProperty("changes").EnumerateArray()];

    private static JsonElement Change(List<JsonElement> changes, string kind, string column) =>
        Assert.Single(changes, c => c.GetProperty("kind").GetString() == kind && c.GetProperty("column").GetString() == column);

    private async Task<(HttpStatusCode Status, string? Code)> CodeAsync(Guid dataset, string query)
    {
        var answer = await host.GetAsync($"/datasets/{dataset}/drift{query}", tenant);
        return (answer.Status, answer.Code);
    }
}
