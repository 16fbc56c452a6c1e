using System.Net;
using NlSql.ServiceDefaults.Identity;
using System.Net.Http.Json;
using System.Text.Json;
using NlSql.PluginRegistry.Plugins;

namespace NlSql.PluginRegistry.Tests.Plugins;

public sealed class ReloadTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    [Fact]
    public async Task Validation_OfABrokenPlugin_NamesFileLineAndSuggestion()
    {
        registry.CopyRetail("broken");
        registry.Edit("broken", "metrics.yaml", "numerator: revenue\n    denominator: orders", "numerator: revenue\n    denominator: ordres");
        await registry.ReloadAsync();

        var validation = await registry.GetAsync("/plugins/broken/validation");
        using var detail = await registry.SendAsync(HttpMethod.Get, "/plugins/broken");

        var problem = Assert.Single(validation.GetProperty("problems").EnumerateArray());
        Assert.Equal("metrics.yaml", problem.GetProperty("file").GetString());
        Assert.Equal(LineOf("broken", "metrics.yaml", "ordres"), problem.GetProperty("line").GetInt32());
        Assert.Equal("Did you mean 'orders'?", problem.GetProperty("hint").GetString());
        Assert.Equal(HttpStatusCode.NotFound, detail.StatusCode);
        var failure = await detail.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("plugins.invalid", failure.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("expr: total_amount\n    unit: currency\n    good_direction: up\n    owner: Finance", "expr: pg_sleep(total_amount)\n    unit: currency", "pg_sleep")]
    [InlineData("filter: discount_amount > 0\n    unit", "filter: discount_amuont > 0\n    unit", "discount_amuont")]
    [InlineData("expr: revenue + discounts", "expr: revenue +", "revenue +")]
    [InlineData("filter: total_amount > 100", "filter: total_amount > (SELECT 1)", "SELECT 1")]
    [InlineData("expr: CASE WHEN returned THEN quantity ELSE 0 END", "expr: max(quantity)", "max(quantity)")]
    public async Task Reload_SqlThatIsNotAllowed_IsReportedOnItsLine(string old, string replacement, string marker)
    {
        registry.CopyRetail("bad_sql");
        registry.Edit("bad_sql", "metrics.yaml", old, replacement);
        await registry.ReloadAsync();

        var problems = (await registry.GetAsync("/plugins/bad_sql/validation")).GetProperty("problems").EnumerateArray().ToList();

        Assert.Contains(
            (LineOf("bad_sql", "metrics.yaml", marker), "plugin.bad-expression"),
            problems.Select(p => (p.GetProperty("line").GetInt32(), p.GetProperty("code").GetString())));
    }

    [Fact]
    public async Task Reload_BrokenThenMended_KeepsTheLastGoodVersionThenServesTheNew()
    {
        registry.CopyRetail("edited");
        await registry.ReloadAsync();
        var first = await registry.VersionAsync("edited");
        registry.Edit("edited", "policy.yaml", "max_rows: 5000", "max_rows: lots");
        await registry.ReloadAsync();
        var whileBroken = await registry.VersionAsync("edited");
        var valid = (await registry.GetAsync("/plugins/edited/validation")).GetProperty("valid").GetBoolean();
        registry.Edit("edited", "policy.yaml", "max_rows: lots", "max_rows: 4000");
        await registry.ReloadAsync();
        var mended = await registry.VersionAsync("edited");

        Assert.NotNull(first);
        Assert.Equal(first, whileBroken);
        Assert.False(valid);
        Assert.NotEqual(first, mended);
        Assert.Equal([("edited", first), ("edited", mended)], await registry.AnnouncedAsync("edited"));
    }

    [Fact]
    public async Task Reload_NothingChanged_AnnouncesNothing()
    {
        var before = await registry.AnnouncedAsync("retail");
        await registry.ReloadAsync();

        Assert.Single(before);
        Assert.Equal(before, await registry.AnnouncedAsync("retail"));
    }

    [Fact]
    public async Task Reload_NothingChangedOrNotAllowed_IsInTheTrail()
    {
        await registry.ReloadAsync();
        using var refused = await registry.SendAsync(HttpMethod.Post, "/plugins/reload", Roles.Editor);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(["succeeded", "rejected"], (await registry.TrailAsync("plugin.reloaded")).TakeLast(2).Select(e => e.Outcome));
    }

    [Fact]
    public async Task Reload_FolderRemoved_AnnouncesThatThePluginIsGone()
    {
        registry.CopyRetail("leaving");
        await registry.ReloadAsync();
        Directory.Delete(registry.PathOf("leaving"), recursive: true);
        await registry.ReloadAsync();

        using var response = await registry.SendAsync(HttpMethod.Get, "/plugins/leaving");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Null((await registry.AnnouncedAsync("leaving"))[^1].Version);
    }

    [Fact]
    public async Task Watch_FileChanged_ServesTheNewVersionAfterTwoLooks()
    {
        registry.CopyRetail("watched");
        await registry.ReloadAsync();
        var before = await registry.VersionAsync("watched");
        registry.Edit("watched", "policy.yaml", "default_limit: 100", "default_limit: 50");

        var after = before;
        // Each look happens on another thread, some time after the clock was moved.
        for (var deadline = TimeProvider.System.GetUtcNow().AddSeconds(20); after == before && TimeProvider.System.GetUtcNow() < deadline;)
        {
            registry.Clock.Advance(WatchPlugins.Interval);
            await Task.Yield();
            after = await registry.VersionAsync("watched");
        }

        Assert.NotEqual(before, after);
        Assert.Equal(50, (await registry.GetAsync("/plugins/watched")).GetProperty("policy").GetProperty("default_limit").GetInt32());
    }

    private int LineOf(string plugin, string file, string text) =>
        Array.FindIndex(File.ReadAllLines(registry.PathOf(plugin, file)), l => l.Contains(text, StringComparison.Ordinal)) + 1;
}
