using System.Text.Json;
using NlSql.SemanticModel.Definitions;
using NlSql.Testing.Retail;

namespace NlSql.Chat.Tests.LanguageModel;

[Collection(ModelledChatService.Name)]
public sealed class GeneratedSqlTests(ModelledChat chat)
{
    private const string Unclear = "revenue frobnicated by region";
    private const string ByRegion = "SELECT region, sum(total_amount) AS revenue FROM sales GROUP BY region";

    private static readonly PlayedReply Agrees = PlayedReply.Says("""{"agreed": true}""");

    [Fact]
    public async Task Ask_ModelWritesSql_IsGuardedRunAndLookedAtOnceMore()
    {
        var shop = await chat.OpenShopAsync();
        chat.Model.Play(PlayedReply.Writes(ByRegion + ";"), Agrees);

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal("generated_sql", Text(answer, "tier"));
        Assert.Equal([("North", 850m), ("South", 900m)], AskModelTests.Rows(answer));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("semantic_query").ValueKind);
        Assert.Equal(2, chat.Model.Calls.Count);
        Assert.Contains("sum(total_amount)", chat.Model.Calls[1].Message(1), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("850", chat.Model.Calls[1].Message(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_SecondLookProposesOtherSql_ThatGoesThroughEverythingToo()
    {
        var shop = await chat.OpenShopAsync();
        chat.Model.Play(PlayedReply.Writes("SELECT region, count(*) FROM sales GROUP BY region"), PlayedReply.Writes(ByRegion));

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal([("North", 850m), ("South", 900m)], AskModelTests.Rows(answer));
    }

    [Fact]
    public async Task Ask_SecondLookProposesForbiddenSql_IsNotRun()
    {
        var shop = await chat.OpenShopAsync();
        chat.Model.Play(PlayedReply.Writes(ByRegion), PlayedReply.Writes("DROP TABLE sales"), PlayedReply.Says("{}"));

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal("clarification", Text(answer, "answer_type"));
    }

    [Fact]
    public async Task Ask_DatabaseRefusesTheSql_ItsHintGoesBack()
    {
        var shop = await chat.OpenShopAsync();
        chat.Model.Play(PlayedReply.Writes("SELECT region, sum(region) AS revenue FROM sales GROUP BY region"), PlayedReply.Writes(ByRegion), Agrees);

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal([("North", 850m), ("South", 900m)], AskModelTests.Rows(answer));
        Assert.Contains("sum(text) does not exist", chat.Model.Calls[1].Message(3), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_ValueDoesNotFit_TheModelIsToldSoButNotTheValue()
    {
        var shop = await chat.OpenShopAsync();
        chat.Model.Play(PlayedReply.Writes("SELECT sum(region::numeric) AS revenue FROM sales"), PlayedReply.Writes(ByRegion), Agrees);

        await shop.AskAsync(Unclear);

        var repair = chat.Model.Calls[1].Message(3);
        Assert.Contains("A value in the data does not fit", repair, StringComparison.Ordinal);
        Assert.DoesNotContain("North", repair, StringComparison.Ordinal);
        Assert.DoesNotContain("South", repair, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_JoinThatIsNotDeclared_GoesBack()
    {
        var shop = await chat.OpenShopAsync();
        chat.Model.Play(PlayedReply.Writes("SELECT count(*) FROM sales a JOIN sales b ON a.region = b.region"), PlayedReply.Means("""{"metrics":["revenue"],"dimensions":["sales.region"]}"""));

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal("semantic", Text(answer, "tier"));
        Assert.Contains("relationship", chat.Model.Calls[1].Message(3), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Ask_PolicyAllowsNoSql_ItIsNeitherOfferedNorTaken()
    {
        var shop = await OpenAsync("meanings", policy => policy with { AnswerTiersAllowed = [AnswerTier.Verified, AnswerTier.Semantic] });
        chat.Model.Play(PlayedReply.Writes(ByRegion), PlayedReply.Means("""{"metrics":["revenue"],"dimensions":["sales.region"]}"""));

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal("semantic", Text(answer, "tier"));
        Assert.DoesNotContain("SELECT …", chat.Model.Calls[0].Message(0), StringComparison.Ordinal);
        Assert.Contains("SQL is not allowed here", chat.Model.Calls[1].Message(3), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_PolicyAllowsVerifiedQuestionsOnly_NobodyCallsTheModel()
    {
        var shop = await OpenAsync("verified", policy => policy with { AnswerTiersAllowed = [AnswerTier.Verified] });
        chat.Model.Play();

        await shop.AskAsync(Unclear);

        Assert.Empty(chat.Model.Calls);
    }

    [Fact]
    public async Task Ask_PolicySharesRows_TheSecondLookSeesTheFirstOnes()
    {
        var shop = await OpenAsync("shared", policy => policy with { ShareValuesWithModel = ValueSharing.Rows });
        chat.Model.Play(PlayedReply.Writes(ByRegion), Agrees);

        await shop.AskAsync(Unclear);

        Assert.Contains("North | 850", chat.Model.Calls[1].Message(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_SecondLookTakesTooLongToBeFollowed_TheFirstQueryStandsWithLessConfidence()
    {
        var shop = await chat.OpenShopAsync(new Dictionary<string, string> { ["NlSql:LanguageModel:TimeoutSeconds"] = "2" });
        var delay = TimeSpan.FromSeconds(1.2);
        chat.Model.Play(PlayedReply.After(delay, PlayedReply.Writes(ByRegion)), PlayedReply.After(delay, PlayedReply.Writes("SELECT 1 AS one FROM sales")));

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal("generated_sql", Text(answer, "tier"));
        Assert.Equal([("North", 850m), ("South", 900m)], AskModelTests.Rows(answer));
        Assert.Contains(answer.GetProperty("confidence").GetProperty("reasons").EnumerateArray(), r => r.GetString()!.Contains("second look", StringComparison.Ordinal));
    }

    private async Task<Shop> OpenAsync(string plugin, Func<PolicyDefinition, PolicyDefinition> change)
    {
        var retail = RetailPlugin.Read();
        chat.Plugins[plugin] = retail with { Version = plugin, Policy = change(retail.Policy) };
        return await chat.OpenShopAsync(plugin);
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";
}
