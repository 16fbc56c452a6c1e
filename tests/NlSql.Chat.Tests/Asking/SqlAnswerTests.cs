using System.Net;
using System.Text.Json;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing.Retail;

namespace NlSql.Chat.Tests.Asking;

/// <summary><c>POST /sql</c>: the answer has the same body as that of every other route.</summary>
[Collection(ChatService.Name)]
public sealed class SqlAnswerTests(ChatFixture chat)
{
    private const string RevenueByRegion = "select region, sum(total_amount) revenue from sales group by region order by region";

    [Fact]
    public async Task Sql_Groups_AreATableWithEverythingThatIsKnownOfThem()
    {
        var shop = await chat.OpenShopAsync();

        var answer = await shop.RunSqlAsync(RevenueByRegion);

        Assert.Equal("table", Text(answer, "answer_type"));
        Assert.Equal("""[{"region":"North","revenue":850},{"region":"South","revenue":900}]""", answer.GetProperty("answer").GetRawText());
        Assert.Equal(
            [("region", "text", null), ("revenue", "decimal", "EUR")],
            Columns(answer).Select(c => (Text(c, "name"), Text(c, "type"), Text(c, "unit"))));
        Assert.Equal((2, false), (answer.GetProperty("row_count").GetInt32(), answer.GetProperty("truncated").GetBoolean()));
        Assert.Contains("\n", Text(answer, "sql"), StringComparison.Ordinal);
        Assert.Contains("FROM sales", Text(answer, "sql"), StringComparison.Ordinal);
        Assert.Equal(["sales"], answer.GetProperty("tables").EnumerateArray().Select(t => t.GetString()));
        Assert.Equal(("generated_sql", "retail", 1), (Text(answer, "tier"), Text(answer, "plugin"), answer.GetProperty("dataset_version").GetInt32()));
        Assert.Equal(shop.Dataset, answer.GetProperty("dataset_id").GetGuid());
        Assert.True(answer.GetProperty("timings_ms").GetProperty("run").GetDouble() > 0);
        Assert.Equal("2026-01-01T00:00:00+00:00", Text(answer, "data_last_updated"));
    }

    [Fact]
    public async Task Sql_OneNumber_IsANumber()
    {
        var shop = await chat.OpenShopAsync();

        var answer = await shop.RunSqlAsync("SELECT count(*) FROM sales WHERE region = 'North'");

        Assert.Equal(("number", 7), (Text(answer, "answer_type"), answer.GetProperty("answer").GetInt32()));
        Assert.Equal("""["North",100]""", answer.GetProperty("parameters").GetRawText());
    }

