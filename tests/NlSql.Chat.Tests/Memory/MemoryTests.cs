using System.Net;
using System.Text.Json;

namespace NlSql.Chat.Tests.Memory;

[Collection(ChatService.Name)]
public sealed class MemoryTests(ChatFixture chat)
{
    [Fact]
    public async Task Ask_WordsThatWereChosenBefore_AreReadTheSameWay()
    {
        var shop = await chat.OpenShopAsync();
        var clarified = await shop.AskAsync("how many receipts");
        var conversation = clarified.GetProperty("conversation_id").GetString();
        Assert.Equal(2, clarified.GetProperty("choices").GetArrayLength());
        var lines = Choice(clarified, "Order lines");
        await shop.AskAsync(new { query = "how many receipts", choice = lines, conversation_id = conversation });

        var again = await shop.AskAsync(new { query = "how many receipts", conversation_id = conversation });
        var grouped = await shop.AskAsync(new { query = "how many receipts by region", conversation_id = conversation });

        Assert.Equal(14, again.GetProperty("answer").GetInt32());
        Assert.Equal(lines.GetProperty("metrics").GetRawText(), again.GetProperty("semantic_query").GetProperty("metrics").GetRawText());
        Assert.Contains(Assumptions(again), a => a.Contains("as you chose in this conversation: Order lines", StringComparison.Ordinal));
        Assert.False(grouped.GetProperty("requires_clarification").GetBoolean(), grouped.GetRawText());
        Assert.Equal("sales.region", grouped.GetProperty("semantic_query").GetProperty("dimensions")[0].GetString());
    }

    [Fact]
    public async Task Ask_ChoiceWithoutItsQuestion_IsLearntFromTheClarificationBefore()
    {
        var shop = await chat.OpenShopAsync();
        var clarified = await shop.AskAsync("how many receipts");
        var conversation = clarified.GetProperty("conversation_id").GetString();
        var chosen = await shop.AskAsync(new { choice = Choice(clarified, "Orders"), conversation_id = conversation });

        var again = await shop.AskAsync(new { query = "how many receipts", conversation_id = conversation });

        Assert.Equal("number", again.GetProperty("answer_type").GetString());
        var memory = await shop.GetAsync($"/conversations/{conversation}/memory");
        var learnt = Assert.Single(memory.GetProperty("preferences").EnumerateArray());
        Assert.Equal(("favoured_metric", "how many receipts"), (learnt.GetProperty("kind").GetString(), learnt.GetProperty("about").GetString()));
        Assert.Equal(chosen.GetProperty("message_id").GetString(), learnt.GetProperty("message_id").GetString());
    }

    [Fact]
    public async Task Ask_OtherConversationTenantOrSubject_KnowsNothingOfAChoice()
    {
        var (shop, other) = (await chat.OpenShopAsync(), await chat.OpenShopAsync());
        var clarified = await shop.AskAsync("how many receipts");
        var conversation = clarified.GetProperty("conversation_id").GetString();
        await shop.AskAsync(new { query = "how many receipts", choice = Choice(clarified, "Orders"), conversation_id = conversation });

        Assert.True((await shop.AskAsync("how many receipts")).GetProperty("requires_clarification").GetBoolean());
        Assert.True((await other.AskAsync("how many receipts")).GetProperty("requires_clarification").GetBoolean());
        foreach (var (asker, subject) in new[] { (shop, "bob"), (other, "ann") })
        {
            var reply = await asker.SendAsync(HttpMethod.Get, $"/conversations/{conversation}/memory", null, subject);
            Assert.Equal((HttpStatusCode.NotFound, "chat.conversation-unknown"), (reply.Status, reply.Body.GetProperty("code").GetString()));
        }
    }

