using System.Text.Json;
using NlSql.SemanticModel.Definitions;
using NlSql.Testing.Retail;

namespace NlSql.Chat.Tests.LanguageModel;

/// <summary>The model's finding is shown sentence by sentence as it writes, and never one that does not hold.</summary>
[Collection(ModelledChatService.Name)]
public sealed class NarrativeStreamTests(ModelledChat chat)
{
    private const string First = "South is ahead with 900.";
    private const string Second = " North follows with 850.";

    [Fact]
    public async Task Ask_ModelIsStillWriting_ItsWholeSentencesAreShown()
    {
        var shop = await OpenAsync();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        chat.Model.Play(PlayedReply.Streams(gate.Task, "South is ahead with 900. Nor", "th follows with 85", "0."));
        List<(string Name, JsonElement Data)> events = [];

        await foreach (var told in shop.EventsAsync("revenue by region"))
        {
            events.Add(told);
            // The rest is written only when the first sentence has been shown.
            if (told.Name == "narrative")
                gate.TrySetResult();
        }

        Assert.Equal([First, Second], Narrative(events));
        Assert.Equal("answer", events[^1].Name);
        Assert.Equal(First + Second, events[^1].Data.GetProperty("narrative").GetString());
        Assert.Equal(1_050, events[^1].Data.GetProperty("model").GetProperty("tokens").GetInt32());
        Assert.True(Assert.Single(chat.Model.Calls).IsStreamed);
        Assert.DoesNotContain(events, e => e.Name == "narrative_replaced");
    }

    [Theory]
    [InlineData("South is ahead with 900. ", "North follows with 8500.")]
    [InlineData("South is ahead with 900. North", " <b>follows</b>.")]
    public async Task Ask_LaterSentenceDoesNotHold_TheTemplateReplacesWhatWasShown(string first, string second)
    {
        var shop = await OpenAsync();
        chat.Model.Play(PlayedReply.Streams(Task.CompletedTask, first, second));

        var events = await shop.EventsAsync("revenue by region").ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([First], Narrative(events));
        var template = events[^1].Data.GetProperty("narrative").GetString();
        Assert.Equal(template, Assert.Single(events, e => e.Name == "narrative_replaced").Data.GetProperty("text").GetString());
        Assert.DoesNotContain("8500", template, StringComparison.Ordinal);
        Assert.Equal("unusable", events[^1].Data.GetProperty("model").GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Ask_FirstSentenceDoesNotHold_NothingIsShownButTheTemplate()
    {
        var shop = await OpenAsync();
        chat.Model.Play(PlayedReply.Streams(Task.CompletedTask, "South is ahead with 901.25. ", "North follows with 850."));

        var events = await shop.EventsAsync("revenue by region").ToListAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain(events, e => e.Name.StartsWith("narrative", StringComparison.Ordinal));
        // With a fraction, which no identifier in the event can hold by chance.
        Assert.DoesNotContain("901.25", events[^1].Data.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_ReplyBreaksOff_TheTemplateReplacesWhatWasShownAndNobodyAsksAgain()
    {
        var shop = await OpenAsync(("Retries", "2"));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        chat.Model.Play(PlayedReply.BreaksOff(gate.Task, "South is ahead with 900. ", "North"));
        List<(string Name, JsonElement Data)> events = [];

        await foreach (var told in shop.EventsAsync("revenue by region"))
        {
            events.Add(told);
            if (told.Name == "narrative")
                gate.TrySetResult();
        }

        Assert.Equal([First], Narrative(events));
        Assert.Single(events, e => e.Name == "narrative_replaced");
        Assert.Single(chat.Model.Calls);
        Assert.Equal("failed", events[^1].Data.GetProperty("model").GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Ask_ReplyDoesNotEnd_IsLeft()
    {
        var shop = await OpenAsync();
        chat.Model.Play(PlayedReply.StreamsForever("South is ahead with 900. "));

        var events = await shop.EventsAsync("revenue by region").ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal("answer", events[^1].Name);
        Assert.True(events.Count(e => e.Name == "narrative") < 30, "It was shown without end.");
        await Assert.Single(chat.Model.Calls).Aborted.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Ask_EndpointDoesNotStream_IsAskedForTheWhole()
    {
        var shop = await OpenAsync(("Replica", "stream"));
        chat.Model.Play(PlayedReply.Status(400), PlayedReply.Says(First + Second));

        var events = await shop.EventsAsync("revenue by region").ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(First + Second, string.Concat(Narrative(events)));
        Assert.Equal([true, false], chat.Model.Calls.Select(c => c.IsStreamed));
    }

    [Fact]
    public async Task Ask_TheSameAgain_HasTheWordsWithTheAnswer()
    {
        var shop = await OpenAsync();
        chat.Model.Play(PlayedReply.Says(First + Second));
        await shop.EventsAsync("revenue by region").ToListAsync(TestContext.Current.CancellationToken);

        var events = await shop.EventsAsync("revenue by region").ToListAsync(TestContext.Current.CancellationToken);

        Assert.Empty(Narrative(events));
        Assert.Equal(First + Second, events[^1].Data.GetProperty("narrative").GetString());
        Assert.Single(chat.Model.Calls);
    }

    private static IEnumerable<string?> Narrative(IEnumerable<(string Name, JsonElement Data)> events) =>
        events.Where(e => e.Name == "narrative").Select(e => e.Data.GetProperty("text").GetString());

    private async Task<Shop> OpenAsync(params (string Name, string Value)[] settings)
    {
        var retail = RetailPlugin.Read();
        chat.Plugins["told_streamed"] = retail with { Version = "told_streamed", Policy = retail.Policy with { ShareValuesWithModel = ValueSharing.Rows } };
        Dictionary<string, string> all = new() { ["NlSql:LanguageModel:Narrate"] = "true" };
        foreach (var (name, value) in settings)
            all[name == "Replica" ? "NlSql:Replica" : $"NlSql:LanguageModel:{name}"] = value;
        return await chat.OpenShopAsync(all, "told_streamed");
    }
}
