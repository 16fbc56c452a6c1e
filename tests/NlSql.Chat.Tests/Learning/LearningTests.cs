using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NlSql.Chat.Learning;
using NlSql.Chat.Tests.LanguageModel;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing;
using NlSql.Testing.Retail;
using Npgsql;

namespace NlSql.Chat.Tests.Learning;

/// <summary>What people say a question means is checked, decided, and then answers it, with a language model or without.</summary>
[Collection(ModelledChatService.Name)]
public sealed class LearningTests(ModelledChat chat)
{
    private const string Unclear = "frobnicated takings";
    private const string North = """{"metrics":["revenue"],"filters":{"column":"sales.region","op":"=","value":"North"}}""";

    [Fact]
    public async Task Correction_Accepted_AnswersItsQuestionWithoutTheModel()
    {
        var shop = await chat.OpenShopAsync();
        var review = await CorrectAsync(shop, Unclear, North);
        chat.Model.Play();

        var accepted = await shop.CallAsync(HttpMethod.Post, $"/reviews/{review}", new { decision = "accept" }, Roles.Editor);
        var answer = await shop.AskAsync("Frobnicated takings?");

        Assert.Equal((HttpStatusCode.OK, "accepted"), (accepted.Status, Text(accepted.Body, "status")));
        Assert.Equal((850m, "verified"), (answer.GetProperty("answer").GetDecimal(), Text(answer, "tier")));
        Assert.Empty(chat.Model.Calls);
        Assert.Contains("review.accepted", (await shop.TrailAsync()).Select(t => t.Event.Action));
    }

    [Fact]
    public async Task Correction_Accepted_ComesBeforeASureReading()
    {
        var shop = await chat.OpenShopAsync();
        var review = await CorrectAsync(shop, "total revenue", North);
        Assert.Equal(1750m, (await shop.AskAsync("total revenue")).GetProperty("answer").GetDecimal());

        await shop.CallAsync(HttpMethod.Post, $"/reviews/{review}", new { decision = "accept" }, Roles.Editor);

        Assert.Equal(850m, (await shop.AskAsync("total revenue")).GetProperty("answer").GetDecimal());
    }

    [Fact]
    public async Task Correction_Rejected_ChangesNothing()
    {
        var shop = await chat.OpenShopAsync();
        var review = await CorrectAsync(shop, "total revenue", North);

        await shop.CallAsync(HttpMethod.Post, $"/reviews/{review}", new { decision = "reject" }, Roles.Editor);

        Assert.Equal(1750m, (await shop.AskAsync("total revenue")).GetProperty("answer").GetDecimal());
        var again = await shop.CallAsync(HttpMethod.Post, $"/reviews/{review}", new { decision = "accept" }, Roles.Editor);
        Assert.Equal((HttpStatusCode.Conflict, "chat.review-decided"), (again.Status, Text(again.Body, "code")));
    }

    [Fact]
    public async Task Correction_RelativeDates_StayRelative()
    {
        var shop = await chat.OpenShopAsync();
        var review = await CorrectAsync(shop, Unclear, """{"metrics":["revenue"],"time":"last 7 days"}""");
        await shop.CallAsync(HttpMethod.Post, $"/reviews/{review}", new { decision = "accept" }, Roles.Editor);
        Assert.Equal(1050m, (await shop.AskAsync(Unclear)).GetProperty("answer").GetDecimal());

        await shop.AppendAsync(1_000m);

        Assert.Equal(1900m, (await shop.AskAsync(Unclear)).GetProperty("answer").GetDecimal());
    }