    [Fact]
    public async Task Delete_AChoice_AsksAgain()
    {
        var shop = await chat.OpenShopAsync();
        var clarified = await shop.AskAsync("how many receipts");
        var conversation = clarified.GetProperty("conversation_id").GetString();
        await shop.AskAsync(new { query = "how many receipts", choice = Choice(clarified, "Orders"), conversation_id = conversation });
        var id = (await shop.GetAsync($"/conversations/{conversation}/memory")).GetProperty("preferences")[0].GetProperty("memory_id").GetString();

        var deleted = await shop.SendAsync(HttpMethod.Delete, $"/conversations/{conversation}/memory/{id}");
        var twice = await shop.SendAsync(HttpMethod.Delete, $"/conversations/{conversation}/memory/{id}");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (deleted.Status, twice.Status));
        Assert.Equal("chat.memory-unknown", twice.Body.GetProperty("code").GetString());
        Assert.True((await shop.AskAsync(new { query = "how many receipts", conversation_id = conversation })).GetProperty("requires_clarification").GetBoolean());
        Assert.Contains(await shop.TrailAsync(), t => t.Event.Action == "memory.deleted" && t.Event.SubjectId == id);
    }

    [Fact]
    public async Task Ask_UsualPeriod_IsUsedWhereNoneIsNamedAndSaidSo()
    {
        var shop = await chat.OpenShopAsync();
        var noted = await shop.AskAsync("From now on use the last 7 days.");
        var conversation = noted.GetProperty("conversation_id").GetString();

        var usual = await shop.AskAsync(new { query = "total revenue", conversation_id = conversation });
        var named = await shop.AskAsync(new { query = "total revenue last 3 days", conversation_id = conversation });

        Assert.Equal(("text", "Noted for this conversation. Questions that name no period are about: last 7 days."), (noted.GetProperty("answer_type").GetString(), noted.GetProperty("answer").GetString()));
        Assert.Equal(1050m, usual.GetProperty("answer").GetDecimal());
        Assert.Contains("No period was named, so the usual one of this conversation is meant: last 7 days.", Assumptions(usual));
        Assert.Equal(450m, named.GetProperty("answer").GetDecimal());
        Assert.DoesNotContain(Assumptions(named), a => a.Contains("usual", StringComparison.Ordinal));
        Assert.Equal(1750m, (await shop.AskAsync("total revenue")).GetProperty("answer").GetDecimal());
    }

    [Fact]
    public async Task Ask_ChartAndNumbersWished_AreShownSo()
    {
        var shop = await chat.OpenShopAsync();
        var conversation = (await shop.AskAsync("always show bar charts")).GetProperty("conversation_id").GetString();
        await shop.AskAsync(new { query = "by default show numbers in thousands", conversation_id = conversation });

        var answer = await shop.AskAsync(new { query = "revenue by day last 7 days", conversation_id = conversation });

        Assert.Equal("bar", answer.GetProperty("chart").GetProperty("mark").GetString());
        Assert.Equal("#,##0.0,K", answer.GetProperty("columns")[1].GetProperty("format").GetString());
        Assert.Equal(2, Assumptions(answer).Count(a => a.Contains("as you asked for in this conversation", StringComparison.Ordinal)));
        var memory = await shop.GetAsync($"/conversations/{conversation}/memory");
        Assert.Equal(["number_format", "chart"], memory.GetProperty("preferences").EnumerateArray().Select(p => p.GetProperty("kind").GetString()));
        Assert.Equal("always show bar charts", memory.GetProperty("preferences")[1].GetProperty("question").GetString());
    }

    [Fact]
    public async Task Ask_TheSameWishAnew_ReplacesTheOldOne()
    {
        var shop = await chat.OpenShopAsync();
        var conversation = (await shop.AskAsync("from now on use the last 7 days")).GetProperty("conversation_id").GetString();
        await shop.AskAsync(new { query = "from now on use the last 3 days", conversation_id = conversation });

        Assert.Equal(450m, (await shop.AskAsync(new { query = "total revenue", conversation_id = conversation })).GetProperty("answer").GetDecimal());
        Assert.Equal(1, (await shop.GetAsync($"/conversations/{conversation}/memory")).GetProperty("preferences").GetArrayLength());
    }

    [Theory]
    [InlineData("which products are always returned")]
    [InlineData("always show the number of orders by region")]
    [InlineData("revenue from now on")]
    public async Task Ask_QuestionWithWordsOfAWish_IsAQuestion(string question)
    {
        var shop = await chat.OpenShopAsync();

        var answer = await shop.AskAsync(question);

        Assert.DoesNotContain("Noted", answer.GetProperty("explanation").GetString() ?? "", StringComparison.Ordinal);
        Assert.Equal(0, (await shop.GetAsync($"/conversations/{answer.GetProperty("conversation_id").GetString()}/memory")).GetProperty("preferences").GetArrayLength());
    }

    private static JsonElement Choice(JsonElement clarified, string label) =>
        clarified.GetProperty("choices").EnumerateArray().Single(c => c.GetProperty("label").GetString() == label).GetProperty("semantic_query");

    private static List<string> Assumptions(JsonElement answer) => [.. answer.GetProperty("assumptions").EnumerateArray().Select(a => a.GetString()!)];
}
