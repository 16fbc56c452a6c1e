using System.Net;
using System.Text.Json;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Insights.Tests.Mutes;

public sealed class MuteTests(InsightsFixture insights) : IClassFixture<InsightsFixture>
{
    private const string Path = "/insights/rules/revenue_this_week/mute";
    private static readonly string ForDataset = $"?dataset_id={InsightsFixture.Dataset}";

    [Fact]
    public async Task Mute_OfARule_IsListedAndReportedUntilItEnds()
    {
        var (muted, mute) = await insights.SendAsync(HttpMethod.Put, Path, new { dataset_id = InsightsFixture.Dataset, reason = " known " });
        var quiet = await RunAsync();
        var listed = await RuleAsync();
        var (ended, _) = await insights.SendAsync(HttpMethod.Delete, Path + ForDataset);
        var loud = await RunAsync();
        var (again, problem) = await insights.SendAsync(HttpMethod.Delete, Path + ForDataset);

        Assert.Equal((HttpStatusCode.OK, "ann", "known"), (muted, mute.GetProperty("muted_by").GetString(), mute.GetProperty("reason").GetString()));
        Assert.Equal("muted", StatusOf(quiet));
        Assert.DoesNotContain(quiet.GetProperty("findings").EnumerateArray(), f => f.GetProperty("rule").GetString() == "revenue_this_week");
        Assert.Equal("known", listed.GetProperty("muted").GetProperty("reason").GetString());
        Assert.Equal((HttpStatusCode.NoContent, "found"), (ended, StatusOf(loud)));
        Assert.Equal((HttpStatusCode.NotFound, "insights.not-muted"), (again, problem.GetProperty("code").GetString()));
        // Nobody consumes audit events here, so they are still in the outbox.
        Assert.True(await insights.CountAsync("insights.outbox WHERE body LIKE '%insights.muted%'") > 0);
        Assert.True(await insights.CountAsync("insights.outbox WHERE body LIKE '%insights.unmuted%'") > 0);
    }

    [Fact]
    public async Task Mute_AfterARestart_IsStillThere()
    {
        var dataset = await insights.AddAsync("retail", new(2025, 1, 1), 1, 2, 3);
        await insights.SendAsync(HttpMethod.Put, Path, new { dataset_id = dataset });
        await using var restarted = insights.Replica();

        var (_, run) = await insights.SendAsync(HttpMethod.Post, "/insights/run", new { dataset_id = dataset }, replica: restarted);

        Assert.Equal("muted", StatusOf(run));
    }

    [Fact]
    public async Task Mute_OfAnotherDataset_LeavesThisOneLoud()
    {
        var other = await insights.AddAsync("retail", new(2025, 1, 1), 1, 2, 3);

        await insights.SendAsync(HttpMethod.Put, "/insights/rules/best_products/mute", new { dataset_id = other });

        Assert.Equal(JsonValueKind.Null, (await RuleAsync("best_products")).GetProperty("muted").ValueKind);
    }

    [Fact]
    public async Task Mute_BadRequests_AreExplained()
    {
        var dataset = InsightsFixture.Dataset;
        var unknown = await insights.SendAsync(HttpMethod.Put, "/insights/rules/no_such_rule/mute", new { dataset_id = dataset });
        var missing = await insights.SendAsync(HttpMethod.Put, Path, new { reason = "why" });
        var foreign = await insights.SendAsync(HttpMethod.Put, Path, new { dataset_id = dataset }, tenant: "globex");
        var wordy = await insights.SendAsync(HttpMethod.Put, Path, new { dataset_id = dataset, reason = new string('x', 501) });
        var role = await insights.SendAsync(HttpMethod.Put, Path, new { dataset_id = dataset }, role: Roles.Viewer);
        var list = await insights.SendAsync(HttpMethod.Get, "/insights/rules", role: Roles.Viewer);

        Assert.Equal((HttpStatusCode.NotFound, "insights.rule-unknown"), (unknown.Status, unknown.Body.GetProperty("code").GetString()));
        Assert.Equal((HttpStatusCode.BadRequest, "insights.dataset-missing"), (missing.Status, missing.Body.GetProperty("code").GetString()));
        Assert.Equal((HttpStatusCode.NotFound, "insights.dataset-unknown"), (foreign.Status, foreign.Body.GetProperty("code").GetString()));
        Assert.Equal((HttpStatusCode.BadRequest, "insights.reason-too-long"), (wordy.Status, wordy.Body.GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.Forbidden, role.Status);
        Assert.Equal("insights.dataset-missing", list.Body.GetProperty("code").GetString());
    }

    private async Task<JsonElement> RunAsync() => (await insights.SendAsync(HttpMethod.Post, "/insights/run", new { dataset_id = InsightsFixture.Dataset })).Body;

    private async Task<JsonElement> RuleAsync(string name = "revenue_this_week") => (await insights.SendAsync(HttpMethod.Get, "/insights/rules" + ForDataset, role: Roles.Viewer)).Body
        .GetProperty("items").EnumerateArray().Single(r => r.GetProperty("rule").GetString() == name);

    private static string? StatusOf(JsonElement run) =>
        run.GetProperty("rules").EnumerateArray().Single(r => r.GetProperty("rule").GetString() == "revenue_this_week").GetProperty("status").GetString();
}
