using System.Diagnostics;
using System.Text.Json;
using NlSql.Testing;

namespace NlSql.Chat.Tests.LanguageModel;

/// <summary>An endpoint that is slow, busy, broken or too dear: the question is answered all the same, and the answer says so.</summary>
[Collection(ModelledChatService.Name)]
public sealed class ResilienceTests(ModelledChat chat)
{
    private const string Unclear = "revenue frobnicated by region";
    private static readonly PlayedReply ByRegion = PlayedReply.Means("""{"metrics":["revenue"],"dimensions":["sales.region"]}""");

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Ask_BusyEndpoint_IsCalledAgainWhenItSaysSo(int status)
    {
        var shop = await chat.OpenShopAsync(Settings(("Retries", "1")));
        chat.Model.Play(PlayedReply.Status(status, retryAfter: "1"), ByRegion);
        var started = Stopwatch.GetTimestamp();

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal("table", Text(answer, "answer_type"));
        Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromSeconds(0.95), "It was called again too early.");
        Assert.Equal(2, chat.Model.Calls.Count);
    }

    [Fact]
    public async Task Ask_EndpointWantsToBeLeftAloneForLong_IsNotWaitedFor()
    {
        var shop = await chat.OpenShopAsync(Settings(("Retries", "2")));
        chat.Model.Play(PlayedReply.Status(429, retryAfter: "600"), ByRegion);

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal("failed", Outcome(answer));
        Assert.Single(chat.Model.Calls);
    }

    [Fact]
    public async Task Ask_WrongKey_IsNotRepeatedAndSaidSo()
    {
        var shop = await chat.OpenShopAsync(Settings(("Retries", "2"), ("JsonSchema", "false")));
        chat.Model.Play(PlayedReply.Status(401), ByRegion);

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal(("clarification", "failed"), (Text(answer, "answer_type"), Outcome(answer)));
        Assert.Contains(answer.GetProperty("warnings").EnumerateArray(), w => w.GetString()!.Contains("answered without it", StringComparison.Ordinal));
        Assert.Single(chat.Model.Calls);
    }

    [Fact]
    public async Task Ask_EndpointKeepsFailing_IsLeftAlone()
    {
        var shop = await chat.OpenShopAsync(Settings());
        chat.Model.Play([.. Enumerable.Repeat(PlayedReply.Status(500), 8)]);
        for (var question = 0; question < 8; question++)
            Assert.Equal("failed", Outcome(await shop.AskAsync(Unclear)));

        Assert.Equal(4, chat.Model.Calls.Count);
    }

    [Fact]
    public async Task Ask_SlowEndpoint_IsNotWaitedForLongerThanAllowed()
    {
        var shop = await chat.OpenShopAsync(Settings(("TimeoutSeconds", "1")));
        chat.Model.Play(PlayedReply.Hangs);

        var answer = await shop.AskAsync(Unclear);

        Assert.Equal("failed", Outcome(answer));
        Assert.True(answer.GetProperty("model").GetProperty("prompt_tokens").GetInt32() > 500, "What was sent is paid for.");
        await Assert.Single(chat.Model.Calls).Aborted.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Ask_ClientLeaves_TheCallIsEnded()
    {
        var shop = await chat.OpenShopAsync();
        chat.Model.Play(PlayedReply.Hangs);
        using var leaving = new CancellationTokenSource();

        var asking = chat.SendAsync(shop.Ann, new { query = Unclear }, cancellation: leaving.Token);
        await chat.Model.Called.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await chat.Model.Calls[0].Aborted.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(
            async () => (await chat.ReadAsync<long>("SELECT tokens FROM chat.model_usage WHERE tenant_id = @Tenant", new { shop.Tenant })).SingleOrDefault() > 500,
            "what was sent is in the budget",
            TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Ask_EndpointKeepsBeingSlow_IsLeftAlone()
    {
        var shop = await chat.OpenShopAsync(Settings(("TimeoutSeconds", "1"), ("AskBelow", "0.61")));
        chat.Model.Play([.. Enumerable.Repeat(PlayedReply.Hangs, 6)]);
        for (var question = 0; question < 6; question++)
            Assert.Equal("failed", Outcome(await shop.AskAsync(Unclear)));

        Assert.Equal(4, chat.Model.Calls.Count);
    }

    [Fact]
    public async Task Ask_AllPlacesAreTaken_WaitsForOneNoLongerThanForAReply()
    {
        var shop = await chat.OpenShopAsync(Settings(("TimeoutSeconds", "1"), ("Concurrency", "1")));
        chat.Model.Play([.. Enumerable.Repeat(PlayedReply.Hangs, 4)]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => shop.AskAsync($"{Unclear} {n}")));

        Assert.All(answers, a => Assert.InRange(a.GetProperty("model").GetProperty("milliseconds").GetDouble(), 0, 2_500));
    }

    [Fact]
    public async Task Ask_BudgetOfTheDayIsUsedUp_IsAnsweredWithoutTheModelForThatTenantOnly()
    {
        var settings = Settings(("DailyTokens", "1000"));
        var shop = await chat.OpenShopAsync(settings);
        chat.Model.Play(ByRegion, ByRegion);
        Assert.Equal("answered", Outcome(await shop.AskAsync(Unclear)));

        // In other words, because what was understood is remembered.
        var answer = await shop.AskAsync(Unclear + " please");

        Assert.Equal(("clarification", "over_budget"), (Text(answer, "answer_type"), Outcome(answer)));
        Assert.Contains(answer.GetProperty("warnings").EnumerateArray(), w => w.GetString()!.Contains("budget", StringComparison.Ordinal));
        Assert.Single(chat.Model.Calls);
        var other = await chat.OpenShopAsync(settings);
        Assert.Equal("answered", Outcome(await other.AskAsync(Unclear)));
    }

    [Fact]
    public async Task Ask_CostOfTheDayIsReached_IsAnsweredWithoutTheModel()
    {
        var shop = await chat.OpenShopAsync(Settings(("DailyCost", "0.002")));
        chat.Model.Play(ByRegion, ByRegion);
        Assert.Equal("answered", Outcome(await shop.AskAsync(Unclear)));

        Assert.Equal("over_budget", Outcome(await shop.AskAsync(Unclear + " please")));
    }

    [Fact]
    public async Task Ask_TextsAreKept_TheTrailHasThem()
    {
        var shop = await chat.OpenShopAsync(Settings(("KeepTexts", "true")));
        chat.Model.Play(ByRegion);

        var answer = await shop.AskAsync(Unclear);

        Assert.DoesNotContain("Today is", answer.GetRawText(), StringComparison.Ordinal);
        var (_, recorded) = Assert.Single(await shop.TrailAsync());
        Assert.Contains("Today is", recorded.DetailsJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Azure_SendsTheKeyInItsOwnHeader()
    {
        var shop = await chat.OpenShopAsync(new Dictionary<string, string> { ["LLM_PROVIDER"] = "azure" });
        chat.Model.Play(ByRegion);

        await shop.AskAsync(Unclear);

        Assert.Equal(ModelledChat.Key, Assert.Single(chat.Model.Calls).ApiKey);
    }

    private static Dictionary<string, string> Settings(params (string Name, string Value)[] settings) =>
        settings.ToDictionary(s => $"NlSql:LanguageModel:{s.Name}", s => s.Value);

    private static string Outcome(JsonElement answer) => Text(answer.GetProperty("model"), "outcome");

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";
}
