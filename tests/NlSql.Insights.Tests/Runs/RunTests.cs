using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NlSql.Insights.Jobs;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing;
using NlSql.Testing.Retail;
using Npgsql;

namespace NlSql.Insights.Tests.Runs;

public sealed class RunTests(InsightsFixture insights) : IClassFixture<InsightsFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_Requested_FindsTheWeeksChangeWithItsEvidence()
    {
        var (status, run) = await RunAsync();

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("2025-03-17", run.GetProperty("anchor_day").GetString());
        var finding = FindingOf(run, "revenue_this_week");
        Assert.Equal(1050m, finding.GetProperty("value").GetDecimal());
        Assert.Equal(700m, finding.GetProperty("previous").GetDecimal());
        Assert.Equal(350m, finding.GetProperty("change").GetDecimal());
        Assert.Equal(50m, finding.GetProperty("change_pct").GetDecimal());
        Assert.Equal("Revenue was EUR 1,050.00 in the last 7 days, +50% against EUR 700.00 in the 7 days before.", finding.GetProperty("sentence").GetString());
        var evidence = finding.GetProperty("evidence");
        Assert.Equal(("2025-03-11", "2025-03-17"), (evidence[0].GetProperty("from").GetString(), evidence[0].GetProperty("to").GetString()));
        Assert.Equal(("2025-03-04", "2025-03-10"), (evidence[1].GetProperty("from").GetString(), evidence[1].GetProperty("to").GetString()));
        Assert.Contains("sum(sales.total_amount)", evidence[0].GetProperty("sql").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_RuleThatFailsAndRuleWithTooLittleData_AreReportedAndStopNoOther()
    {
        var retail = RetailPlugin.Read();
        var broken = retail.Insights[0] with { Name = "broken", Metric = "no_such_metric" };
        var unusual = retail.Insights[0] with { Name = "unusual", Compare = null, Detector = new DetectorDefinition(DetectorKind.Zscore, new Dictionary<string, decimal>()) };
        insights.Model = retail with { Insights = [broken, unusual, .. retail.Insights] };
        try
        {
            var (_, run) = await RunAsync();

            Assert.Equal("failed", RuleOf(run, "broken").GetProperty("status").GetString());
            Assert.NotNull(RuleOf(run, "broken").GetProperty("code").GetString());
            Assert.Equal("quiet", RuleOf(run, "unusual").GetProperty("status").GetString());
            Assert.Equal("insights.too-few-periods", RuleOf(run, "unusual").GetProperty("code").GetString());
            Assert.Equal("found", RuleOf(run, "revenue_this_week").GetProperty("status").GetString());
        }
        finally
        {
            insights.Model = retail;
        }
    }

    [Fact]
    public async Task Run_Stored_IsReadAgainByItsTenantAlone()
    {
        var (_, run) = await RunAsync();
        var path = "/insights/runs/" + run.GetProperty("run_id").GetString();

        var own = await insights.SendAsync(HttpMethod.Get, path);
        var foreign = await insights.SendAsync(HttpMethod.Get, path, tenant: "globex");
        var none = await insights.SendAsync(HttpMethod.Get, "/insights/latest", tenant: "globex");

        Assert.Equal(run.GetProperty("findings").GetArrayLength(), own.Body.GetProperty("findings").GetArrayLength());
        Assert.Equal((HttpStatusCode.NotFound, "insights.run-unknown"), (foreign.Status, foreign.Body.GetProperty("code").GetString()));
        Assert.Equal((HttpStatusCode.NotFound, "insights.none-yet"), (none.Status, none.Body.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Run_WithLimit_ShowsTheLoudestAndCountsTheRest()
    {
        var (_, all) = await RunAsync();
        var (_, one) = await RunAsync(limit: 1);

        Assert.Equal("warning", one.GetProperty("findings")[0].GetProperty("severity").GetString());
        Assert.Equal(all.GetProperty("findings").GetArrayLength() - 1, one.GetProperty("findings_left_out").GetInt32());
    }

    [Fact]
    public async Task Run_BadRequests_AreExplained()
    {
        var unknown = await insights.SendAsync(HttpMethod.Post, "/insights/run", new { dataset_id = Guid.NewGuid() });
        var foreign = await insights.SendAsync(HttpMethod.Post, "/insights/run", new { dataset_id = InsightsFixture.Dataset }, tenant: "globex");
        var mismatch = await insights.SendAsync(HttpMethod.Post, "/insights/run", new { dataset_id = InsightsFixture.Dataset, plugin = "other" });
        var missing = await insights.SendAsync(HttpMethod.Post, "/insights/run", new { plugin = "retail" });
        var limit = await insights.SendAsync(HttpMethod.Post, "/insights/run", new { dataset_id = InsightsFixture.Dataset, limit = 101 });
        var role = await insights.SendAsync(HttpMethod.Post, "/insights/run", new { dataset_id = InsightsFixture.Dataset }, role: Roles.Viewer);

        Assert.Equal((HttpStatusCode.NotFound, "insights.dataset-unknown"), (unknown.Status, unknown.Body.GetProperty("code").GetString()));
        Assert.Equal((HttpStatusCode.NotFound, "insights.dataset-unknown"), (foreign.Status, foreign.Body.GetProperty("code").GetString()));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "insights.plugin-mismatch"), (mismatch.Status, mismatch.Body.GetProperty("code").GetString()));
        Assert.Equal((HttpStatusCode.BadRequest, "insights.dataset-missing"), (missing.Status, missing.Body.GetProperty("code").GetString()));
        Assert.Equal((HttpStatusCode.BadRequest, "insights.limit-invalid"), (limit.Status, limit.Body.GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.Forbidden, role.Status);
    }

    [Fact]
    public async Task NewVersion_PublishedTwice_IsRunOnceAndAudited()
    {
        var runs = await insights.CountAsync("insights.runs WHERE trigger = 'new_data' AND plugin_id = 'retail'");
        var id = await insights.PublishAsync(1);
        await Eventually.TrueAsync(async () => await insights.CountAsync("insights.runs WHERE trigger = 'new_data' AND plugin_id = 'retail'") == runs + 1, "a run", Cancellation, 60);
        await insights.PublishAsync(1, id);
        await Eventually.TrueAsync(async () => await insights.CountAsync($"insights.outbox WHERE id = '{id}'") == 0, "the second delivery", Cancellation, 60);

        await Eventually.TrueAsync(async () => await insights.CountAsync($"insights.jobs WHERE dataset_id = '{InsightsFixture.Dataset}'") == 0, "no job", Cancellation, 60);
        Assert.Equal(runs + 1, await insights.CountAsync("insights.runs WHERE trigger = 'new_data' AND plugin_id = 'retail'"));
        // Nobody consumes the audit event here, so it is still in the outbox.
        Assert.True(await insights.CountAsync("insights.outbox WHERE body LIKE '%insights.run%'") > 0);
    }

    [Fact]
    public async Task Run_OfADatasetWithoutAPlugin_UsesTheRulesOfItsModel()
    {
        var (status, run) = await insights.SendAsync(HttpMethod.Post, "/insights/run", new { dataset_id = InsightsFixture.OwnDataset });
        var mismatch = await insights.SendAsync(HttpMethod.Post, "/insights/run", new { dataset_id = InsightsFixture.OwnDataset, plugin = "retail" });

        Assert.Equal((HttpStatusCode.OK, "m1"), (status, run.GetProperty("plugin_version").GetString()));
        Assert.Equal(1050m, FindingOf(run, "revenue_this_week").GetProperty("value").GetDecimal());
        Assert.Equal("insights.plugin-mismatch", mismatch.Body.GetProperty("code").GetString());
    }

    [Fact]
    public async Task NewVersion_OfADatasetWithoutAPlugin_IsRun()
    {
        await insights.PublishAsync(1, dataset: InsightsFixture.OwnDataset);

        await Eventually.TrueAsync(
            async () => await insights.CountAsync($"insights.runs WHERE trigger = 'new_data' AND plugin_id IS NULL AND dataset_id = '{InsightsFixture.OwnDataset}'") == 1, "a run", Cancellation, 60);
    }

    [Fact]
    public async Task End_LeaseTakenByAnother_IsRefused()
    {
        var (database, dataset) = (insights.Services.GetRequiredService<NpgsqlDataSource>(), Guid.NewGuid());
        await insights.ExecuteAsync(
            "INSERT INTO insights.jobs (tenant_id, dataset_id, plugin_id, version, created, next_try, lease, leased_until) VALUES ('z', @dataset, 'p', 2, now(), 'infinity', @lease, now())",
            new { dataset, lease = Guid.NewGuid() });
        await using var connection = await database.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);

        Assert.False(await JobStore.EndAsync(transaction, new LeasedJob { TenantId = "z", DatasetId = dataset, Version = 2, Lease = Guid.NewGuid() }, Cancellation));
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> RunAsync(int? limit = null) =>
        insights.SendAsync(HttpMethod.Post, "/insights/run", new { plugin = "retail", dataset_id = InsightsFixture.Dataset, limit });

    private static JsonElement FindingOf(JsonElement run, string rule) =>
        run.GetProperty("findings").EnumerateArray().First(f => f.GetProperty("rule").GetString() == rule);

    private static JsonElement RuleOf(JsonElement run, string rule) =>
        run.GetProperty("rules").EnumerateArray().First(r => r.GetProperty("rule").GetString() == rule);
}
