using System.Net;
using System.Text.Json;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Chat.Tests.Asking;

/// <summary>A key for single datasets asks those, and nothing else of the tenant.</summary>
public sealed class GrantTests(ChatFixture chat) : IClassFixture<ChatFixture>
{
    [Fact]
    public async Task Ask_ByAKeyForOneDataset_KnowsThatAlone()
    {
        var shop = await chat.OpenShopAsync();
        var granted = shop.Dataset;
        var newer = await shop.UploadAsync("autumn", new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));
        var caller = shop.Ann with { Role = Roles.Editor, Datasets = [granted] };

        var unnamed = await chat.SendAsync(caller, new { query = "total revenue", plugin = "retail" });
        Assert.Equal((HttpStatusCode.OK, granted), (unnamed.Status, unnamed.Body.GetProperty("dataset_id").GetGuid()));
        Assert.DoesNotContain(unnamed.Body.GetProperty("assumptions").EnumerateArray(), a => a.GetString()!.Contains("newest", StringComparison.Ordinal));
        foreach (var (path, body) in new (string, object)[]
        {
            ("/chat", new { query = "total revenue", dataset_id = newer }),
            ("/sql", new { sql = "SELECT count(*) FROM sales", dataset_id = newer }),
            ("/query", new { semantic_query = new { metrics = new[] { new { name = "revenue" } } }, dataset_id = newer }),
        })
        {
            var (status, problem) = await chat.SendAsync(caller, body, path);
            Assert.Equal((HttpStatusCode.NotFound, "chat.dataset-unknown"), (status, problem.GetProperty("code").GetString()));
        }

        Assert.Equal(HttpStatusCode.OK, (await chat.SendAsync(caller, HttpMethod.Get, "/conversations")).Status);
        var (refused, why) = await chat.SendAsync(caller, HttpMethod.Get, "/reviews");
        Assert.Equal((HttpStatusCode.Forbidden, "identity.dataset-grant"), (refused, why.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Conversations_OfACallerWhoWasGrantedMoreBefore_AreThoseAboutGrantedDatasets()
    {
        var shop = await chat.OpenShopAsync();
        var granted = shop.Dataset;
        var caller = shop.Ann with { Role = Roles.Editor, Datasets = [granted] };
        var other = await shop.UploadAsync("autumn");
        var kept = (await shop.AskAsync(new { query = "total revenue", dataset_id = granted })).GetProperty("conversation_id").GetGuid();
        var (hidden, message) = Ids(await shop.AskAsync(new { query = "total revenue", dataset_id = other }));
        await shop.AskAsync(new { query = "number of orders", dataset_id = granted, conversation_id = hidden });

        var listed = await chat.SendAsync(caller, HttpMethod.Get, "/conversations");

        Assert.Equal(kept, Assert.Single(listed.Body.GetProperty("items").EnumerateArray()).GetProperty("conversation_id").GetGuid());
        Assert.Equal(HttpStatusCode.OK, (await chat.SendAsync(caller, HttpMethod.Get, $"/conversations/{kept}")).Status);
        foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Get, $"/conversations/{hidden}", null),
            (HttpMethod.Get, $"/conversations/{hidden}/memory", null),
            (HttpMethod.Put, $"/conversations/{hidden}", new { title = "mine" }),
            (HttpMethod.Delete, $"/conversations/{hidden}", null),
            (HttpMethod.Post, $"/conversations/{hidden}/messages/{message}/replay", null),
            (HttpMethod.Post, "/chat", new { query = "by region", conversation_id = hidden, dataset_id = granted }),
            (HttpMethod.Post, "/feedback", new { message_id = message, rating = "up" }),
        })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await chat.SendAsync(caller, method, path, body)).Status);
        }

        Assert.Equal(2, (await shop.GetAsync("/conversations")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Feedback_ByAnEditorForOneDataset_IsWhatWasSaidOfIt()
    {
        var shop = await chat.OpenShopAsync();
        var granted = shop.Dataset;
        var other = await shop.UploadAsync("autumn");
        var caller = shop.Ann with { Subject = "eve", Role = Roles.Editor, Datasets = [granted] };
        foreach (var (dataset, rating) in new[] { (granted, "up"), (other, "down") })
        {
            var (_, message) = Ids(await shop.AskAsync(new { query = "total revenue", dataset_id = dataset }));
            await chat.SendAsync(shop.Ann with { Role = Roles.Analyst }, new { message_id = message, rating }, "/feedback");
        }

        var said = await chat.SendAsync(caller, HttpMethod.Get, "/feedback");
        var counted = await chat.SendAsync(caller, HttpMethod.Get, "/feedback/stats");

        Assert.Equal("up", Assert.Single(said.Body.GetProperty("items").EnumerateArray()).GetProperty("rating").GetString());
        Assert.Equal(1, counted.Body.GetProperty("all").GetProperty("total").GetInt32());
    }

    private static (Guid Conversation, Guid Message) Ids(JsonElement answer) => (answer.GetProperty("conversation_id").GetGuid(), answer.GetProperty("message_id").GetGuid());
}