    [Fact]
    public async Task Correction_OfOneTenant_IsNothingToAnother()
    {
        var shop = await chat.OpenShopAsync();
        var other = await chat.OpenShopAsync();
        var review = await CorrectAsync(shop, Unclear, North);
        await shop.CallAsync(HttpMethod.Post, $"/reviews/{review}", new { decision = "accept" }, Roles.Editor);
        chat.Model.Play(PlayedReply.Says("""{"unclear":""}"""));

        var answer = await other.AskAsync(Unclear);

        Assert.Equal("clarification", Text(answer, "answer_type"));
        Assert.DoesNotContain("North", Assert.Single(chat.Model.Calls).Message(1), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.CallAsync(HttpMethod.Post, $"/reviews/{review}", new { decision = "accept" }, Roles.Editor)).Status);
        Assert.DoesNotContain(review.ToString(), (await other.CallAsync(HttpMethod.Get, "/reviews?status=all", null, Roles.Editor)).Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correction_OfOneDatasetWithoutAPlugin_IsNothingToAnother()
    {
        var retail = RetailPlugin.Read();
        var model = retail with { Version = "own", Plugin = retail.Plugin with { Id = "own" } };
        var shop = chat.NewTenant(null);
        await shop.UploadAsync(model);
        var review = await CorrectAsync(shop, Unclear, North);
        await shop.CallAsync(HttpMethod.Post, $"/reviews/{review}", new { decision = "accept" }, Roles.Editor);
        chat.Model.Play(PlayedReply.Says("""{"unclear":""}"""));

        await shop.UploadAsync(model);
        var answer = await shop.AskAsync(new { query = Unclear, dataset_id = shop.Dataset });

        Assert.Equal("clarification", Text(answer, "answer_type"));
    }

    [Fact]
    public async Task Correction_StillOpen_IsAnExampleForItsAuthorOnly()
    {
        var shop = await chat.OpenShopAsync();
        await CorrectAsync(shop, "frobnicated takings of the north", North);
        chat.Model.Play(PlayedReply.Says("""{"unclear":""}"""), PlayedReply.Says("""{"unclear":""}"""));

        await shop.SendAsync(new { query = "frobnicated takings of the south" });
        await shop.SendAsync(new { query = "frobnicated takings of the south" }, "bob");

        Assert.Equal([true, false], chat.Model.Calls.Select(c => c.Message(1).Contains("frobnicated takings of the north => {", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Correction_PolicyForbidsItLater_IsNotUsedAnyMore()
    {
        var retail = RetailPlugin.Read();
        chat.Plugins["strict"] = retail with { Version = "s1" };
        var shop = await chat.OpenShopAsync("strict");
        var review = await CorrectAsync(shop, Unclear, North);
        await shop.CallAsync(HttpMethod.Post, $"/reviews/{review}", new { decision = "accept" }, Roles.Editor);
        Assert.Equal(850m, (await shop.AskAsync(Unclear)).GetProperty("answer").GetDecimal());
        chat.Model.Play();

        chat.Plugins["strict"] = retail with { Version = "s2", Policy = retail.Policy with { ForbiddenColumns = [.. retail.Policy.ForbiddenColumns, "sales.region"] } };
        chat.Clock.Forward(TimeSpan.FromSeconds(30));

        await Eventually.TrueAsync(
            async () => Text(await shop.AskAsync(Unclear), "answer_type") == "clarification", "the new policy", TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("""{"metrics":["frobnication"]}""", null, "chat.query-refused")]
    [InlineData("""{"metrics":7}""", null, "chat.query-malformed")]
    [InlineData("""{"from":"customers","shape":"rows","return":["customers.email"]}""", null, "chat.query-refused")]
    [InlineData(null, "DROP TABLE sales", "chat.sql-refused")]
    [InlineData(null, "SELECT email FROM customers", "chat.sql-refused")]
    [InlineData(null, null, "chat.meaning-missing")]
    public async Task Correction_ThatCannotRun_IsNotStored(string? query, string? sql, string code)
    {
        var shop = await chat.OpenShopAsync();

        var result = await Corrections.CheckAsync(shop.Ann, shop.Dataset, Unclear, query is null ? null : JsonElement.Parse(query), sql, TestContext.Current.CancellationToken);

        Assert.False(result.TryGet(out _, out var failure));
        Assert.Equal(code, failure.Code);
        Assert.Empty(await ReviewsAsync(shop));
    }

    [Fact]
    public async Task Ask_NotUnderstood_LandsInTheReviewsOnce()
    {
        var shop = await chat.OpenShopAsync();
        chat.Model.Play();

        await shop.AskAsync(Unclear);
        await shop.AskAsync(Unclear);

        var review = Assert.Single(await ReviewsAsync(shop));
        Assert.Equal(("failed", "open", Unclear, 2), (Text(review, "kind"), Text(review, "status"), Text(review, "question"), review.GetProperty("times").GetInt32()));
        var refused = await shop.CallAsync(HttpMethod.Post, $"/reviews/{Text(review, "review_id")}", new { decision = "accept" }, Roles.Editor);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "chat.meaning-missing"), (refused.Status, Text(refused.Body, "code")));
        var body = new { decision = "accept", semantic_query = JsonElement.Parse(North) };
        var accepted = await shop.CallAsync(HttpMethod.Post, $"/reviews/{Text(review, "review_id")}", body, Roles.Editor);
        Assert.Equal(Unclear, accepted.Body.GetProperty("verified_question").GetProperty("ask")[0].GetString());
        Assert.Equal(850m, (await shop.AskAsync(Unclear)).GetProperty("answer").GetDecimal());
    }

    [Fact]
    public async Task Ask_Sure_LeavesNothingToReview()
    {
        var shop = await chat.OpenShopAsync();

        await shop.AskAsync("total revenue");
        await shop.AskAsync("delete from sales");

        Assert.Empty(await ReviewsAsync(shop));
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?status=done")]
    [InlineData("?kind=1")]
    [InlineData("?cursor=x")]
    public async Task List_BadInput_IsRefused(string query)
    {
        var shop = await chat.OpenShopAsync();

        var reply = await shop.CallAsync(HttpMethod.Get, "/reviews" + query, null, Roles.Editor);

        Assert.Equal((HttpStatusCode.BadRequest, "chat.review-list-malformed"), (reply.Status, Text(reply.Body, "code")));
    }

    [Fact]
    public async Task List_MoreThanAPage_GoesOnAtTheCursor()
    {
        var shop = await chat.OpenShopAsync();
        for (var i = 0; i < 3; i++)
            await CorrectAsync(shop, $"frobnicated takings {i}", North);

        var first = (await shop.CallAsync(HttpMethod.Get, "/reviews?limit=2", null, Roles.Editor)).Body;
        var second = (await shop.CallAsync(HttpMethod.Get, $"/reviews?limit=2&cursor={Text(first, "next_cursor")}", null, Roles.Editor)).Body;

        Assert.Equal(["frobnicated takings 2", "frobnicated takings 1"], first.GetProperty("reviews").EnumerateArray().Select(r => Text(r, "question")));
        Assert.Equal("frobnicated takings 0", Text(Assert.Single(second.GetProperty("reviews").EnumerateArray()), "question"));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next_cursor").ValueKind);
    }

    [Fact]
    public async Task Reviews_Analyst_MayNotSeeThem()
    {
        var shop = await chat.OpenShopAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await shop.CallAsync(HttpMethod.Get, "/reviews", null, Roles.Analyst)).Status);
    }

    private Corrections Corrections => chat.Services.GetRequiredService<Corrections>();

    private async Task<Guid> CorrectAsync(Shop shop, string question, string query)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var result = await Corrections.CheckAsync(shop.Ann, shop.Dataset, question, JsonElement.Parse(query), null, cancellationToken);
        Assert.True(result.TryGet(out var review, out Failure? failure), failure?.Message);
        await using var connection = await chat.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Corrections.AddAsync(transaction, review, shop.Ann, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Corrections.Use(review, shop.Ann);
        return review.ReviewId;
    }

    private static async Task<IReadOnlyList<JsonElement>> ReviewsAsync(Shop shop) =>
        [.. (await shop.CallAsync(HttpMethod.Get, "/reviews", null, Roles.Editor)).Body.GetProperty("reviews").EnumerateArray()];

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";
}
