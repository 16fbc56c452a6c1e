using System.Net;
using System.Text.Json;
using Dapper;
using NlSql.Testing;

namespace NlSql.Chat.Tests.Conversations;

/// <summary>Turns of one conversation that are sent at the same time.</summary>
[Collection(ChatService.Name)]
public sealed class TurnOrderTests(ChatFixture chat)
{
    [Fact]
    public async Task Ask_FollowUpsAtOnce_EachSeesTheOneBefore()
    {
        var shop = await chat.OpenShopAsync();
        var conversation = (await shop.AskAsync("total revenue")).GetProperty("conversation_id").GetString();
        Task<JsonElement> Then(string question) => shop.AskAsync(new { query = question, conversation_id = conversation });

        await Task.WhenAll(Then("by region"), Then("only the last 7 days"), Then("only Toys"));

        var messages = (await shop.GetAsync($"/conversations/{conversation}")).GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal([1, 2, 3, 4], messages.Select(m => m.GetProperty("position").GetInt32()));
        // Whichever came last changes what the two before it made.
        var last = messages[^1].GetProperty("semantic_query");
        Assert.True(last.TryGetProperty("dimensions", out _) && last.TryGetProperty("time", out _) && last.TryGetProperty("filters", out _), last.GetRawText());
    }

    [Fact]
    public async Task Ask_WhileAnotherReplicaAnswersATurn_Waits()
    {
        var shop = await chat.OpenShopAsync();
        var conversation = (await shop.AskAsync("total revenue")).GetProperty("conversation_id").GetString();
        await shop.AskAsync(new { query = "by region", conversation_id = conversation });
        await using var replica = await chat.ConnectAsync();
        await using var turn = await replica.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await replica.ExecuteAsync("SELECT 1 FROM chat.conversation_turns WHERE conversation_id = @id::uuid FOR UPDATE", new { id = conversation }, turn);

        var asked = shop.AskAsync(new { query = "only the last 7 days", conversation_id = conversation });
        await Eventually.TrueAsync(
            async () => (await chat.ReadAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", new { })).Single() > 0,
            "the turn waits",
            TestContext.Current.CancellationToken);

        Assert.Equal(2, (await shop.MessagesAsync()).Count);
        // Names and pins wait for nobody.
        Assert.Equal(HttpStatusCode.OK, (await shop.SendAsync(HttpMethod.Put, $"/conversations/{conversation}", new { pinned = true })).Status);
        await turn.RollbackAsync(TestContext.Current.CancellationToken);
        await asked;
        Assert.Equal(3, (await shop.MessagesAsync()).Count);
    }
}
