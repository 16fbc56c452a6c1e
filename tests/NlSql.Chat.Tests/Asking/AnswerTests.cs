using System.Globalization;
using System.Text.Json;

namespace NlSql.Chat.Tests.Asking;

[Collection(ChatService.Name)]
public sealed class AnswerTests(ChatFixture chat)
{
    [Fact]
    public async Task Ask_NumberOfTheLastDays_IsComputedFromTheNewestDayInTheData()
    {
        var shop = await chat.OpenShopAsync();

        var answer = await shop.AskAsync("total revenue last 7 days");

        Assert.Equal("number", Text(answer, "answer_type"));
        Assert.Equal(1050m, answer.GetProperty("answer").GetDecimal());
        Assert.Equal("1050", answer.GetProperty("answer").GetRawText());
        Assert.Contains("2025-03-11", Text(answer, "sql"), StringComparison.Ordinal);
        Assert.Equal("semantic", Text(answer, "tier"));
        Assert.Contains(Texts(answer, "assumptions"), a => a.Contains("17 March 2025", StringComparison.Ordinal) || a.Contains("2025-03-17", StringComparison.Ordinal));
        Assert.Equal("high", Text(answer.GetProperty("confidence"), "level"));
        var column = Assert.Single(answer.GetProperty("columns").EnumerateArray());
        Assert.Equal(("revenue", "Revenue", "EUR"), (Text(column, "name"), Text(column, "label"), Text(column, "unit")));
        Assert.Equal(1, answer.GetProperty("row_count").GetInt32());
        Assert.NotEqual("", Text(answer, "narrative"));
        Assert.NotEqual("", Text(answer, "explanation"));
        Assert.NotEqual(Guid.Empty, answer.GetProperty("audit_id").GetGuid());
        Assert.NotEqual(Guid.Empty, answer.GetProperty("conversation_id").GetGuid());
        Assert.NotEqual(Guid.Empty, answer.GetProperty("message_id").GetGuid());
        Assert.Equal((shop.Dataset, 1), (answer.GetProperty("dataset_id").GetGuid(), answer.GetProperty("dataset_version").GetInt32()));
        Assert.Equal("retail", Text(answer, "plugin"));
    }

    [Fact]
    public async Task Ask_ByRegion_IsATableWithItsColumnsInOrder()
    {
        var shop = await chat.OpenShopAsync();

        var answer = await shop.AskAsync("revenue by region");

        Assert.Equal("table", Text(answer, "answer_type"));
        Assert.Equal(["region", "revenue"], answer.GetProperty("columns").EnumerateArray().Select(c => Text(c, "name")));
        var rows = answer.GetProperty("answer").EnumerateArray().ToList();
        Assert.All(rows, row => Assert.Equal(["region", "revenue"], row.EnumerateObject().Select(p => p.Name)));
        Assert.Equal(
            [("North", 850m), ("South", 900m)],
            rows.Select(row => (Text(row, "region"), row.GetProperty("revenue").GetDecimal())).Order());
        Assert.Equal(2, answer.GetProperty("row_count").GetInt32());
        Assert.False(answer.GetProperty("truncated").GetBoolean());
    }

    [Fact]
    public async Task Ask_AsOfADay_CountsBackFromThatDay()
    {
        var shop = await chat.OpenShopAsync();

        var answer = await shop.AskAsync(new { query = "total revenue last 7 days", as_of = "2025-03-11" });

        // 5 to 11 March: six days of 100 and one of 150.
        Assert.Equal(750m, answer.GetProperty("answer").GetDecimal());
    }

    [Fact]
    public async Task Ask_DryRun_GivesTheSqlAndNoRows()
    {
        var shop = await chat.OpenShopAsync();

        var answer = await shop.AskAsync(new { query = "total revenue last 7 days", dry_run = true });

        Assert.Contains("SELECT", Text(answer, "sql"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("answer").ValueKind);
        Assert.Equal(0, answer.GetProperty("row_count").GetInt32());
        Assert.Equal(JsonValueKind.Object, answer.GetProperty("semantic_query").ValueKind);
    }

    [Fact]
    public async Task Ask_UnknownWord_OffersChoicesOfWhichOneSentBackIsAnswered()
    {
        var shop = await chat.OpenShopAsync();

        var asked = await shop.AskAsync("revenue frobnicated by region");

        Assert.Equal("clarification", Text(asked, "answer_type"));
        Assert.True(asked.GetProperty("requires_clarification").GetBoolean());
        Assert.Contains("frobnicated", Text(asked, "answer"), StringComparison.Ordinal);
        var choice = asked.GetProperty("choices").EnumerateArray().First().GetProperty("semantic_query");

        var answer = await shop.AskAsync(new { choice, conversation_id = asked.GetProperty("conversation_id").GetString() });

        Assert.Contains(Text(answer, "answer_type"), (string[])["number", "table"]);
        Assert.True(answer.GetProperty("row_count").GetInt32() > 0);
        Assert.Equal(asked.GetProperty("conversation_id").GetGuid(), answer.GetProperty("conversation_id").GetGuid());
    }

    [Theory]
    [InlineData("delete from sales")]
    [InlineData("revenue by region; drop table sales")]
    public async Task Ask_OrderToChangeData_IsBlockedAndNothingRuns(string order)
    {
        var shop = await chat.OpenShopAsync();

        var answer = await shop.AskAsync(order);

        Assert.Equal("blocked", Text(answer, "answer_type"));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("sql").ValueKind);
        Assert.Equal(0, answer.GetProperty("row_count").GetInt32());
        Assert.False(answer.GetProperty("timings_ms").TryGetProperty("run", out _));
        var (_, recorded) = Assert.Single(await shop.TrailAsync());
        Assert.Equal(("blocked", order), (recorded.Outcome, recorded.Question));
        Assert.Equal(1750m, (await shop.AskAsync("total revenue")).GetProperty("answer").GetDecimal());
    }

    [Fact]
    public async Task Ask_AboutTheData_IsToldInText()
    {
        var shop = await chat.OpenShopAsync();

        var answer = await shop.AskAsync("what can I ask?");

        Assert.Equal("text", Text(answer, "answer_type"));
        Assert.NotEqual("", Text(answer, "answer"));
    }

    [Theory]
    [InlineData("en-US", 7, 6)]
    [InlineData("en-GB", 6, 7)]
    public async Task Ask_DateInDigits_IsReadByTheLocale(string locale, int month, int day)
    {
        var shop = await chat.OpenShopAsync();

        var answer = await shop.AskAsync(new { query = "revenue on 07/06/2025", locale, dry_run = true });

        Assert.Contains(new DateOnly(2025, month, day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Text(answer, "sql"), StringComparison.Ordinal);
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";

    private static IEnumerable<string> Texts(JsonElement of, string name) => of.GetProperty(name).EnumerateArray().Select(e => e.GetString()!);
}
