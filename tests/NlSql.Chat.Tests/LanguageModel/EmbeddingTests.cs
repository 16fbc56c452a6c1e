using System.Collections.Concurrent;
using System.Diagnostics;
using NlSql.SemanticModel.Definitions;
using NlSql.Testing.Retail;

namespace NlSql.Chat.Tests.LanguageModel;

/// <summary>Similar questions are found by what they mean, where an embedding model is configured; without it, or when it fails, by their words.</summary>
[Collection(ModelledChatService.Name)]
public sealed class EmbeddingTests(ModelledChat chat)
{
    private const string Corrected = "frobnicated takings of the north";
    private const string Alike = "zorbled gadgets up there";
    private const string North = """{"metrics":["revenue"],"filters":{"column":"sales.region","op":"=","value":"North"}}""";

    [Theory]
    [InlineData("embed-1", true)]
    [InlineData("", false)]
    public async Task Ask_CorrectionMeansTheSameInOtherWords_IsAnExampleOnlyWithAnEmbeddingModel(string embeddingModel, bool found)
    {
        var shop = await OpenAsync(embeddingModel);
        await shop.CorrectAsync(Corrected, North);
        Play();

        var answer = await shop.AskAsync(Alike);

        Assert.Equal(found, chat.Model.Calls[0].Message(1).Contains($"{Corrected} => ", StringComparison.Ordinal));
        Assert.Equal(found ? 1 : 0, chat.Model.Embeddings.Calls.Count);
        var model = answer.GetProperty("model");
        Assert.Equal(found ? (2, 1_007) : (1, 1_000), (model.GetProperty("calls").GetInt32(), model.GetProperty("prompt_tokens").GetInt32()));
    }

    [Fact]
    public async Task Ask_Again_AsksForNoVectorTwiceUntilTheModelChanges()
    {
        // A service of its own: others have asked for the same words before.
        var shop = await OpenAsync("embed-1", ("Replica", "own"));
        await shop.CorrectAsync(Corrected, North);
        Play();
        await shop.AskAsync(Alike);
        Assert.Contains(Corrected, Assert.Single(chat.Model.Embeddings.Calls));

        Play();
        await shop.AskAsync(Alike);
        Assert.DoesNotContain(Corrected, Assert.Single(chat.Model.Embeddings.Calls));

        // Nothing in its memory: what was kept with the correction is read.
        Play();
        await (await AtAsync(shop, "embed-1", "another")).AskAsync(Alike);
        Assert.DoesNotContain(Corrected, Assert.Single(chat.Model.Embeddings.Calls));
        Assert.Contains($"{Corrected} => ", chat.Model.Calls[0].Message(1), StringComparison.Ordinal);

        Play();
        await (await AtAsync(shop, "embed-2", "another")).AskAsync(Alike);
        Assert.Contains(Corrected, Assert.Single(chat.Model.Embeddings.Calls));
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"object":"list","data":[{"object":"embedding","index":0,"embedding":[1,0]}],"model":"embed-1"}""")]
    public async Task Ask_EmbeddingModelFails_WordsAloneCount(int status, string body)
    {
        var shop = await OpenAsync("embed-1");
        await shop.CorrectAsync(Corrected, North);
        Play(status == 200 ? PlayedReply.Sends(body) : PlayedReply.Status(status));

        var answer = await shop.AskAsync("frobnicated takings of the south please");

        Assert.Contains($"{Corrected} => ", chat.Model.Calls[0].Message(1), StringComparison.Ordinal);
        Assert.Equal("unclear", answer.GetProperty("model").GetProperty("outcome").GetString());
        Assert.Single(chat.Model.Embeddings.Calls);
    }

    [Fact]
    public async Task Ask_EmbeddingModelIsSlow_IsNotWaitedForLongerThanAllowed()
    {
        var shop = await OpenAsync("embed-1", ("EmbeddingTimeoutSeconds", "1"));
        await shop.CorrectAsync(Corrected, North);
        Play(PlayedReply.Hangs);

        await shop.AskAsync(Alike);

        Assert.Single(chat.Model.Calls);
    }

    [Fact]
    public async Task Ask_BudgetIsUsedUp_NothingIsCompared()
    {
        var shop = await OpenAsync("embed-1", ("DailyTokens", "5"));
        await shop.CorrectAsync(Corrected, North);
        Play();
        await shop.AskAsync(Alike);
        Play();

        var answer = await shop.AskAsync(Alike);

        Assert.Equal("over_budget", answer.GetProperty("model").GetProperty("outcome").GetString());
        Assert.Empty(chat.Model.Embeddings.Calls);
    }

    [Fact]
    public async Task Ask_CorrectionHoldsValuesThatMayNotBeTold_IsNotSentToBeCompared()
    {
        var retail = RetailPlugin.Read();
        chat.Plugins["silent"] = retail with { Version = "silent", Policy = retail.Policy with { ShareValuesWithModel = ValueSharing.None } };
        var shop = await chat.OpenShopAsync(Settings("embed-1"), "silent");
        await shop.CorrectAsync(Corrected, North);
        Play();

        await shop.AskAsync(Alike);

        Assert.DoesNotContain(chat.Model.Embeddings.Calls.SelectMany(c => c), t => t == Corrected);
        Assert.DoesNotContain(Corrected, chat.Model.Calls[0].Message(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_ComparesQuestions_IsTracedWithoutTheirTexts()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "NlSql.Chat.LanguageModel",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var shop = await OpenAsync("embed-1");
        await shop.CorrectAsync(Corrected, North);
        Play();

        await shop.AskAsync(Alike);

        var span = Assert.Single(spans, s => Equals(s.GetTagItem("gen_ai.operation.name"), "embeddings"));
        Assert.Equal("embed-1", span.GetTagItem("gen_ai.request.model"));
        Assert.DoesNotContain(span.TagObjects, t => t.Value?.ToString()?.Contains("zorbled", StringComparison.Ordinal) == true);
    }

    // What is said of the north in whatever words is one thing, everything else another.
    private void Play(PlayedReply? failure = null)
    {
        chat.Model.Play();
        chat.Model.Embeddings.Play(text => text is Corrected or Alike ? [0.9f, 0.1f, 0] : [0, 0.1f, 0.9f], failure);
    }

    private Task<Shop> OpenAsync(string embeddingModel, params (string Name, string Value)[] settings) => chat.OpenShopAsync(Settings(embeddingModel, settings));

    private async Task<Shop> AtAsync(Shop shop, string embeddingModel, string replica) =>
        shop.At(await chat.OtherAsync(Settings(embeddingModel, ("Replica", replica))));

    private static Dictionary<string, string> Settings(string embeddingModel, params (string Name, string Value)[] settings)
    {
        Dictionary<string, string> all = new() { ["LLM_EMBEDDING_MODEL"] = embeddingModel };
        foreach (var (name, value) in settings)
            all[name == "Replica" ? "NlSql:Replica" : $"NlSql:LanguageModel:{name}"] = value;
        return all;
    }
}