    [Theory]
    [InlineData("SELECT region, region, region AS region_2 FROM sales LIMIT 1", "region", "region_2", "region_2_2")]
    [InlineData("SELECT 1 + 1, quantity * 2 AS double, quantity + 1 FROM sales LIMIT 1", "column_1", "double", "column_3")]
    [InlineData("SELECT a.*, b.total_amount FROM (SELECT region, total_amount FROM sales) a JOIN sales b ON a.region = b.region LIMIT 1", "region", "total_amount", "total_amount_2")]
    public async Task Sql_NamesThatAreEqualOrMissing_AreMadeUnique(string sql, params string[] names)
    {
        var shop = await chat.OpenShopAsync();

        var answer = await shop.RunSqlAsync(sql);

        Assert.Equal(names, Columns(answer).Select(c => Text(c, "name")));
        Assert.Equal(names, answer.GetProperty("answer")[0].EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task Sql_Answered_IsInTheTrailAndTheConversation()
    {
        var shop = await chat.OpenShopAsync();

        var answer = await shop.RunSqlAsync(RevenueByRegion);

        var (id, recorded) = Assert.Single(await shop.TrailAsync());
        var message = Assert.Single(await shop.MessagesAsync());
        Assert.Equal(answer.GetProperty("audit_id").GetGuid(), id);
        Assert.Equal(("sql.asked", "answered", "ann", RevenueByRegion), (recorded.Action, recorded.Outcome, recorded.Actor, recorded.Question));
        Assert.Equal(Text(answer, "sql"), recorded.Sql);
        Assert.Equal((answer.GetProperty("message_id").GetGuid(), answer.GetProperty("conversation_id").GetGuid()), (message.MessageId, message.ConversationId));
    }

    [Theory]
    [InlineData("/sql?explain=true", """{"sql": "SELECT region, sum(total_amount) AS revenue FROM sales WHERE channel = 'web' GROUP BY 1"}""")]
    [InlineData("/sql", """{"sql": "SELECT region, sum(total_amount) AS revenue FROM sales WHERE channel = 'web' GROUP BY 1", "dry_run": true}""")]
    [InlineData("/query?explain=true", """{"semantic_query": {"metrics": ["revenue"], "dimensions": ["sales.region"]}}""")]
    [InlineData("/query", """{"semantic_query": {"metrics": ["revenue"], "dimensions": ["sales.region"]}, "dry_run": true}""")]
    [InlineData("/chat?explain=true", """{"query": "revenue by region"}""")]
    [InlineData("/chat", """{"query": "revenue by region", "dry_run": true}""")]
    public async Task Explain_AnyRoute_GivesEverythingButRows(string path, string body)
    {
        var shop = await chat.OpenShopAsync();

        var answer = (await shop.QueryAsync(body, path: path)).Body;

        Assert.Equal(JsonValueKind.Null, answer.TryGetProperty("answer", out var value) ? value.ValueKind : JsonValueKind.Null);
        Assert.Equal(0, answer.GetProperty("row_count").GetInt32());
        Assert.Equal([("region", "text"), ("revenue", "decimal")], Columns(answer).Select(c => (Text(c, "name"), Text(c, "type"))));
        Assert.Equal(["sales"], answer.GetProperty("tables").EnumerateArray().Select(t => t.GetString()));
        Assert.Contains("GROUP BY", Text(answer, "sql"), StringComparison.Ordinal);
        Assert.False(answer.GetProperty("timings_ms").TryGetProperty("run", out _));
        Assert.DoesNotContain("cost", answer.EnumerateObject().Select(p => p.Name));
        Assert.Contains("100", answer.GetProperty("parameters").EnumerateArray().Select(p => p.GetRawText()));
    }

    [Fact]
    public async Task Explain_WhatTheDatabaseWouldRefuse_IsRefused()
    {
        var shop = await chat.OpenShopAsync();

        var reply = await shop.SqlAsync("SELECT region + total_amount FROM sales", path: "/sql?explain=true");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "data.refused"), (reply.Status, Text(reply.Body, "code")));
    }

    [Fact]
    public async Task Sql_AsOfADay_TakesItForTheCurrentDate()
    {
        var shop = await chat.OpenShopAsync();

        var answer = (await shop.SqlAsync("SELECT count(*) FROM sales WHERE order_date >= current_date AND order_date < now() + INTERVAL '2 days'", asOf: "2025-03-10")).Body;

        Assert.Equal(2, answer.GetProperty("answer").GetInt32());
        Assert.Contains("2025-03-10", Text(answer, "sql"), StringComparison.Ordinal);
        Assert.Contains(answer.GetProperty("assumptions").EnumerateArray(), a => a.GetString()!.Contains("10 March 2025", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sql_OlderVersion_SeesItsRows()
    {
        var shop = await chat.OpenShopAsync();
        await shop.AppendAsync(50m);

        var (old, current) = (
            await shop.QueryAsync(new { sql = "SELECT count(*) FROM sales", dataset_id = shop.Dataset, dataset_version = 1 }, path: "/sql"),
            await shop.SqlAsync("SELECT count(*) FROM sales"));

        Assert.Equal((14, 15), (old.Body.GetProperty("answer").GetInt32(), current.Body.GetProperty("answer").GetInt32()));
    }

    [Fact]
    public async Task Sql_DatasetWithoutAPlugin_IsAnsweredByItsOwnModel()
    {
        var shop = chat.NewTenant(plugin: null);
        await shop.UploadAsync(RetailPlugin.Read());

        var answer = await shop.RunSqlAsync(RevenueByRegion);

        Assert.Equal(2, answer.GetProperty("row_count").GetInt32());
        Assert.Null(Text(answer, "plugin"));
    }

    [Theory]
    [InlineData(Roles.Viewer, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Auditor, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Analyst, HttpStatusCode.OK)]
    [InlineData(Roles.Admin, HttpStatusCode.OK)]
    public async Task Sql_Role_DecidesWhoMay(string role, HttpStatusCode status)
    {
        var shop = await chat.OpenShopAsync();

        Assert.Equal(status, (await shop.SqlAsync("SELECT count(*) FROM sales", role)).Status);
    }

    private static JsonElement.ArrayEnumerator Columns(JsonElement answer) => answer.GetProperty("columns").EnumerateArray();

    private static string? Text(JsonElement parent, string property) =>
        parent.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
