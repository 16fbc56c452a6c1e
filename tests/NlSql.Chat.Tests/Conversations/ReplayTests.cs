using System.Net;
using System.Text.Json;
using NlSql.SemanticModel.Definitions;
using NlSql.Testing;
using NlSql.Testing.Http;

namespace NlSql.Chat.Tests.Conversations;

[Collection(ChatService.Name)]
public sealed class ReplayTests(ChatFixture chat)
{
    [Theory]
    [InlineData("total revenue last 7 days")]
    [InlineData("revenue by region")]
    [InlineData("revenue by day last 7 days")]
    public async Task Replay_AfterANewVersion_GivesTheSameAnswer(string question)
    {
        var shop = await chat.OpenShopAsync();
        var given = await shop.AskAsync(question);
        await shop.AppendAsync(5_000m);

        var replayed = await ReplayAsync(shop, given);

        Assert.True(replayed.GetProperty("same").GetBoolean(), replayed.GetRawText());
        Assert.Equal(given.GetProperty("answer").GetRawText(), replayed.GetProperty("answer").GetProperty("answer").GetRawText());
        Assert.Equal(1, replayed.GetProperty("answer").GetProperty("dataset_version").GetInt32());
        Assert.Equal(JsonValueKind.Null, replayed.GetProperty("today").ValueKind);
        Assert.Equal("message.replayed", (await shop.TrailAsync())[^1].Event.Action);
    }

    [Fact]
    public async Task Replay_ComparedWithANewVersion_SaysWhatChangedAndWhy()
    {
        var shop = await chat.OpenShopAsync();
        var given = await shop.AskAsync("total revenue last 7 days");
        await shop.AppendAsync(400m);

        var today = (await ReplayAsync(shop, given, "?compare=today")).GetProperty("today");

        // One day further: a day of 150 leaves the week and one of 400 enters it.
        Assert.False(today.GetProperty("same").GetBoolean());
        var change = today.GetProperty("change");
        Assert.Equal((1050m, 1300m, 250m), (change.GetProperty("then").GetDecimal(), change.GetProperty("today").GetDecimal(), change.GetProperty("difference").GetDecimal()));
        Assert.Equal(["dataset_version", "time_anchor"], Reasons(today));
    }

    [Fact]
    public async Task Replay_ComparedTable_ListsTheRowsOfEitherSide()
    {
        var shop = await chat.OpenShopAsync();
        var given = await shop.AskAsync("revenue by region");
        await shop.AppendAsync(1m);

        var today = (await ReplayAsync(shop, given, "?compare=today")).GetProperty("today");

        Assert.Equal((1, 1), (today.GetProperty("only_then").GetProperty("count").GetInt32(), today.GetProperty("only_today").GetProperty("count").GetInt32()));
        Assert.Equal("North", today.GetProperty("only_today").GetProperty("rows")[0].GetProperty("region").GetString());
    }

    [Fact]
    public async Task Replay_WithoutAChange_IsTheSameToday()
    {
        var shop = await chat.OpenShopAsync();
        var given = await shop.AskAsync("total revenue last 7 days");

        var today = (await ReplayAsync(shop, given, "?compare=today")).GetProperty("today");

        Assert.True(today.GetProperty("same").GetBoolean());
        Assert.Empty(Reasons(today));
    }

    [Fact]
    public async Task Replay_AfterThePluginWasEdited_UsesTheModelOfThen()
    {
        var retail = chat.Plugins["retail"]!;
        var id = "p" + Guid.CreateVersion7().ToString("N");
        chat.Plugins[id] = retail with { Plugin = retail.Plugin with { Id = id }, Version = "one" };
        var shop = await chat.OpenShopAsync(id);
        var given = await shop.AskAsync("total revenue");
        // Revenue becomes something else under the same name.
        chat.Plugins[id] = retail with
        {
            Plugin = retail.Plugin with { Id = id },
            Version = "two",
            Metrics = [.. retail.Metrics.Select(m => m.Name == "revenue" ? m with { Aggregate = AggregateFunction.Max } : m)],
        };
        chat.Clock.Forward(TimeSpan.FromSeconds(5));
        await EditedAsync(shop, "two");

        var replayed = await ReplayAsync(shop, given, "?compare=today");

        Assert.True(replayed.GetProperty("same").GetBoolean(), replayed.GetRawText());
        Assert.Equal("one", replayed.GetProperty("answer").GetProperty("plugin_version").GetString());
        Assert.Equal(["plugin_version"], Reasons(replayed.GetProperty("today")));
        Assert.False(replayed.GetProperty("today").GetProperty("same").GetBoolean());
    }

