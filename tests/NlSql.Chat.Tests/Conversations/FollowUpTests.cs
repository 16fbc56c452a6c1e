using System.Text.Json;

namespace NlSql.Chat.Tests.Conversations;

/// <summary>Turns that change the turn before them: 100 a day in the week to 10 March 2025 and 150 a day in the week after.</summary>
[Collection(ChatService.Name)]
public sealed class FollowUpTests(ChatFixture chat)
{
    [Fact]
    public async Task Ask_SeveralTurns_EachChangesTheOneBefore()
    {
        var shop = await chat.OpenShopAsync();
        var first = await shop.AskAsync("total revenue last 7 days");
        var conversation = first.GetProperty("conversation_id").GetString();
        Task<JsonElement> Then(string question) => shop.AskAsync(new { query = question, conversation_id = conversation });

        Assert.Equal(1050, first.GetProperty("answer").GetDecimal());
        var compared = await Then("compared to the week before");
        Assert.Equal(700, compared.GetProperty("answer")[0].GetProperty("revenue_previous").GetDecimal());
        var reasons = await Then("why?");
        Assert.Equal("revenue_change", Term(reasons, "order_by")[0].GetProperty("by").GetString());
        Assert.Equal("sales.region", Term(reasons, "dimensions")[0].GetString());
        var back = await Then("go back");
        Assert.Equal(Term(compared, "metrics").GetRawText(), Term(back, "metrics").GetRawText());
        Assert.False(back.GetProperty("semantic_query").TryGetProperty("dimensions", out _));
        var days = await Then("by day");
        Assert.Equal(7, days.GetProperty("row_count").GetInt32());
        var rows = await Then("show me the rows");
        Assert.Equal(7, rows.GetProperty("row_count").GetInt32());
        Assert.Contains(rows.GetProperty("assumptions").EnumerateArray(), a => a.GetString() == "Read as a change of the previous question.");
        // A whole question keeps nothing.
        Assert.Equal(1750, (await Then("total revenue")).GetProperty("answer").GetDecimal());
        Assert.Equal(7, (await shop.MessagesAsync()).Count);
    }

    [Fact]
    public async Task Ask_FollowUpOfAChoice_ChangesTheChoice()
    {
        var shop = await chat.OpenShopAsync();
        var asked = await shop.AskAsync("average revenue");
        Assert.True(asked.GetProperty("requires_clarification").GetBoolean());
        var conversation = asked.GetProperty("conversation_id").GetString();
        var choice = asked.GetProperty("choices")[0].GetProperty("semantic_query");
        var chosen = await shop.AskAsync(new { choice, conversation_id = conversation });

        var answer = await shop.AskAsync(new { query = "only the last 7 days", conversation_id = conversation });

        Assert.Equal(Term(chosen, "metrics").GetRawText(), Term(answer, "metrics").GetRawText());
        Assert.False(answer.GetProperty("requires_clarification").GetBoolean());
        Assert.True(answer.GetProperty("semantic_query").TryGetProperty("time", out _));
    }

    [Fact]
    public async Task Ask_FollowUpInAnotherConversation_IsAskedBack()
    {
        var shop = await chat.OpenShopAsync();
        await shop.AskAsync("total revenue last 7 days");

        Assert.Equal("unsupported", (await shop.AskAsync("hello")).GetProperty("answer_type").GetString());
        Assert.True((await shop.AskAsync("why?")).GetProperty("requires_clarification").GetBoolean());
    }

    [Fact]
    public async Task Ask_FollowUpAboutAnotherDataset_DoesNotSeeTheFirst()
    {
        var shop = await chat.OpenShopAsync();
        var first = await shop.AskAsync("total revenue last 7 days");
        var other = await shop.UploadAsync("other");

        var answer = await shop.AskAsync(new { query = "why?", conversation_id = first.GetProperty("conversation_id").GetString(), dataset_id = other });

        Assert.True(answer.GetProperty("requires_clarification").GetBoolean());
    }

    [Fact]
    public async Task Ask_UndoOfTheFirstTurn_SaysThatThereIsNothingBefore()
    {
        var shop = await chat.OpenShopAsync();
        var first = await shop.AskAsync("total revenue last 7 days");

        var answer = await shop.AskAsync(new { query = "undo", conversation_id = first.GetProperty("conversation_id").GetString() });

        Assert.Equal("followup.nothing-before", answer.GetProperty("issues")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Ask_AfterAQuestionThatWasAskedBack_OffersWhatItMeansOfTheAnswerBefore()
    {
        var shop = await chat.OpenShopAsync();
        var conversation = (await shop.AskAsync("revenue by day last 7 days")).GetProperty("conversation_id").GetString();
        Assert.True((await shop.AskAsync(new { query = "how many gizmos", conversation_id = conversation })).GetProperty("requires_clarification").GetBoolean());

        var asked = await shop.AskAsync(new { query = "top 3", conversation_id = conversation });
        Assert.Equal("followup.unanswered-before", asked.GetProperty("issues")[0].GetProperty("code").GetString());
        var chosen = await shop.AskAsync(new { choice = asked.GetProperty("choices")[0].GetProperty("semantic_query"), conversation_id = conversation });
        Assert.Equal(3, chosen.GetProperty("row_count").GetInt32());
        // It is answered now.
        Assert.Equal(2, (await shop.AskAsync(new { query = "top 2", conversation_id = conversation })).GetProperty("row_count").GetInt32());
    }

    [Fact]
    public async Task Ask_AfterAQuestionAboutAnotherDatasetWasAskedBack_SpeaksOfTheAnswerBefore()
    {
        var shop = await chat.OpenShopAsync();
        var other = await shop.UploadAsync("other");
        var first = await shop.AskAsync("revenue by day last 7 days");
        var (conversation, dataset) = (first.GetProperty("conversation_id").GetString(), first.GetProperty("dataset_id").GetString());
        Assert.True((await shop.AskAsync(new { query = "how many gizmos", conversation_id = conversation, dataset_id = other })).GetProperty("requires_clarification").GetBoolean());

        var answer = await shop.AskAsync(new { query = "top 3", conversation_id = conversation, dataset_id = dataset });

        Assert.Equal(3, answer.GetProperty("row_count").GetInt32());
    }

    [Fact]
    public async Task Ask_OfTheOneThatAListHad_IsAskedOfIt()
    {
        var shop = await chat.OpenShopAsync();
        var regions = await shop.AskAsync("regions with revenue over 860");
        Assert.Equal(1, regions.GetProperty("row_count").GetInt32());

        var answer = await shop.AskAsync(new { query = "total revenue of that region", conversation_id = regions.GetProperty("conversation_id").GetString() });

        Assert.Equal(900, answer.GetProperty("answer").GetDecimal());
        Assert.Contains(answer.GetProperty("assumptions").EnumerateArray(), a => a.GetString() == "It is asked of the region told before.");
    }

    [Fact]
    public async Task Ask_FollowUpBehindSql_DoesNotReachOverIt()
    {
        var shop = await chat.OpenShopAsync();
        var conversation = (await shop.AskAsync("total revenue last 7 days")).GetProperty("conversation_id").GetString();
        await shop.QueryAsync(new { sql = "SELECT count(*) FROM sales", dataset_id = shop.Dataset, conversation_id = conversation }, path: "/sql");

        var answer = await shop.AskAsync(new { query = "why?", conversation_id = conversation });

        Assert.True(answer.GetProperty("requires_clarification").GetBoolean());
    }

    private static JsonElement Term(JsonElement answer, string name) => answer.GetProperty("semantic_query").GetProperty(name);
}
