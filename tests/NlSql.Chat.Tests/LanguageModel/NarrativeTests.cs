using System.Text.Json;
using NlSql.SemanticModel.Definitions;
using NlSql.Testing.Retail;

namespace NlSql.Chat.Tests.LanguageModel;

/// <summary>The model words the finding only where it may see it, and only what is true of it.</summary>
[Collection(ModelledChatService.Name)]
public sealed class NarrativeTests(ModelledChat chat)
{
    [Theory]
    [InlineData("South is ahead with 900, North follows with 850.", true)]
    [InlineData("South is ahead with 1,900.", false)]
    public async Task Ask_ModelWordsTheFinding_IsTakenOnlyWhenItsNumbersHold(string text, bool taken)
    {
        var shop = await OpenAsync(ValueSharing.Rows);
        chat.Model.Play(PlayedReply.Says(text));

        var answer = await shop.AskAsync("revenue by region");

        Assert.Equal(taken, answer.GetProperty("narrative").GetString() == text);
        Assert.NotEqual("", answer.GetProperty("narrative").GetString());
        Assert.Equal(taken ? "answered" : "unusable", answer.GetProperty("model").GetProperty("outcome").GetString());
        Assert.Contains("North | 850", Assert.Single(chat.Model.Calls).Message(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_TheSameAgain_HasTheSameWordsWithoutTheModel()
    {
        var shop = await OpenAsync(ValueSharing.Rows);
        chat.Model.Play(PlayedReply.Says("South is ahead with 900, North follows with 850."));
        var first = await shop.AskAsync("revenue by region");

        var second = await shop.AskAsync("revenue by region");

        Assert.Equal("South is ahead with 900, North follows with 850.", second.GetProperty("narrative").GetString());
        Assert.Equal(first.GetProperty("answer").GetRawText(), second.GetProperty("answer").GetRawText());
        Assert.Single(chat.Model.Calls);
    }

    [Fact]
    public async Task Ask_PolicySharesNoRows_TheModelIsNotAskedForWords()
    {
        var shop = await OpenAsync(ValueSharing.Profile);
        chat.Model.Play();

        var answer = await shop.AskAsync("revenue by region");

        Assert.Empty(chat.Model.Calls);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("model").ValueKind);
    }

    private async Task<Shop> OpenAsync(ValueSharing sharing)
    {
        var retail = RetailPlugin.Read();
        var plugin = "told_" + sharing.ToString().ToLowerInvariant();
        chat.Plugins[plugin] = retail with { Version = plugin, Policy = retail.Policy with { ShareValuesWithModel = sharing } };
        return await chat.OpenShopAsync(new Dictionary<string, string> { ["NlSql:LanguageModel:Narrate"] = "true" }, plugin);
    }
}
