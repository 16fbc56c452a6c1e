using System.Collections.Concurrent;
using System.Diagnostics;

namespace NlSql.Chat.Tests.LanguageModel;

[Collection(ModelledChatService.Name)]
public sealed class TraceTests(ModelledChat chat)
{
    [Theory]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public async Task Ask_CallsTheModel_IsTracedWithTextsOnlyWhereTheyAreKept(string keep, bool kept)
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "NlSql.Chat.LanguageModel",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var shop = await chat.OpenShopAsync(new Dictionary<string, string> { ["NlSql:LanguageModel:KeepTexts"] = keep });
        chat.Model.Play(PlayedReply.Means("""{"metrics":["revenue"]}"""));

        await shop.AskAsync("revenue frobnicated by region");

        var span = Assert.Single(spans);
        Assert.Equal("played-1", span.GetTagItem("gen_ai.request.model"));
        Assert.Equal("chat", span.GetTagItem("gen_ai.operation.name"));
        Assert.Equal("1000", span.GetTagItem("gen_ai.usage.input_tokens")?.ToString());
        var told = string.Join(' ', span.TagObjects.Select(t => $"{t.Key}={t.Value}").Concat(span.Events.SelectMany(e => e.Tags).Select(t => $"{t.Key}={t.Value}")));
        Assert.Equal(kept, told.Contains("frobnicated", StringComparison.Ordinal));
    }
}
