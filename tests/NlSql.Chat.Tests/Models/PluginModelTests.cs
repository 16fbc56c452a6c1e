using System.Net;
using NlSql.Testing;
using NlSql.Testing.Retail;

namespace NlSql.Chat.Tests.Models;

[Collection(ChatService.Name)]
public sealed class PluginModelTests(ChatFixture chat)
{
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Ask_RegistryAwayAfterTheModelWasRead_IsStillAnswered()
    {
        var shop = await OpenAsync("away_later");
        await shop.AskAsync("total revenue");
        chat.Plugins["away_later"] = null;
        chat.Clock.Forward(Stale);

        foreach (var _ in Enumerable.Range(0, 3))
            Assert.Equal(1750m, (await shop.AskAsync("total revenue")).GetProperty("answer").GetDecimal());
    }

    [Fact]
    public async Task Ask_RegistryAwayFromTheStart_Is503AndInTheTrail()
    {
        var shop = await OpenAsync("never_there");
        chat.Plugins["never_there"] = null;

        await shop.RefusesAsync(HttpStatusCode.ServiceUnavailable, "chat.neighbour-unavailable", new { query = "total revenue" });

        Assert.Equal("failed", Assert.Single(await shop.TrailAsync()).Event.Outcome);
    }

    [Fact]
    public async Task Ask_PluginEdited_IsNoticed()
    {
        var shop = await OpenAsync("edited");
        Assert.Equal("Revenue", await LabelAsync(shop));
        var model = chat.Plugins["edited"]!;
        chat.Plugins["edited"] = model with
        {
            Version = "other",
            Metrics = [.. model.Metrics.Select(m => m.Name == "revenue" ? m with { Label = "Takings" } : m)],
        };
        chat.Clock.Forward(Stale);

        await Eventually.TrueAsync(async () => await LabelAsync(shop) == "Takings", "the new label", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Ask_PluginRemoved_IsUnknownSoon()
    {
        var shop = await OpenAsync("removed");
        await shop.AskAsync("total revenue");
        chat.Plugins.TryRemove("removed", out _);
        chat.Clock.Forward(Stale);

        await Eventually.TrueAsync(
            async () => (await shop.SendAsync(new { query = "total revenue" })).Status == HttpStatusCode.NotFound, "404", TestContext.Current.CancellationToken);
    }

    private async Task<Shop> OpenAsync(string plugin)
    {
        var retail = RetailPlugin.Read();
        chat.Plugins[plugin] = retail with { Plugin = retail.Plugin with { Id = plugin } };
        return await chat.OpenShopAsync(plugin);
    }

    private static async Task<string?> LabelAsync(Shop shop) =>
        (await shop.AskAsync("total revenue")).GetProperty("columns")[0].GetProperty("label").GetString();
}
