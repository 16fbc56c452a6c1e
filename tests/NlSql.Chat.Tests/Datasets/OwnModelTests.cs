using System.Net;
using System.Text.Json;
using NlSql.SemanticModel.Definitions;
using NlSql.Testing.Retail;

namespace NlSql.Chat.Tests.Datasets;

/// <summary>A dataset without a plugin is asked under the model that was drafted from its data.</summary>
[Collection(ChatService.Name)]
public sealed class OwnModelTests(ChatFixture chat)
{
    // The retail model stands for a drafted one; its id is only what an export would be called.
    private static ModelDefinition Model(string version, params string[] forbidden)
    {
        var retail = RetailPlugin.Read();
        return retail with
        {
            Version = version,
            Plugin = retail.Plugin with { Id = "own" },
            Policy = retail.Policy with { ForbiddenColumns = [.. retail.Policy.ForbiddenColumns, .. forbidden] },
        };
    }

    [Fact]
    public async Task Ask_WithoutAPlugin_IsAnsweredUnderTheModelOfTheDataset()
    {
        var shop = chat.NewTenant(null);
        await shop.UploadAsync(Model("m1"));

        var answer = await shop.AskAsync("total revenue");

        Assert.Equal(1750m, answer.GetProperty("answer").GetDecimal());
        Assert.False(answer.TryGetProperty("plugin", out var plugin) && plugin.ValueKind != JsonValueKind.Null);
        Assert.Equal("m1", answer.GetProperty("plugin_version").GetString());
        var record = Assert.Single(await shop.TrailAsync()).Event;
        Assert.Equal((null, shop.Dataset), (record.PluginId, record.DatasetId));
        Assert.Contains("m1", record.DetailsJson, StringComparison.Ordinal);
        Assert.Single(await shop.MessagesAsync());
    }

    [Fact]
    public async Task Query_WithoutAPlugin_IsAnswered()
    {
        var shop = chat.NewTenant(null);
        await shop.UploadAsync(Model("m1"));

        var reply = await shop.QueryAsync(new { semantic_query = new { metrics = new[] { "revenue" } }, dataset_id = shop.Dataset });

        Assert.Equal((HttpStatusCode.OK, 1750m), (reply.Status, reply.Body.GetProperty("answer").GetDecimal()));
    }

    [Fact]
    public async Task Ask_AfterTheModelWasChanged_UsesTheChangeAtOnce()
    {
        var shop = chat.NewTenant(null);
        await shop.UploadAsync(Model("m1"));
        await shop.AskAsync("total revenue");

        var changed = Model("m2");
        await shop.ChangeModelAsync(changed with { Metrics = [.. changed.Metrics.Select(m => m.Name == "revenue" ? m with { Synonyms = [.. m.Synonyms, "plunder"] } : m)] });

        var answer = await shop.AskAsync("total plunder");
        Assert.Equal((1750m, "m2"), (answer.GetProperty("answer").GetDecimal(), answer.GetProperty("plugin_version").GetString()));
    }

    [Fact]
    public async Task Ask_ForWhatTheModelForbids_IsBlocked()
    {
        var shop = chat.NewTenant(null);
        await shop.UploadAsync(Model("m1", "sales.region"));

        var answer = await shop.AskAsync("total revenue by region");

        Assert.NotEqual("table", answer.GetProperty("answer_type").GetString());
        Assert.Equal("blocked", answer.GetProperty("answer_type").GetString());
    }

    [Fact]
    public async Task Ask_AnEarlierVersion_UsesTheModelThatItHad()
    {
        var shop = chat.NewTenant(null);
        await shop.UploadAsync(Model("m1"));
        await shop.AppendAsync(1000m);
        await shop.ChangeModelAsync(Model("m2"));

        var (now, then) = (await shop.AskAsync("total revenue"), await shop.AskAsync(new { query = "total revenue", dataset_id = shop.Dataset, dataset_version = 1 }));

        Assert.Equal((2750m, "m2"), (now.GetProperty("answer").GetDecimal(), now.GetProperty("plugin_version").GetString()));
        Assert.Equal((1750m, "m1"), (then.GetProperty("answer").GetDecimal(), then.GetProperty("plugin_version").GetString()));
    }

    [Fact]
    public async Task Ask_AfterItWasDeleted_IsUnknownAtOnce()
    {
        var shop = chat.NewTenant(null);
        await shop.UploadAsync(Model("m1"));
        await shop.AskAsync("total revenue");

        await shop.DeleteAsync();

        await shop.RefusesAsync(HttpStatusCode.NotFound, "chat.dataset-unknown", new { query = "total revenue", dataset_id = shop.Dataset });
    }

    [Fact]
    public async Task Ask_UnderAPlugin_IsRefused()
    {
        var shop = chat.NewTenant(null);
        await shop.UploadAsync(Model("m1"));

        await shop.RefusesAsync(
            HttpStatusCode.UnprocessableEntity, "chat.dataset-of-other-plugin", new { query = "total revenue", dataset_id = shop.Dataset, plugin = "retail" });
    }

    [Fact]
    public async Task Ask_WithoutAModel_SaysWhatIsMissing()
    {
        var shop = chat.NewTenant(null);
        await shop.UploadAsync(Model("m1"));
        await chat.ExecuteAsync($"UPDATE ingestion.dataset_heads SET model_version = NULL WHERE dataset_id = '{shop.Dataset}'");

        await shop.RefusesAsync(HttpStatusCode.NotFound, "chat.model-missing", new { query = "total revenue", dataset_id = shop.Dataset });
    }
}
