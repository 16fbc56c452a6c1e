using System.Text.Json;

namespace NlSql.Chat.Tests.LanguageModel;

/// <summary>Several replies to one question: what most of them find is the answer.</summary>
[Collection(ModelledChatService.Name)]
public sealed class CandidateTests(ModelledChat chat)
{
    private const string Unclear = "revenue frobnicated by region";
    private static readonly Dictionary<string, string> Three = new() { ["LLM_SQL_CANDIDATES"] = "3" };

    private static readonly PlayedReply ByRegion = PlayedReply.Means("""{"metrics":["revenue"],"dimensions":["sales.region"]}""");
    private static readonly PlayedReply Ordered = PlayedReply.Means("""{"metrics":[{"name":"revenue","as":"takings"}],"dimensions":["sales.region"],"order_by":["takings desc"]}""");
    private static readonly PlayedReply Total = PlayedReply.Means("""{"metrics":["revenue"]}""");
    private static readonly PlayedReply North = PlayedReply.Means("""{"metrics":["revenue"],"filters":{"column":"sales.region","op":"=","value":"North"}}""");

    [Fact]
    public async Task Ask_MostFindTheSameRows_TheyAreTheAnswerWithLessConfidence()
    {
        var shop = await chat.OpenShopAsync(Three);
        chat.Model.Play(ByRegion, Total, Ordered);

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal([("North", 850m), ("South", 900m)], AskModelTests.Rows(answer));
        Assert.Equal((3, "answered"), (answer.GetProperty("model").GetProperty("calls").GetInt32(), Outcome(answer)));
        Assert.Equal("low", answer.GetProperty("confidence").GetProperty("level").GetString());
    }

    [Fact]
    public async Task Ask_AllFindTheSameRows_TheConfidenceIsWhole()
    {
        var shop = await chat.OpenShopAsync(Three);
        chat.Model.Play(ByRegion, Ordered, ByRegion);

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal("medium", answer.GetProperty("confidence").GetProperty("level").GetString());
    }

    [Fact]
    public async Task Ask_EachFindsOtherRows_TheAskerIsAskedWithQueriesToChoose()
    {
        var shop = await chat.OpenShopAsync(Three);
        chat.Model.Play(ByRegion, Total, North);

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal(("clarification", "disagreed"), (answer.GetProperty("answer_type").GetString(), Outcome(answer)));
        Assert.Equal(["Revenue", "Revenue by Region of Sales", "Revenue, Region of Sales is North"], Choices(answer).Keys.Order(StringComparer.Ordinal));
        Assert.Equal("reading.candidates-differ", answer.GetProperty("issues")[0].GetProperty("code").GetString());
        var chosen = await shop.AskAsync(new { query = Unclear, choice = Choices(answer)["Revenue, Region of Sales is North"] });
        Assert.Equal(850m, chosen.GetProperty("answer").GetDecimal());
    }

    [Fact]
    public async Task Ask_ReadingWasChosen_TheConversationReadsItsQuestionSoWithoutTheModel()
    {
        var shop = await chat.OpenShopAsync(Three);
        chat.Model.Play(ByRegion, Total, North);
        var clarified = await shop.AskAsync(Unclear);
        var conversation = clarified.GetProperty("conversation_id").GetString();
        await shop.AskAsync(new { choice = Choices(clarified)["Revenue, Region of Sales is North"], conversation_id = conversation });
        chat.Model.Play(ByRegion, Total, North);

        var again = await shop.AskAsync(new { query = Unclear + "?", conversation_id = conversation });

        Assert.Equal(850m, again.GetProperty("answer").GetDecimal());
        Assert.Empty(chat.Model.Calls);
        Assert.Contains(again.GetProperty("assumptions").EnumerateArray(), a => a.GetString()!.Contains("as you chose in this conversation: Revenue, Region of Sales is North", StringComparison.Ordinal));
        Assert.Equal("disagreed", Outcome(await shop.AskAsync(Unclear)));
    }

