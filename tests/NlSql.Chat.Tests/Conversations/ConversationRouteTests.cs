using System.Net;
using System.Text.Json;
using NlSql.Testing.Http;

namespace NlSql.Chat.Tests.Conversations;

[Collection(ChatService.Name)]
public sealed class ConversationRouteTests(ChatFixture chat)
{
    [Fact]
    public async Task Create_WithoutATitle_TakesTheFirstQuestion()
    {
        var shop = await chat.OpenShopAsync();
        var made = await shop.SendAsync(HttpMethod.Post, "/conversations");
        var id = made.Body.GetProperty("conversation_id").GetString();

        await shop.AskAsync(new { query = "total   revenue\nlast 7 days", conversation_id = id });
        await shop.AskAsync(new { query = "by region", conversation_id = id });

        var conversation = (await shop.GetAsync($"/conversations/{id}")).GetProperty("conversation");
        Assert.Equal((HttpStatusCode.Created, ""), (made.Status, made.Body.GetProperty("title").GetString()));
        Assert.Equal("total revenue last 7 days", conversation.GetProperty("title").GetString());
        Assert.Equal(("retail", 2), (conversation.GetProperty("plugin").GetString(), conversation.GetProperty("message_count").GetInt32()));
    }

    [Fact]
    public async Task Get_Messages_HaveTheirAnswersAsTheyWereSent()
    {
        var shop = await chat.OpenShopAsync();
        var first = await shop.AskAsync("revenue by region and category");
        var id = first.GetProperty("conversation_id").GetString();
        await shop.AskAsync(new { query = "drop table sales", conversation_id = id });

        var page = await shop.GetAsync($"/conversations/{id}?limit=1");
        var rest = await shop.GetAsync($"/conversations/{id}?limit=1&cursor={page.GetProperty("next_cursor").GetString()}");

        var message = page.GetProperty("messages")[0];
        // Byte for byte, so that rows keep the order of their columns.
        Assert.Equal(first.GetProperty("answer").GetRawText(), message.GetProperty("answer").GetProperty("answer").GetRawText());
        Assert.Equal(first.GetProperty("semantic_query").GetRawText().Length, message.GetProperty("answer").GetProperty("semantic_query").GetRawText().Length);
        Assert.Equal(1, message.GetProperty("dataset_version").GetInt32());
        Assert.Equal("2025-03-17", message.GetProperty("as_of").GetString());
        Assert.Equal(64, message.GetProperty("policy_fingerprint").GetString()!.Length);
        Assert.Equal("blocked", rest.GetProperty("messages")[0].GetProperty("answer").GetProperty("answer_type").GetString());
        Assert.Equal(JsonValueKind.Null, rest.GetProperty("next_cursor").ValueKind);
    }

