using System.Net;
using System.Text.Json;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing.Retail;

namespace NlSql.Chat.Tests.Learning;

/// <summary>A word that parts a correction from the planner's reading is proposed as a synonym, and used once somebody accepts it.</summary>
[Collection(ChatService.Name)]
public sealed class SynonymTests(ChatFixture chat)
{
    private const string ByRegion = """{"metrics":["revenue"],"dimensions":["sales.region"]}""";
    private const string OrdersByRegion = """{"metrics":["orders"],"dimensions":["sales.region"]}""";

    [Fact]
    public async Task Correction_DiffersInAWordNobodyKnew_IsUsedInOtherQuestionsOnceAccepted()
    {
        var shop = await chat.OpenShopAsync();
        await shop.CorrectAsync("frobnication by region", ByRegion);

        var proposed = Assert.Single(await SynonymsAsync(shop));
        Assert.Equal(("frobnication", "metric", "revenue"), Synonym(proposed));
        Assert.StartsWith("“frobnication” means Revenue", Text(proposed, "reason"), StringComparison.Ordinal);
        Assert.Equal("clarification", Text(await shop.AskAsync("frobnication last 7 days"), "answer_type"));

        Assert.Equal("accepted", Text((await DecideAsync(shop, proposed, "accept")).Body, "status"));
        var answer = await shop.AskAsync("Frobnications last 7 days");

        Assert.Equal(1050m, answer.GetProperty("answer").GetDecimal());
        Assert.Contains(answer.GetProperty("interpretation").EnumerateArray(), s => (Text(s, "text"), Text(s, "kind"), Text(s, "meaning")) == ("Frobnications", "metric", "Revenue"));
        Assert.Contains("“Frobnications” means Revenue here, as somebody accepted in the reviews.", Assumptions(answer));
        Assert.Contains("review.accepted", (await shop.TrailAsync()).Select(t => t.Event.Action));
    }

    [Fact]
    public async Task Correction_DiffersInAWordReadOtherwise_IsReadSoEverywhereOnceAccepted()
    {
        var shop = await chat.OpenShopAsync();
        await shop.CorrectAsync("turnover by region", OrdersByRegion);
        Assert.Equal(1050m, (await shop.AskAsync("turnover last 7 days")).GetProperty("answer").GetDecimal());
        Assert.Equal("hit", Text((await shop.AskAsync("turnover last 7 days")).GetProperty("cache"), "plan"));

        await DecideAsync(shop, Assert.Single(await SynonymsAsync(shop)), "accept");

        Assert.Equal(7, (await shop.AskAsync("turnover last 7 days")).GetProperty("answer").GetInt32());
    }

    [Fact]
    public async Task Correction_DiffersInAWordForAValue_IsUsedAsThatValue()
    {
        var shop = await chat.OpenShopAsync();
        await shop.CorrectAsync("total revenue in the boondocks", """{"metrics":["revenue"],"filters":{"column":"sales.region","op":"=","value":"North"}}""");

        var proposed = Assert.Single(await SynonymsAsync(shop));
        await DecideAsync(shop, proposed, "accept");

        Assert.Equal(("boondocks", "value", "sales.region"), Synonym(proposed));
        Assert.Equal("North", (await shop.AskAsync("number of orders in the boondocks")).GetProperty("semantic_query").GetProperty("filters").GetProperty("value").GetString());
    }

    [Theory]
    [InlineData("frobnication by zorbs", ByRegion)]
    [InlineData("frobnicate revenue by region", ByRegion)]
    [InlineData("revenue by region", ByRegion)]
    [InlineData("revenue by region", OrdersByRegion)]
    public async Task Correction_DiffersInMoreOrInNothing_ProposesNoSynonym(string question, string meaning)
    {
        var shop = await chat.OpenShopAsync();

        await shop.CorrectAsync(question, meaning);

        Assert.Empty(await SynonymsAsync(shop));
    }

    [Fact]
    public async Task Synonym_Rejected_IsNeitherUsedNorProposedAgain()
    {
        var shop = await chat.OpenShopAsync();
        await shop.CorrectAsync("frobnication by region", ByRegion);

        await DecideAsync(shop, Assert.Single(await SynonymsAsync(shop)), "reject");
        await shop.CorrectAsync("frobnication by category", """{"metrics":["revenue"],"dimensions":["sales.category"]}""");

        Assert.Equal("clarification", Text(await shop.AskAsync("frobnication last 7 days"), "answer_type"));
        Assert.Empty(await SynonymsAsync(shop));
    }

    [Fact]
    public async Task Synonym_RejectedAfterItWasAccepted_IsForgotten()
    {
        var shop = await chat.OpenShopAsync();
        await shop.CorrectAsync("frobnication by region", ByRegion);
        var proposed = Assert.Single(await SynonymsAsync(shop));
        await DecideAsync(shop, proposed, "accept");
        Assert.Equal("number", Text(await shop.AskAsync("frobnication last 7 days"), "answer_type"));

        Assert.Equal(HttpStatusCode.Conflict, (await DecideAsync(shop, proposed, "accept")).Status);
        await DecideAsync(shop, proposed, "reject");

        Assert.Equal("clarification", Text(await shop.AskAsync("frobnication last 7 days"), "answer_type"));
    }

