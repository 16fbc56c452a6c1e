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
    public async Task Ask_EachFindsOtherRows_TheAskerIsAsked()
    {
        var shop = await chat.OpenShopAsync(Three);
        chat.Model.Play(ByRegion, Total, North);

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal(("clarification", "disagreed"), (answer.GetProperty("answer_type").GetString(), Outcome(answer)));
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

    private static string? Outcome(JsonElement answer) => answer.GetProperty("model").GetProperty("outcome").GetString();
}
