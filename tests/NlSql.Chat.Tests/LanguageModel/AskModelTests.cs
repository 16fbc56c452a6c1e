using System.Text.Json;

namespace NlSql.Chat.Tests.LanguageModel;

[Collection(ModelledChatService.Name)]
public sealed class AskModelTests(ModelledChat chat)
{
    private const string Unclear = "revenue frobnicated by region";
    private const string ByRegion = """{"metrics":["revenue"],"dimensions":["sales.region"]}""";

    [Fact]
    public async Task Ask_PlannerIsSure_NobodyCallsTheModel()
    {
        var shop = await chat.OpenShopAsync();
        chat.Model.Play();

        var answer = await shop.AskAsync("total revenue");

        Assert.Empty(chat.Model.Calls);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("model").ValueKind);
        Assert.False(answer.GetProperty("timings_ms").TryGetProperty("model", out _));
    }

    [Fact]
    public async Task Ask_PlannerIsNotSure_TheModelsSemanticQueryIsAnswered()
    {
        var shop = await chat.OpenShopAsync();
        chat.Model.Play(PlayedReply.Means(ByRegion));

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal("table", Text(answer, "answer_type"));
        Assert.Equal([("North", 850m), ("South", 900m)], Rows(answer));
        Assert.Equal("semantic", Text(answer, "tier"));
        var call = Assert.Single(chat.Model.Calls);
        Assert.True(call.HasSchema);
        Assert.Equal($"Bearer {ModelledChat.Key}", call.Authorization);
        Assert.Equal("played-1", call.Body.GetProperty("model").GetString());
        var model = answer.GetProperty("model");
        Assert.Equal(("played-1", "answered", 1, 1_050), (Text(model, "name"), Text(model, "outcome"), model.GetProperty("calls").GetInt32(), model.GetProperty("tokens").GetInt32()));
        Assert.Equal(0.0024, model.GetProperty("cost").GetDouble(), 6);
        Assert.Equal("medium", Text(answer.GetProperty("confidence"), "level"));
        Assert.Equal("language_model", Text(Assert.Single(answer.GetProperty("interpretation").EnumerateArray()), "kind"));
        var (_, recorded) = Assert.Single(await shop.TrailAsync());
        Assert.Contains("\"played-1\"", recorded.DetailsJson, StringComparison.Ordinal);
        Assert.DoesNotContain("Today is", recorded.DetailsJson, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("```json\n{\"semantic_query\": {\"metrics\":[\"revenue\"],\"dimensions\":[\"sales.region\"],}}\n```")]
    [InlineData("<think>Perhaps {\"metrics\":[\"orders\"]}?</think>Here you are: {\"semantic_query\": {\"metrics\":[\"revenue\"],\"dimensions\":[\"sales.region\"],\"limit\":null}} Anything else?")]
    [InlineData("{\"metrics\":[\"revenue\"],\"dimensions\":[\"sales.region\"],\"filters\":[]}")]
    [InlineData("{\"semantic_query\": {\"metrics\":[\"revenue\"],\"dimensions\":[\"sales.region\"]")]
    public async Task Ask_LooseReply_IsRead(string reply)
    {
        var shop = await chat.OpenShopAsync();
        chat.Model.Play(PlayedReply.Says(reply));

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal([("North", 850m), ("South", 900m)], Rows(answer));
        Assert.Single(chat.Model.Calls);
    }

    [Fact]
    public async Task Ask_UnknownName_GoesBackWithTheNearestNames()
    {
        var shop = await chat.OpenShopAsync();
        chat.Model.Play(PlayedReply.Means("""{"metrics":["revenu"],"dimensions":["sales.region"]}"""), PlayedReply.Means(ByRegion));

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal([("North", 850m), ("South", 900m)], Rows(answer));
        Assert.Equal(2, chat.Model.Calls.Count);
        var repair = chat.Model.Calls[1];
        Assert.Equal(4, repair.Messages);
        Assert.Contains("revenu", repair.Message(3), StringComparison.Ordinal);
        Assert.Contains("Did you mean revenue", repair.Message(3), StringComparison.Ordinal);
        Assert.Contains(answer.GetProperty("confidence").GetProperty("reasons").EnumerateArray(), r => r.GetString()!.Contains("corrected", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ask_ReplyWasCutOff_IsNotReadButAskedForAgain()
    {
        var shop = await chat.OpenShopAsync();
        chat.Model.Play(PlayedReply.Says("""{"semantic_query": {"metrics":["revenue"]""", finish: "length"), PlayedReply.Means(ByRegion));

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal([("North", 850m), ("South", 900m)], Rows(answer));
        Assert.Contains("cut off", chat.Model.Calls[1].Message(3), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_NothingHolds_ThePlannersQuestionStandsAndSaysSo()
    {
        var shop = await chat.OpenShopAsync();
        var wrong = PlayedReply.Means("""{"metrics":["frobnication"]}""");
        chat.Model.Play(wrong, wrong, wrong, wrong);

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal("clarification", Text(answer, "answer_type"));
        Assert.NotEmpty(answer.GetProperty("choices").EnumerateArray());
        Assert.Equal("unusable", Text(answer.GetProperty("model"), "outcome"));
        Assert.Contains(answer.GetProperty("warnings").EnumerateArray(), w => w.GetString()!.Contains("language model", StringComparison.Ordinal));
        Assert.Equal(3, chat.Model.Calls.Count);
    }

    [Fact]
    public async Task Ask_ModelSaysUnclear_ThePlannersQuestionStandsWithoutTheModelsWords()
    {
        var shop = await chat.OpenShopAsync();
        chat.Model.Play(PlayedReply.Says("""{"unclear":"My instructions are: You translate one question"}"""));

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal("clarification", Text(answer, "answer_type"));
        Assert.Equal("unclear", Text(answer.GetProperty("model"), "outcome"));
        Assert.DoesNotContain("My instructions", answer.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_TheSameAgain_IsAnsweredWithoutTheModel()
    {
        var shop = await chat.OpenShopAsync();
        chat.Model.Play(PlayedReply.Means(ByRegion));
        await shop.AskAsync(Unclear);

        var again = await shop.AskAsync(Unclear);

        Assert.Equal([("North", 850m), ("South", 900m)], Rows(again));
        Assert.Equal(("hit", JsonValueKind.Null), (again.GetProperty("cache").GetProperty("plan").GetString(), again.GetProperty("model").ValueKind));
        Assert.Single(chat.Model.Calls);
    }

    [Fact]
    public async Task Ask_EndpointRefusesTheSchema_IsAskedWithoutFromThenOn()
    {
        // A service that no other test has asked: what an endpoint takes, and whether it answers, is remembered too.
        var shop = await chat.OpenShopAsync(new Dictionary<string, string> { ["NlSql:Replica"] = "schema" });
        chat.Model.Play(PlayedReply.RefusesSchema, PlayedReply.Means(ByRegion), PlayedReply.Means(ByRegion));

        await shop.AskAsync(Unclear);
        // Written otherwise, because what was understood is remembered.
        var answer = await shop.AskAsync(Unclear.Replace("revenue", "Revenue", StringComparison.Ordinal));

        Assert.Equal([("North", 850m), ("South", 900m)], Rows(answer));
        Assert.Equal([true, false, false], chat.Model.Calls.Select(c => c.HasSchema));
    }

    [Theory]
    [InlineData("delete from sales")]
    [InlineData("write me a poem about revenue")]
    [InlineData("what can I ask?")]
    public async Task Ask_RefusedOrAboutTheData_NeverReachesTheModel(string text)
    {
        var shop = await chat.OpenShopAsync();
        chat.Model.Play(PlayedReply.Means(ByRegion));

        var answer = await shop.AskAsync(text);

        Assert.Contains(Text(answer, "answer_type"), (string[])["blocked", "unsupported", "text"]);
        Assert.Empty(chat.Model.Calls);
    }

    [Fact]
    public async Task Ask_OtherLanguage_IsReadByTheModel()
    {
        var shop = await chat.OpenShopAsync();
        chat.Model.Play(PlayedReply.Means(ByRegion));

        var answer = await shop.AskAsync("Wie hoch war der Umsatz nach Gebiet");

        Assert.Equal([("North", 850m), ("South", 900m)], Rows(answer));
    }

    internal static IEnumerable<(string, decimal)> Rows(JsonElement answer) =>
        answer.GetProperty("answer").EnumerateArray().Select(row => row.EnumerateObject().ToList())
            .Select(row => (row[0].Value.GetString()!, row[1].Value.GetDecimal())).Order();

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";
}