    [Fact]
    public async Task Synonym_OfOneTenant_IsNothingToAnother()
    {
        var (shop, other) = (await chat.OpenShopAsync(), await chat.OpenShopAsync());
        await shop.CorrectAsync("frobnication by region", ByRegion);
        var proposed = Assert.Single(await SynonymsAsync(shop));
        await DecideAsync(shop, proposed, "accept");

        Assert.Equal("clarification", Text(await other.AskAsync("frobnication last 7 days"), "answer_type"));
        Assert.Equal(HttpStatusCode.NotFound, (await DecideAsync(other, proposed, "reject")).Status);
        Assert.Equal("number", Text(await shop.AskAsync("frobnication last 7 days"), "answer_type"));
    }

    [Fact]
    public async Task Synonym_OfOneDatasetWithoutAPlugin_IsNothingToAnother()
    {
        var retail = RetailPlugin.Read();
        var model = retail with { Version = "own", Plugin = retail.Plugin with { Id = "own" } };
        var shop = chat.NewTenant(null);
        await shop.UploadAsync(model);
        await shop.CorrectAsync("frobnication by region", ByRegion);
        await DecideAsync(shop, Assert.Single(await SynonymsAsync(shop)), "accept");
        Assert.Equal("number", Text(await shop.AskAsync("frobnication last 7 days"), "answer_type"));

        await shop.UploadAsync(model);

        Assert.Equal("clarification", Text(await shop.AskAsync(new { query = "frobnication last 7 days", dataset_id = shop.Dataset }), "answer_type"));
    }

    [Fact]
    public async Task Synonym_ModelLosesWhatItMeans_CannotBeAccepted()
    {
        var shop = await OpenOwnAsync();
        await shop.CorrectAsync("frobnication by region", OrdersByRegion);
        var proposed = Assert.Single(await SynonymsAsync(shop));
        var model = RetailPlugin.Read();
        await shop.ChangeModelAsync(model with
        {
            Version = "fewer",
            QuestionPacks = [],
            Insights = [],
            Metrics = [.. model.Metrics.Where(m => m.Name == "revenue")],
        });

        var reply = await DecideAsync(shop, proposed, "accept");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "chat.synonym-stale"), (reply.Status, Text(reply.Body, "code")));
    }

    [Fact]
    public async Task Synonym_AcceptedWithAMeaningOfItsOwn_IsRefused()
    {
        var shop = await chat.OpenShopAsync();
        await shop.CorrectAsync("frobnication by region", ByRegion);
        var proposed = Assert.Single(await SynonymsAsync(shop));

        var reply = await shop.CallAsync(HttpMethod.Post, $"/reviews/{Text(proposed, "review_id")}", new { decision = "accept", sql = "SELECT 1" }, Roles.Editor);

        Assert.Equal((HttpStatusCode.BadRequest, "chat.review-decision-malformed"), (reply.Status, Text(reply.Body, "code")));
    }

    [Fact]
    public async Task Choice_MadeInThreeConversations_IsProposed()
    {
        var shop = await chat.OpenShopAsync();
        for (var conversation = 1; conversation <= 3; conversation++)
        {
            Assert.Empty(await SynonymsAsync(shop));
            var clarified = await shop.AskAsync("how many receipts");
            var lines = clarified.GetProperty("choices").EnumerateArray().Single(c => Text(c, "label") == "Order lines").GetProperty("semantic_query");
            await shop.AskAsync(new { query = conversation == 2 ? null : "how many receipts", choice = lines, conversation_id = Text(clarified, "conversation_id") });
        }

        await DecideAsync(shop, Assert.Single(await SynonymsAsync(shop)), "accept");

        Assert.Equal(14, (await shop.AskAsync("how many receipts")).GetProperty("answer").GetInt32());
        Assert.Equal(7, (await shop.AskAsync("how many receipts last 7 days")).GetProperty("answer").GetInt32());
    }

    private async Task<Shop> OpenOwnAsync()
    {
        var shop = chat.NewTenant(null);
        await shop.UploadAsync(RetailPlugin.Read() with { Version = "whole" });
        return shop;
    }

    private static Task<Testing.Http.Reply> DecideAsync(Shop shop, JsonElement review, string decision) =>
        shop.CallAsync(HttpMethod.Post, $"/reviews/{Text(review, "review_id")}", new { decision }, Roles.Editor);

    private static Task<IReadOnlyList<JsonElement>> SynonymsAsync(Shop shop) => ReviewsAsync(shop, "synonym");

    private static async Task<IReadOnlyList<JsonElement>> ReviewsAsync(Shop shop, string kind) =>
        [.. (await shop.CallAsync(HttpMethod.Get, $"/reviews?kind={kind}", null, Roles.Editor)).Body.GetProperty("reviews").EnumerateArray()];

    private static (string Phrase, string Kind, string Name) Synonym(JsonElement review)
    {
        var synonym = review.GetProperty("synonym");
        return (Text(synonym, "phrase"), Text(synonym, "kind"), Text(synonym, "name"));
    }

    private static IEnumerable<string> Assumptions(JsonElement answer) => answer.GetProperty("assumptions").EnumerateArray().Select(a => a.GetString()!);

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";
}
