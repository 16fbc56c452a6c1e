using System.Net;
using System.Text.Json.Nodes;

namespace NlSql.Chat.Tests.Asking;

[Collection(ChatService.Name)]
public sealed class KeptAnswerTests(ChatFixture chat)
{
    [Theory]
    [InlineData("total revenue last 7 days", "answered")]
    [InlineData("revenue by region", "answered")]
    [InlineData("revenue frobnicated by region", "clarified")]
    [InlineData("drop table sales", "blocked")]
    [InlineData("what is the weather in Berlin", "unsupported")]
    [InlineData("what can I ask?", "answered")]
    public async Task Ask_AnyAnswer_IsInTheTrailOnceAndKeptAsItWasSent(string question, string outcome)
    {
        var shop = await chat.OpenShopAsync();

        var answer = await shop.AskAsync(question);

        var (id, recorded) = Assert.Single(await shop.TrailAsync());
        var message = Assert.Single(await shop.MessagesAsync());
        Assert.Equal(answer.GetProperty("audit_id").GetGuid(), id);
        Assert.Equal((outcome, question, "ann"), (recorded.Outcome, recorded.Question, recorded.Actor));
        Assert.Equal((shop.Tenant, shop.Dataset), (recorded.TenantId, recorded.DatasetId));
        Assert.Equal(answer.GetProperty("sql").GetString(), recorded.Sql);
        Assert.Equal(answer.GetProperty("message_id").GetString(), recorded.SubjectId);
        Assert.Equal(answer.GetProperty("message_id").GetGuid(), message.MessageId);
        Assert.Equal(question, message.Question);
        Assert.True(
            JsonNode.DeepEquals(KeptMessage.WithoutTimings(answer.GetRawText()), KeptMessage.WithoutTimings(message.Answer)),
            $"Sent: {answer.GetRawText()}\nKept: {message.Answer}");
    }

    [Fact]
    public async Task Ask_TrailTakesNothing_GivesNoAnswerAndKeepsNoMessage()
    {
        var shop = await chat.OpenShopAsync();
        await chat.ExecuteAsync("REVOKE INSERT ON chat.outbox FROM nlsql_chat");
        try
        {
            var reply = await shop.SendAsync(new { query = "total revenue" });

            Assert.Equal(HttpStatusCode.InternalServerError, reply.Status);
            Assert.False(reply.Body.TryGetProperty("answer", out _));
            Assert.Empty(await shop.MessagesAsync());
        }
        finally
        {
            await chat.ExecuteAsync("GRANT INSERT ON chat.outbox TO nlsql_chat");
        }
    }

    [Fact]
    public async Task Ask_MessageCannotBeKept_LeavesAFailureInTheTrailAndNoAnswer()
    {
        var shop = await chat.OpenShopAsync();
        await chat.ExecuteAsync("REVOKE INSERT ON chat.messages FROM nlsql_chat");
        try
        {
            var reply = await shop.SendAsync(new { query = "total revenue" });

            Assert.Equal(HttpStatusCode.InternalServerError, reply.Status);
            var entry = Assert.Single(await shop.TrailAsync()).Event;
            Assert.Equal(("question.asked", "failed", (string?)null), (entry.Action, entry.Outcome, entry.Sql));
        }
        finally
        {
            await chat.ExecuteAsync("GRANT INSERT ON chat.messages TO nlsql_chat");
        }
    }

    [Theory]
    [InlineData("chat.dataset-id-malformed", "not-a-uuid", "total revenue")]
    [InlineData("chat.dataset-unknown", "0a000000-0000-7000-8000-0000000000ff", "total revenue")]
    [InlineData("chat.question-missing", null, " ")]
    [InlineData("question.control-character", null, "total\u0000revenue")]
    public async Task Ask_Refused_IsInTheTrailOnceWithItsCodeAndKeepsNoMessage(string code, string? dataset, string question)
    {
        var shop = await chat.OpenShopAsync();

        await shop.SendAsync(new { query = question, dataset_id = dataset });

        var (_, recorded) = Assert.Single(await shop.TrailAsync());
        Assert.Equal("failed", recorded.Outcome);
        Assert.Contains($"\"{code}\"", recorded.DetailsJson, StringComparison.Ordinal);
        Assert.Empty(await shop.MessagesAsync());
    }

    [Fact]
    public async Task Ask_EmojiWhereTheTitleEnds_KeepsTheQuestionWhole()
    {
        var shop = await chat.OpenShopAsync();
        var question = new string('x', 79) + "\U0001F600 revenue";

        await shop.AskAsync(question);

        Assert.Equal(question, Assert.Single(await shop.MessagesAsync()).Question);
        Assert.Equal(question, Assert.Single(await shop.TrailAsync()).Event.Question);
    }

    [Fact]
    public async Task Ask_ChoiceWithAQuestionThatCannotBeStored_IsAnswered()
    {
        var shop = await chat.OpenShopAsync();
        var choice = (await shop.AskAsync(new { query = "total revenue", dry_run = true })).GetProperty("semantic_query");

        var answer = await shop.AskAsync(new { query = "a\u0000b", choice });

        Assert.Equal(1750m, answer.GetProperty("answer").GetDecimal());
    }
}
