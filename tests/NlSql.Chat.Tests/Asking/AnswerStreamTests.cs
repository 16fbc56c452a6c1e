namespace NlSql.Chat.Tests.Asking;

[Collection(ChatService.Name)]
public sealed class AnswerStreamTests(ChatFixture chat)
{
    [Fact]
    public async Task Ask_AsAStream_TellsTheStagesAndThenTheAnswer()
    {
        var shop = await chat.OpenShopAsync();

        var events = await chat.StreamAsync(shop.Ann, new { query = "total revenue" });

        Assert.Equal(["stage", "answer"], events.Select(e => e.Name).Distinct());
        Assert.Equal(["select", "understand", "suggest", "run", "tell", "remember"], events.SkipLast(1).Select(e => e.Data.GetProperty("stage").GetString()));
        Assert.All(events.SkipLast(1), e => Assert.True(e.Data.GetProperty("ms").GetDouble() >= 0));
        var answer = events[^1].Data;
        Assert.Equal((1750m, "number"), (answer.GetProperty("answer").GetDecimal(), answer.GetProperty("answer_type").GetString()));
        Assert.Single(await shop.MessagesAsync());
    }

    [Fact]
    public async Task Ask_AsAStreamWithoutAnAnswer_EndsWithTheProblem()
    {
        var shop = await chat.OpenShopAsync();

        var events = await chat.StreamAsync(shop.Ann, new { query = "total revenue", dataset_id = "7" });

        var (name, problem) = events[^1];
        Assert.Equal("problem", name);
        Assert.Equal("chat.dataset-id-malformed", problem.GetProperty("code").GetString());
        Assert.Equal("urn:nlsql:problem:chat.dataset-id-malformed", problem.GetProperty("type").GetString());
        Assert.Equal(400, problem.GetProperty("status").GetInt32());
    }
}
