using System.Net;

namespace NlSql.Chat.Tests.Conversations;

[Collection(ChatService.Name)]
public sealed class ConversationTests(ChatFixture chat)
{
    [Fact]
    public async Task Ask_SecondTurn_IsKeptAfterTheFirst()
    {
        var shop = await chat.OpenShopAsync();

        var first = await shop.AskAsync("total revenue");
        var second = await shop.AskAsync(new { query = "revenue by region", conversation_id = first.GetProperty("conversation_id").GetString() });

        var messages = await shop.MessagesAsync();
        Assert.Equal([(1, "total revenue"), (2, "revenue by region")], messages.Select(m => (m.Position, m.Question)));
        Assert.Single(messages.Select(m => m.ConversationId).Distinct());
        Assert.Equal(second.GetProperty("message_id").GetGuid(), messages[1].MessageId);
    }

    [Fact]
    public async Task Ask_TurnsAtOnce_AreAllKeptWithoutGaps()
    {
        var shop = await chat.OpenShopAsync();
        var conversation = (await shop.AskAsync("total revenue")).GetProperty("conversation_id").GetString();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => shop.AskAsync(new { query = "revenue by region", conversation_id = conversation })));

        Assert.Equal(Enumerable.Range(1, 13), (await shop.MessagesAsync()).Select(m => m.Position));
        Assert.Equal(13, (await shop.TrailAsync()).Count);
    }

    [Fact]
    public async Task Ask_WithoutAConversation_StartsOneEachTime()
    {
        var shop = await chat.OpenShopAsync();

        await shop.AskAsync("total revenue");
        await shop.AskAsync("total revenue");

        Assert.Equal([1, 1], (await shop.MessagesAsync()).Select(m => m.Position));
    }

    [Fact]
    public async Task Ask_UnknownConversation_Is404()
    {
        var shop = await chat.OpenShopAsync();

        await shop.RefusesAsync(
            HttpStatusCode.NotFound, "chat.conversation-unknown", new { query = "total revenue", conversation_id = Guid.CreateVersion7() });
    }

    [Fact]
    public async Task Ask_ConversationOfSomebodyElse_Is404AndUntouched()
    {
        var (shop, other) = (await chat.OpenShopAsync(), await chat.OpenShopAsync());
        var conversation = (await shop.AskAsync("total revenue")).GetProperty("conversation_id").GetString();
        var body = new { query = "total revenue", conversation_id = conversation };

        await shop.RefusesAsync(HttpStatusCode.NotFound, "chat.conversation-unknown", body, subject: "bob");
        await other.RefusesAsync(HttpStatusCode.NotFound, "chat.conversation-unknown", body);

        Assert.Single(await shop.MessagesAsync());
        Assert.Empty(await other.MessagesAsync());
    }
}
