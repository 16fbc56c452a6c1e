using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing.Retail;

namespace NlSql.Chat.Tests.Asking;

/// <summary><c>POST /query</c>: a semantic query is answered like the question that means it.</summary>
[Collection(ChatService.Name)]
public sealed class SemanticQueryTests(ChatFixture chat)
{
    private const string RevenueByRegion = """{"metrics": ["revenue"], "dimensions": ["sales.region"], "time": "last 7 days"}""";

    [Theory]
    [InlineData("semantic_query")]
    [InlineData("query")]
    public async Task Query_SemanticQuery_IsAnsweredLikeTheQuestion(string property)
    {
        var shop = await chat.OpenShopAsync();
        var asked = await shop.AskAsync("revenue by region last 7 days");

        var reply = await shop.QueryAsync($$"""{"{{property}}": {{RevenueByRegion}}, "dataset_id": "{{shop.Dataset}}"}""");

        Assert.True(reply.Status == HttpStatusCode.OK, reply.Body.GetRawText());
        foreach (var same in new[] { "answer_type", "answer", "columns", "sql", "narrative", "explanation", "chart", "assumptions", "tier", "row_count", "plugin_version" })
            Assert.True(JsonNode.DeepEquals(Node(asked, same), Node(reply.Body, same)), $"{same}: {Node(reply.Body, same)}");
        Assert.Equal("high", reply.Body.GetProperty("confidence").GetProperty("level").GetString());
    }

    [Fact]
    public async Task Query_Explain_GivesEverythingButRows()
    {
        var shop = await chat.OpenShopAsync();

        var answer = (await shop.QueryAsync($$"""{"semantic_query": {{RevenueByRegion}}}""", path: "/query?explain=true")).Body;

        Assert.Equal(JsonValueKind.Null, answer.TryGetProperty("answer", out var value) ? value.ValueKind : JsonValueKind.Null);
        Assert.Equal(0, answer.GetProperty("row_count").GetInt32());
        Assert.Equal(["region", "revenue"], answer.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("name").GetString()));
        Assert.Contains("sum(sales.total_amount)", answer.GetProperty("sql").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(answer.GetProperty("explanation").GetString()!);
    }

    [Theory]
    [InlineData("day", "date", JsonValueKind.String)]
    [InlineData("year", "integer", JsonValueKind.Number)]
    public async Task Query_Grain_IsOfTheTypeThatItsColumnSays(string grain, string type, JsonValueKind kind)
    {
        var shop = await chat.OpenShopAsync();
        var query = $$"""{"semantic_query": {"metrics": ["revenue"], "dimensions": [{"column": "sales.order_date", "grain": "{{grain}}"}], "time": "last 7 days"} }""";

        var answer = (await shop.QueryAsync(query)).Body;
        var explained = (await shop.QueryAsync(query, path: "/query?explain=true")).Body;

        Assert.All([answer, explained], a => Assert.Equal(type, a.GetProperty("columns")[0].GetProperty("type").GetString()));
        Assert.Equal(kind, answer.GetProperty("answer")[0].EnumerateObject().First().Value.ValueKind);
    }

    [Fact]
    public async Task Query_Answered_IsInTheTrailAndTheConversation()
    {
        var shop = await chat.OpenShopAsync();

        var answer = (await shop.QueryAsync($$"""{"semantic_query": {{RevenueByRegion}}}""")).Body;

        var (id, recorded) = Assert.Single(await shop.TrailAsync());
        var message = Assert.Single(await shop.MessagesAsync());
        Assert.Equal(answer.GetProperty("audit_id").GetGuid(), id);
        Assert.Equal(("query.asked", "answered", "ann"), (recorded.Action, recorded.Outcome, recorded.Actor));
        Assert.Contains("revenue", recorded.Question, StringComparison.Ordinal);
        Assert.Equal(answer.GetProperty("message_id").GetGuid(), message.MessageId);
        Assert.Equal(answer.GetProperty("conversation_id").GetGuid(), message.ConversationId);
    }