    [Fact]
    public async Task Replay_AfterThePolicyWasTightened_ShowsNoMoreThanToday()
    {
        var retail = chat.Plugins["retail"]!;
        var id = "p" + Guid.CreateVersion7().ToString("N");
        chat.Plugins[id] = retail with { Plugin = retail.Plugin with { Id = id }, Version = "one" };
        var shop = await chat.OpenShopAsync(id);
        var given = await shop.AskAsync("total revenue");
        chat.Plugins[id] = retail with
        {
            Plugin = retail.Plugin with { Id = id },
            Version = "two",
            Policy = retail.Policy with { Roles = ["viewer"], RowFilters = [new("sales", "region = 'North'", ["viewer"])] },
        };
        chat.Clock.Forward(TimeSpan.FromSeconds(5));
        await EditedAsync(shop, "two");

        var replayed = await ReplayAsync(shop, given, "?compare=today");

        Assert.Equal(1750m, given.GetProperty("answer").GetDecimal());
        Assert.InRange(replayed.GetProperty("answer").GetProperty("answer").GetDecimal(), 1m, 1000m);
        Assert.NotEmpty(replayed.GetProperty("notes").EnumerateArray());
        Assert.Contains("policy", Reasons(replayed.GetProperty("today")));
    }

    [Fact]
    public async Task Replay_OfSql_RunsItAgain()
    {
        var shop = await chat.OpenShopAsync();
        var given = (await shop.SqlAsync("SELECT region, sum(total_amount) AS s FROM sales GROUP BY region ORDER BY region")).Body;
        await shop.AppendAsync(5_000m);

        var replayed = await ReplayAsync(shop, given);

        Assert.True(replayed.GetProperty("same").GetBoolean(), replayed.GetRawText());
    }

    [Fact]
    public async Task Replay_MessageThatRanNothing_SaysSo()
    {
        var shop = await chat.OpenShopAsync();
        var given = await shop.AskAsync("what can I ask?");

        var reply = await SendAsync(shop, given);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "chat.message-without-query"), (reply.Status, reply.Body.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Replay_MessageOfAnotherConversation_Is404()
    {
        var shop = await chat.OpenShopAsync();
        var (first, second) = (await shop.AskAsync("total revenue"), await shop.AskAsync("total revenue"));

        var reply = await shop.SendAsync(
            HttpMethod.Post, $"/conversations/{first.GetProperty("conversation_id").GetString()}/messages/{second.GetProperty("message_id").GetString()}/replay");

        Assert.Equal((HttpStatusCode.NotFound, "chat.message-unknown"), (reply.Status, reply.Body.GetProperty("code").GetString()));
    }

    // The registry is asked again in the background.
    private static Task EditedAsync(Shop shop, string version) => Eventually.TrueAsync(
        async () => (await shop.AskAsync(new { query = "total revenue", dry_run = true })).GetProperty("plugin_version").GetString() == version,
        "the edited plugin is used",
        TestContext.Current.CancellationToken);

    private static Task<Reply> SendAsync(Shop shop, JsonElement given, string query = "") => shop.SendAsync(
        HttpMethod.Post, $"/conversations/{given.GetProperty("conversation_id").GetString()}/messages/{given.GetProperty("message_id").GetString()}/replay{query}");

    private static async Task<JsonElement> ReplayAsync(Shop shop, JsonElement given, string query = "")
    {
        var reply = await SendAsync(shop, given, query);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Body.GetRawText());
        return reply.Body;
    }

    private static List<string?> Reasons(JsonElement today) => [.. today.GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("what").GetString())];
}
