using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace NlSql.Chat.Tests.Asking;

[Collection(ChatService.Name)]
public sealed class RefusalTests(ChatFixture chat)
{
    public static TheoryData<string, string> BadBodies { get; } = new()
    {
        { "{}", "chat.question-missing" },
        { """{"query":"   "}""", "chat.question-missing" },
        { $$"""{"query":"{{new string('r', 2_001)}}"}""", "question.too-long" },
        { """{"query":"total\u0000revenue"}""", "question.control-character" },
        { """{"query":"total revenue","dataset_id":"7"}""", "chat.dataset-id-malformed" },
        { """{"query":"total revenue","conversation_id":"7"}""", "chat.conversation-id-malformed" },
        { """{"choice":{"metrics":7}}""", "chat.choice-malformed" },
        { """{"choice":"revenue"}""", "chat.choice-malformed" },
        { """{"query":"total revenue",}""", "request.malformed" },
        { """{"query":"total revenue","as_of":"yesterday"}""", "request.malformed" },
        { """{"query":"\ud800"}""", "request.malformed" },
        { "null", "request.malformed" },
        { "", "request.malformed" },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task Ask_BadInput_IsRefusedWithItsCode(string body, string code)
    {
        var shop = await chat.OpenShopAsync();

        await shop.RefusesAsync(HttpStatusCode.BadRequest, code, body);
    }

    [Fact]
    public async Task Ask_LongestQuestion_IsRead()
    {
        var shop = await chat.OpenShopAsync();

        var answer = await shop.AskAsync("total revenue" + new string(' ', 1_987));

        Assert.Equal(1750m, answer.GetProperty("answer").GetDecimal());
    }

    [Fact]
    public async Task Ask_Unsigned_Is401()
    {
        using var client = chat.CreateClient();

        using var response = await client.PostAsJsonAsync("/chat", new { query = "total revenue" }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("identity.missing", body.GetProperty("code").GetString());
    }
}