    [Theory]
    [InlineData("""{}""", "chat.query-missing")]
    [InlineData("""{"query": "total revenue"}""", "chat.query-missing")]
    [InlineData("""{"semantic_query": {"metrics": ["revenue"]}, "dataset_id": "7"}""", "chat.dataset-id-malformed")]
    [InlineData("""{"semantic_query": {"metrics": ["revenue"]}, "conversation_id": "7"}""", "chat.conversation-id-malformed")]
    [InlineData("""{"semantic_query": {"metrics": ["revenue"]},}""", "request.malformed")]
    public async Task Query_BadBody_Is400WithItsCode(string body, string code)
    {
        var shop = await chat.OpenShopAsync();

        var reply = await shop.QueryAsync(body);

        Assert.Equal((HttpStatusCode.BadRequest, code), (reply.Status, reply.Body.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Query_MalformedQuery_Is400WithEveryPlace()
    {
        var shop = await chat.OpenShopAsync();

        var reply = await shop.QueryAsync("""{"semantic_query": {"metrics": ["revenue"], "limit": "many", "dimension": ["region"]}}""");

        Assert.Equal((HttpStatusCode.BadRequest, "chat.query-malformed"), (reply.Status, reply.Body.GetProperty("code").GetString()));
        var issues = reply.Body.GetProperty("issues").EnumerateArray().ToList();
        Assert.Equal(["$.dimension", "$.limit"], issues.Select(i => i.GetProperty("path").GetString()).Order(StringComparer.Ordinal));
        Assert.All(issues, i => Assert.StartsWith("query.", i.GetProperty("code").GetString(), StringComparison.Ordinal));
        var (_, recorded) = Assert.Single(await shop.TrailAsync());
        Assert.Equal(("query.asked", "failed"), (recorded.Action, recorded.Outcome));
        Assert.Empty(await shop.MessagesAsync());
    }

    [Fact]
    public async Task Query_UnknownName_Is422WithSuggestions()
    {
        var shop = await chat.OpenShopAsync();

        var reply = await shop.QueryAsync("""{"semantic_query": {"metrics": ["revenu"]}}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "chat.query-refused"), (reply.Status, reply.Body.GetProperty("code").GetString()));
        var issue = Assert.Single(reply.Body.GetProperty("issues").EnumerateArray());
        Assert.Equal("plan.unknown-metric", issue.GetProperty("code").GetString());
        Assert.Contains("revenue", issue.GetProperty("suggestions").EnumerateArray().Select(s => s.GetString()));
    }

    [Fact]
    public async Task Query_AgainstThePolicy_Is422AndBlockedInTheTrail()
    {
        var model = RetailPlugin.Read();
        chat.Plugins["retail_strict"] = model with
        {
            Plugin = model.Plugin with { Id = "retail_strict" },
            Policy = model.Policy with { RequiredFilters = ["sales.region"] },
        };
        var shop = await chat.OpenShopAsync("retail_strict");

        var reply = await shop.QueryAsync("""{"semantic_query": {"metrics": ["revenue"]}}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Equal("policy.required-filter", reply.Body.GetProperty("issues")[0].GetProperty("code").GetString());
        Assert.Equal("blocked", Assert.Single(await shop.TrailAsync()).Event.Outcome);
    }

    [Fact]
    public async Task Query_Viewer_MayNot()
    {
        var shop = await chat.OpenShopAsync();

        var reply = await shop.QueryAsync($$"""{"semantic_query": {{RevenueByRegion}}}""", Roles.Viewer);

        Assert.Equal(HttpStatusCode.Forbidden, reply.Status);
        var entry = Assert.Single(await shop.TrailAsync()).Event;
        Assert.Equal(("query.asked", "rejected"), (entry.Action, entry.Outcome));
    }

    [Fact]
    public async Task Query_CallersRole_DecidesWhichRowsAreSeen()
    {
        var model = RetailPlugin.Read();
        chat.Plugins["retail_north"] = model with
        {
            Plugin = model.Plugin with { Id = "retail_north" },
            Policy = model.Policy with { Roles = ["analyst"], RowFilters = [new("sales", "region = 'North'", ["analyst"])] },
        };
        var shop = await chat.OpenShopAsync("retail_north");
        var query = """{"semantic_query": {"metrics": ["revenue"]}}""";

        var north = (await shop.QueryAsync(query)).Body;
        var all = (await shop.QueryAsync(query, Roles.Editor)).Body;

        Assert.Equal((850m, 1750m), (north.GetProperty("answer").GetDecimal(), all.GetProperty("answer").GetDecimal()));
        Assert.Equal("row_filters", Assert.Single(north.GetProperty("policy_applied").EnumerateArray()).GetProperty("rule").GetString());
    }

    private static JsonNode? Node(JsonElement answer, string property) =>
        answer.TryGetProperty(property, out var value) ? JsonNode.Parse(value.GetRawText()) : null;
}