    [Fact]
    public async Task List_PinnedConversations_ComeFirstThroughAllPages()
    {
        var shop = await chat.OpenShopAsync();
        var ids = new List<string>();
        foreach (var question in new[] { "total revenue", "revenue by region", "revenue by category", "number of orders" })
            ids.Add((await shop.AskAsync(question)).GetProperty("conversation_id").GetString()!);
        await shop.SendAsync(HttpMethod.Put, $"/conversations/{ids[1]}", new { pinned = true });

        var listed = new List<string>();
        string? cursor = null;
        do
        {
            var page = await shop.GetAsync($"/conversations?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            listed.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("conversation_id").GetString()!));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal([ids[1], ids[3], ids[2], ids[0]], listed);
    }

    [Theory]
    [InlineData("BY REGION", "revenue by region")]
    [InlineData("quarterly", "renamed")]
    [InlineData("nothing of the kind", null)]
    [InlineData("%", null)]
    public async Task List_Search_LooksIntoTitlesAndMessages(string search, string? found)
    {
        var shop = await chat.OpenShopAsync();
        await shop.AskAsync("revenue by region");
        var second = (await shop.AskAsync("total revenue")).GetProperty("conversation_id").GetString();
        await shop.SendAsync(HttpMethod.Put, $"/conversations/{second}", new { title = "Quarterly numbers" });

        var items = (await shop.GetAsync($"/conversations?search={Uri.EscapeDataString(search)}")).GetProperty("items");

        var titles = items.EnumerateArray().Select(i => i.GetProperty("title").GetString()).ToList();
        Assert.Equal(found switch { null => [], "renamed" => ["Quarterly numbers"], _ => [found] }, titles);
    }

    [Fact]
    public async Task List_SearchInASecondMessage_SaysWhereItWasFound()
    {
        var shop = await chat.OpenShopAsync();
        var id = (await shop.AskAsync("total revenue")).GetProperty("conversation_id").GetString();
        await shop.AskAsync(new { query = "number of orders by region", conversation_id = id });

        var item = Assert.Single((await shop.GetAsync("/conversations?search=orders by")).GetProperty("items").EnumerateArray());

        Assert.Equal("number of orders by region", item.GetProperty("found").GetString());
    }

    [Fact]
    public async Task Update_Archived_LeavesTheListUntilAskedFor()
    {
        var shop = await chat.OpenShopAsync();
        var id = (await shop.AskAsync("total revenue")).GetProperty("conversation_id").GetString();

        var changed = await shop.SendAsync(HttpMethod.Put, $"/conversations/{id}", new { archived = true, title = " Spring " });

        Assert.Equal(("Spring", true), (changed.Body.GetProperty("title").GetString(), changed.Body.GetProperty("archived").GetBoolean()));
        Assert.Equal(0, (await shop.GetAsync("/conversations")).GetProperty("items").GetArrayLength());
        Assert.Equal(1, (await shop.GetAsync("/conversations?include_archived=true")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Change_EveryKind_IsInTheTrail()
    {
        var shop = await chat.OpenShopAsync();
        var id = (await shop.SendAsync(HttpMethod.Post, "/conversations", new { title = "Spring" })).Body.GetProperty("conversation_id").GetString();
        await shop.SendAsync(HttpMethod.Put, $"/conversations/{id}", new { pinned = true });
        await shop.SendAsync(HttpMethod.Delete, $"/conversations/{id}");

        var trail = (await shop.TrailAsync()).Select(t => t.Event).ToList();

        Assert.Equal(["conversation.created", "conversation.changed", "conversation.deleted"], trail.Select(e => e.Action));
        Assert.All(trail, e => Assert.Equal((id, "ann", "succeeded"), (e.SubjectId, e.Actor, e.Outcome)));
        Assert.Contains("\"pinned\":true", trail[1].DetailsJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_Conversation_IsUnknownAtOnceAndPurgedAfterItsRetention()
    {
        var shop = await chat.OpenShopAsync();
        var id = (await shop.AskAsync("total revenue")).GetProperty("conversation_id").GetString();
        Assert.Equal(HttpStatusCode.NoContent, (await shop.SendAsync(HttpMethod.Delete, $"/conversations/{id}")).Status);

        await RefusesAsync(shop, HttpMethod.Get, $"/conversations/{id}");
        await RefusesAsync(shop, HttpMethod.Delete, $"/conversations/{id}");
        await shop.RefusesAsync(HttpStatusCode.NotFound, "chat.conversation-unknown", new { query = "by region", conversation_id = id });
        Assert.Equal(0, (await shop.GetAsync("/conversations?include_archived=true&search=revenue")).GetProperty("items").GetArrayLength());

        await chat.PurgeAsync();
        Assert.Single(await shop.MessagesAsync());
        await chat.ExecuteAsync($"UPDATE chat.conversations SET deleted_at = now() - interval '31 days' WHERE tenant_id = '{shop.Tenant}'");
        await chat.PurgeAsync();

        Assert.Empty(await shop.MessagesAsync());
        var purged = Assert.Single(await shop.TrailAsync(), t => t.Event.Action == "conversation.purged").Event;
        Assert.Equal((id, "system"), (purged.SubjectId, purged.Actor));
    }

    [Fact]
    public async Task Routes_ConversationOfSomebodyElse_Are404()
    {
        var (shop, other) = (await chat.OpenShopAsync(), await chat.OpenShopAsync());
        var answer = await shop.AskAsync("total revenue");
        var id = answer.GetProperty("conversation_id").GetString();
        var replay = $"/conversations/{id}/messages/{answer.GetProperty("message_id").GetString()}/replay";

        foreach (var (asker, subject) in new[] { (shop, "bob"), (other, "ann") })
        {
            await RefusesAsync(asker, HttpMethod.Get, $"/conversations/{id}", subject: subject);
            await RefusesAsync(asker, HttpMethod.Put, $"/conversations/{id}", new { title = "mine" }, subject);
            await RefusesAsync(asker, HttpMethod.Delete, $"/conversations/{id}", subject: subject);
            await RefusesAsync(asker, HttpMethod.Post, replay, subject: subject);
            Assert.Equal(0, (await asker.GetAsync("/conversations?search=revenue", subject)).GetProperty("items").GetArrayLength());
        }

        Assert.Equal("total revenue", (await shop.GetAsync($"/conversations/{id}")).GetProperty("conversation").GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("GET", "/conversations?limit=0", null, "chat.limit-invalid")]
    [InlineData("GET", "/conversations?limit=201", null, "chat.limit-invalid")]
    [InlineData("GET", "/conversations?cursor=x", null, "chat.cursor-invalid")]
    [InlineData("GET", "/conversations?cursor=1-99999999999999999999-0a000000000070008000000000000000", null, "chat.cursor-invalid")]
    [InlineData("POST", "/conversations", "{\"title\":\" \"}", "chat.title-invalid")]
    [InlineData("POST", "/conversations", "{\"title\":\"a\\u0000b\"}", "chat.title-invalid")]
    [InlineData("PUT", "/conversations/0a000000-0000-7000-8000-0000000000ff", "{}", "chat.change-missing")]
    public async Task Routes_MalformedRequest_SayWhatIsWrong(string method, string path, string? body, string code)
    {
        var shop = chat.NewTenant();

        var reply = await shop.SendAsync(new HttpMethod(method), path, body);

        Assert.Equal((HttpStatusCode.BadRequest, code), (reply.Status, reply.Body.GetProperty("code").GetString()));
    }

    private static async Task RefusesAsync(Shop shop, HttpMethod method, string path, object? body = null, string subject = "ann")
    {
        var reply = await shop.SendAsync(method, path, body, subject);
        Assert.Equal((HttpStatusCode.NotFound, "chat.conversation-unknown"), (reply.Status, reply.Body.GetProperty("code").GetString()));
    }
}