    [Fact]
    public async Task Ask_ReadingWasChosen_ASimilarQuestionIsReadSoWhereTheModelOffersItAgain()
    {
        var shop = await chat.OpenShopAsync(Three);
        chat.Model.Play(ByRegion, Total, North);
        var clarified = await shop.AskAsync(Unclear);
        var conversation = clarified.GetProperty("conversation_id").GetString();
        await shop.AskAsync(new { query = Unclear, choice = Choices(clarified)["Revenue by Region of Sales"], conversation_id = conversation });
        chat.Model.Play(
            PlayedReply.Means("""{"metrics":["revenue"],"dimensions":["sales.region"],"time":"last 7 days"}"""),
            PlayedReply.Means("""{"metrics":["revenue"],"time":"last 7 days"}"""),
            PlayedReply.Means("""{"metrics":["orders"],"time":"last 7 days"}"""));

        var alike = await shop.AskAsync(new { query = Unclear + " in the last 7 days", conversation_id = conversation });

        Assert.Equal("table", alike.GetProperty("answer_type").GetString());
        Assert.Equal("sales.region", alike.GetProperty("semantic_query").GetProperty("dimensions")[0].GetString());
    }

    [Fact]
    public async Task Ask_OnlySqlDiffers_ThereIsNothingToChooseAndThePlannersQuestionStands()
    {
        var shop = await chat.OpenShopAsync(new Dictionary<string, string>(Three) { ["LLM_SQL_VERIFIER_ENABLED"] = "false" });
        chat.Model.Play([.. Enumerable.Range(1, 3).Select(n => PlayedReply.Writes($"SELECT {n} * sum(total_amount) AS revenue FROM sales"))]);

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal(("clarification", "disagreed"), (answer.GetProperty("answer_type").GetString(), Outcome(answer)));
        Assert.NotEqual("reading.candidates-differ", answer.GetProperty("issues")[0].GetProperty("code").GetString());
        Assert.Contains(answer.GetProperty("warnings").EnumerateArray(), w => w.GetString()!.Contains("different answers", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ask_PlannerWasNearlySure_NoMajorityOutvotesIt(bool agrees)
    {
        var shop = await chat.OpenShopAsync(new Dictionary<string, string>(Three) { ["NlSql:LanguageModel:AskBelow"] = "1" });
        var said = agrees ? Total : North;
        chat.Model.Play(said, said, said);

        var answer = await shop.AskAsync("total revenue");

        Assert.Equal(3, chat.Model.Calls.Count);
        Assert.Equal(agrees ? ("number", "answered") : ("clarification", "disagreed"), (answer.GetProperty("answer_type").GetString(), Outcome(answer)));
        if (!agrees)
            Assert.Equal(["Revenue, Region of Sales is North", "Revenue"], Choices(answer).Keys);
    }

    [Fact]
    public async Task Ask_SomeGiveNothing_TheOthersDecide()
    {
        var shop = await chat.OpenShopAsync(Three);
        chat.Model.Play(PlayedReply.Says("""{"unclear":""}"""), ByRegion, PlayedReply.Says("""{"unclear":""}"""));

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal([("North", 850m), ("South", 900m)], AskModelTests.Rows(answer));
        Assert.Equal("low", answer.GetProperty("confidence").GetProperty("level").GetString());
    }

    [Fact]
    public async Task Ask_WithoutTheModel_NobodyCallsIt()
    {
        var shop = await chat.OpenShopAsync();
        chat.Model.Play(ByRegion);

        var answer = await shop.AskAsync(new { query = Unclear, use_model = false });

        Assert.Equal("clarification", answer.GetProperty("answer_type").GetString());
        Assert.Empty(chat.Model.Calls);
    }

    private static Dictionary<string, JsonElement> Choices(JsonElement answer) =>
        answer.GetProperty("choices").EnumerateArray().ToDictionary(c => c.GetProperty("label").GetString()!, c => c.GetProperty("semantic_query"));

    private static string? Outcome(JsonElement answer) => answer.GetProperty("model").GetProperty("outcome").GetString();
}
