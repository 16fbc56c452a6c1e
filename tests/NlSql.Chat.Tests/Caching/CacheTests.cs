using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing;

namespace NlSql.Chat.Tests.Caching;

/// <summary>What is remembered of answers, without a Redis that answers.</summary>
[Collection(ChatService.Name)]
public sealed class CacheTests(ChatFixture chat)
{
    [Theory]
    [InlineData("revenue by region")]
    [InlineData("total revenue last 7 days")]
    [InlineData("average order value by month")]
    public async Task Ask_TheSameAgain_IsAHitWithTheSameAnswer(string question)
    {
        var shop = await chat.OpenShopAsync();

        var first = await shop.AskAsync(question);
        await shop.LoseRowsAsync();
        var second = await shop.AskAsync(question);

        Assert.Equal((("miss", "miss"), ("hit", "hit")), (CacheOf(first), CacheOf(second)));
        Assert.True(JsonNode.DeepEquals(Told(first), Told(second)), $"First: {first.GetRawText()}\nSecond: {second.GetRawText()}");
    }

    [Fact]
    public async Task Ask_Hit_IsKeptAndAuditedLikeAnyAnswer()
    {
        var shop = await chat.OpenShopAsync();
        await shop.AskAsync("revenue by region");

        var hit = await shop.AskAsync("revenue by region");

        Assert.Equal(2, (await shop.MessagesAsync()).Count);
        var trail = await shop.TrailAsync();
        Assert.Equal(2, trail.Count);
        Assert.Equal(hit.GetProperty("audit_id").GetGuid(), trail[1].Id);
        Assert.Contains("\"cache\":{\"plan\":\"hit\",\"result\":\"hit\"}", trail[1].Event.DetailsJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Paraphrase_HasAPlanOfItsOwnAndTheSameRows()
    {
        var shop = await chat.OpenShopAsync();
        await shop.AskAsync("revenue by region");

        var other = await shop.AskAsync("show me turnover per region");

        Assert.Equal(("miss", "hit"), CacheOf(other));
    }

    [Fact]
    public async Task Ask_NewVersion_SeesNothingOld()
    {
        var shop = await chat.OpenShopAsync();
        await shop.AskAsync("total revenue");
        await shop.AppendAsync(400m);

        var answer = await shop.AskAsync("total revenue");

        Assert.Equal((2150m, ("miss", "miss")), (answer.GetProperty("answer").GetDecimal(), CacheOf(answer)));
    }

    [Fact]
    public async Task Ask_OtherTenant_SeesNothingOld()
    {
        var (shop, other) = (await chat.OpenShopAsync(), await chat.OpenShopAsync());
        await shop.AskAsync("total revenue");

        Assert.Equal(("miss", "miss"), CacheOf(await other.AskAsync("total revenue")));
    }

    [Fact]
    public async Task Ask_OtherDay_SeesNothingOld()
    {
        var shop = await chat.OpenShopAsync();
        await shop.AskAsync(new { query = "total revenue last 7 days", as_of = "2025-03-17" });

        var answer = await shop.AskAsync(new { query = "total revenue last 7 days", as_of = "2025-03-10" });

        Assert.Equal((700m, ("miss", "miss")), (answer.GetProperty("answer").GetDecimal(), CacheOf(answer)));
    }

    [Fact]
    public async Task Ask_RoleThatThePolicyTellsApart_SeesNothingOld()
    {
        var shop = await PluginAsync(policy => policy with { Roles = ["analyst"], RowFilters = [new("sales", "region = 'North'", ["analyst"])] });
        var all = await shop.AskAsync("total revenue");

        var north = (await chat.SendAsync(shop.Ann with { Role = Roles.Analyst }, new { query = "total revenue" })).Body;

        Assert.Equal((1750m, 850m), (all.GetProperty("answer").GetDecimal(), north.GetProperty("answer").GetDecimal()));
        Assert.Equal(("miss", "miss"), CacheOf(north));
    }

    [Fact]
    public async Task Ask_EditedPolicy_SeesNothingOld()
    {
        var shop = await PluginAsync(policy => policy);
        await shop.AskAsync("total revenue");
        Edit(shop, policy => policy with { Roles = ["viewer"], RowFilters = [new("sales", "region = 'North'", ["viewer"])] }, "two");
        await UsedAsync(shop, "two");

        var answer = await shop.AskAsync("total revenue");

        Assert.Equal((850m, ("miss", "miss")), (answer.GetProperty("answer").GetDecimal(), CacheOf(answer)));
    }

    [Fact]
    public async Task Ask_EditedPlugin_SeesNothingOld()
    {
        var shop = await PluginAsync(policy => policy);
        await shop.AskAsync("total revenue");
        var model = chat.Plugins[PluginOf(shop)]!;
        chat.Plugins[PluginOf(shop)] = model with { Version = "two", Metrics = [.. model.Metrics.Select(m => m.Name == "revenue" ? m with { Label = "Takings" } : m)] };
        chat.Clock.Forward(TimeSpan.FromSeconds(5));
        await UsedAsync(shop, "two");

        var answer = await shop.AskAsync("total revenue");

        Assert.Equal(("Takings", ("miss", "miss")), (answer.GetProperty("columns")[0].GetProperty("label").GetString(), CacheOf(answer)));
    }

    [Fact]
    public async Task Ask_SameFollowUpOfOtherQuestions_IsReadByItsOwn()
    {
        var shop = await chat.OpenShopAsync();
        var revenue = (await shop.AskAsync("total revenue")).GetProperty("conversation_id").GetString();
        var orders = (await shop.AskAsync("number of orders")).GetProperty("conversation_id").GetString();
        await shop.AskAsync(new { query = "by region", conversation_id = revenue });

        var answer = await shop.AskAsync(new { query = "by region", conversation_id = orders });

        Assert.Equal("miss", CacheOf(answer).Plan);
        Assert.Equal("orders", answer.GetProperty("semantic_query").GetProperty("metrics")[0].GetString());
    }

    [Fact]
    public async Task Ask_OtherLocale_IsReadByItsOwn()
    {
        var shop = await chat.OpenShopAsync();
        await shop.AskAsync(new { query = "total revenue on 06/03/2025" });

        var answer = await shop.AskAsync(new { query = "total revenue on 06/03/2025", locale = "en-US" });

        Assert.Equal("miss", CacheOf(answer).Plan);
        Assert.Contains("2025-06-03", answer.GetProperty("semantic_query").GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT count(*) FROM sales", "hit")]
    [InlineData("SELECT count(*) FROM sales WHERE order_date < now()", "none")]
    [InlineData("SELECT count(*) FROM sales WHERE order_date < current_date", "none")]
    [InlineData("SELECT count(*) FROM sales WHERE order_date < 'today'", "none")]
    [InlineData("SELECT max(age(order_date)) FROM sales", "none")]
    [InlineData("SELECT random() FROM sales", "none")]
    public async Task Sql_Again_IsAHitUnlessItAsksClockOrChance(string sql, string expected)
    {
        var shop = await chat.OpenShopAsync();
        await shop.RunSqlAsync(sql);

        Assert.Equal(("none", expected), CacheOf(await shop.RunSqlAsync(sql)));
    }

    [Fact]
    public async Task Ask_QuestionsAtOnce_AreFoundOutOnce()
    {
        var shop = await chat.OpenShopAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => shop.AskAsync("revenue by category")));

        Assert.Single(answers, a => CacheOf(a).Result == "miss");
        Assert.Single(answers, a => CacheOf(a).Plan == "miss");
        Assert.Equal(12, (await shop.MessagesAsync()).Count);
    }

    [Theory]
    [InlineData("frobnicated revenue by region", "miss", "none")]
    [InlineData("drop table sales", "miss", "none")]
    public async Task Ask_WhatDoesNotRun_IsNotRemembered(string question, string plan, string result)
    {
        var shop = await chat.OpenShopAsync();
        await shop.AskAsync(question);

        Assert.Equal((plan, result), CacheOf(await shop.AskAsync(question)));
    }

    [Theory]
    [InlineData("CACHE_ENABLED", "false", "off", "off")]
    [InlineData("LLM_SQL_CACHE_TTL_SECONDS", "0", "off", "hit")]
    [InlineData("DB_RESULT_CACHE_TTL_SECONDS", "0", "hit", "off")]
    public async Task Ask_SwitchedOff_FindsOutEachTime(string variable, string value, string plan, string result)
    {
        var shop = await chat.OpenShopAsync(new Dictionary<string, string> { [variable] = value });
        await shop.AskAsync("total revenue");

        Assert.Equal((plan, result), CacheOf(await shop.AskAsync("total revenue")));
    }

    private async Task<Shop> PluginAsync(Func<SemanticModel.Definitions.PolicyDefinition, SemanticModel.Definitions.PolicyDefinition> policy)
    {
        var id = "p" + Guid.CreateVersion7().ToString("N");
        var retail = chat.Plugins["retail"]!;
        chat.Plugins[id] = retail with { Plugin = retail.Plugin with { Id = id }, Version = "one", Policy = policy(retail.Policy) };
        return await chat.OpenShopAsync(id);
    }

    private void Edit(Shop shop, Func<SemanticModel.Definitions.PolicyDefinition, SemanticModel.Definitions.PolicyDefinition> policy, string version)
    {
        var model = chat.Plugins[PluginOf(shop)]!;
        chat.Plugins[PluginOf(shop)] = model with { Version = version, Policy = policy(model.Policy) };
        chat.Clock.Forward(TimeSpan.FromSeconds(5));
    }

    private static string PluginOf(Shop shop) => shop.Plugin!;

    // The registry is asked again in the background. Explained only, a question is not remembered.
    private static Task UsedAsync(Shop shop, string version) => Eventually.TrueAsync(
        async () => (await shop.AskAsync(new { query = "total revenue", dry_run = true })).GetProperty("plugin_version").GetString() == version,
        "the edited plugin is used",
        TestContext.Current.CancellationToken);

    private static (string? Plan, string? Result) CacheOf(JsonElement answer) =>
        (answer.GetProperty("cache").GetProperty("plan").GetString(), answer.GetProperty("cache").GetProperty("result").GetString());

    private static JsonObject Told(JsonElement answer)
    {
        var told = JsonNode.Parse(answer.GetRawText())!.AsObject();
        foreach (var own in new[] { "timings_ms", "conversation_id", "message_id", "audit_id", "trace_id", "cache" })
            told.Remove(own);
        return told;
    }
}
