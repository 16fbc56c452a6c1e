using System.Net;
using System.Text.Json;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing.Http;

namespace NlSql.Chat.Tests.Feedback;

[Collection(ChatService.Name)]
public sealed class FeedbackTests(ChatFixture chat)
{
    [Fact]
    public async Task Give_Rating_IsListedCountedAndInTheTrail()
    {
        var shop = await chat.OpenShopAsync();
        var message = await AskedAsync(shop);

        var given = await GiveAsync(shop, new { message_id = message, rating = "down", comment = "too low" });

        Assert.Equal(HttpStatusCode.OK, given.Status);
        var item = Assert.Single((await ListAsync(shop)).GetProperty("items").EnumerateArray());
        Assert.Equal(("down", "too low", "total revenue", "ann"), (Text(item, "rating"), Text(item, "comment"), Text(item, "question"), Text(item, "given_by")));
        var recorded = Assert.Single(await shop.TrailAsync(), t => t.Event.Action == "feedback.given").Event;
        Assert.Equal((given.Body.GetProperty("feedback_id").GetString(), "total revenue"), (recorded.SubjectId, recorded.Question));
    }

    [Fact]
    public async Task Give_AgainForTheSameMessage_ReplacesWhatWasSaid()
    {
        var shop = await chat.OpenShopAsync();
        var message = await AskedAsync(shop);
        await GiveAsync(shop, new { message_id = message, rating = "down", comment = "too low" });

        await GiveAsync(shop, new { message_id = message, rating = "up" });

        var item = Assert.Single((await ListAsync(shop)).GetProperty("items").EnumerateArray());
        Assert.Equal(("up", JsonValueKind.Null), (Text(item, "rating"), item.GetProperty("comment").ValueKind));
    }

    [Fact]
    public async Task Give_CorrectionThatCompiles_IsKept()
    {
        var shop = await chat.OpenShopAsync();
        var (first, second) = (await AskedAsync(shop), await AskedAsync(shop));

        await GiveAsync(shop, new { message_id = first, correction = new { semantic_query = new { metrics = new[] { "revenue" }, time = "last 7 days" } } });
        await GiveAsync(shop, new { message_id = second, correction = new { sql = "SELECT sum(total_amount) FROM sales" } });

        var items = (await ListAsync(shop)).GetProperty("items");
        Assert.Equal("SELECT sum(total_amount) FROM sales", Text(items[0].GetProperty("correction"), "sql"));
        Assert.Equal("last 7 days", Text(items[1].GetProperty("correction").GetProperty("semantic_query"), "time"));
    }

    [Theory]
    [InlineData("{\"sql\":\"DELETE FROM sales\"}", HttpStatusCode.UnprocessableEntity, "chat.sql-refused")]
    [InlineData("{\"sql\":\"SELECT nothing FROM sales\"}", HttpStatusCode.UnprocessableEntity, "chat.sql-refused")]
    [InlineData("{\"semantic_query\":{\"metrics\":[\"unheard_of\"]}}", HttpStatusCode.UnprocessableEntity, "chat.query-refused")]
    [InlineData("{\"semantic_query\":{\"metricks\":[\"revenue\"]}}", HttpStatusCode.BadRequest, "chat.query-malformed")]
    [InlineData("{}", HttpStatusCode.BadRequest, "chat.correction-malformed")]
    public async Task Give_CorrectionThatDoesNotRun_IsRefusedAndNotKept(string correction, HttpStatusCode status, string code)
    {
        var shop = await chat.OpenShopAsync();
        var message = await AskedAsync(shop);

        var reply = await GiveAsync(shop, new { message_id = message, rating = "down", correction = JsonElement.Parse(correction) });

        Assert.Equal((status, code), (reply.Status, Text(reply.Body, "code")));
        Assert.Equal(0, (await ListAsync(shop)).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Give_CorrectionWhoseFeedbackCannotBeKept_LeavesNeither()
    {
        var shop = await chat.OpenShopAsync();
        var message = await AskedAsync(shop);
        await chat.ExecuteAsync($"""
            CREATE FUNCTION chat.refuse_{shop.Tenant.Replace('-', '_')}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
            CREATE TRIGGER refuse_{shop.Tenant.Replace('-', '_')} BEFORE INSERT ON chat.feedback FOR EACH ROW WHEN (NEW.tenant_id = '{shop.Tenant}')
                EXECUTE FUNCTION chat.refuse_{shop.Tenant.Replace('-', '_')}();
            """);

        var reply = await GiveAsync(shop, new { message_id = message, correction = new { sql = "SELECT sum(total_amount) FROM sales" } });

        Assert.Equal(HttpStatusCode.InternalServerError, reply.Status);
        Assert.Equal([0L], await chat.ReadAsync<long>("SELECT count(*) FROM chat.reviews WHERE tenant_id = @Tenant", new { shop.Tenant }));
        var failed = Assert.Single(await shop.TrailAsync(), t => t.Event.Action is "feedback.given" or "correction.given").Event;
        Assert.Equal(("feedback.given", "failed"), (failed.Action, failed.Outcome));
    }

    [Fact]
    public async Task Give_Correction_IsInTheTrailWithAnOutcomeOfTheContract()
    {
        var shop = await chat.OpenShopAsync();

        await GiveAsync(shop, new { message_id = await AskedAsync(shop), correction = new { sql = "SELECT count(*) FROM sales" } });

        Assert.Equal("succeeded", Assert.Single(await shop.TrailAsync(), t => t.Event.Action == "correction.given").Event.Outcome);
    }

    [Theory]
    [InlineData("{\"message_id\":\"x\",\"rating\":\"up\"}", "chat.message-id-malformed")]
    [InlineData("{\"message_id\":\"0a000000-0000-7000-8000-0000000000ff\"}", "chat.feedback-missing")]
    [InlineData("{\"message_id\":\"0a000000-0000-7000-8000-0000000000ff\",\"rating\":\"sideways\"}", "request.malformed")]
    [InlineData("{\"message_id\":\"0a000000-0000-7000-8000-0000000000ff\",\"comment\":\"a\\u0000\"}", "chat.comment-invalid")]
    public async Task Give_MalformedBody_SaysWhatIsWrong(string body, string code)
    {
        var reply = await GiveAsync(chat.NewTenant(), body);

        Assert.Equal((HttpStatusCode.BadRequest, code), (reply.Status, Text(reply.Body, "code")));
    }

    [Fact]
    public async Task Give_MessageOfSomebodyElse_Is404()
    {
        var (shop, other) = (await chat.OpenShopAsync(), await chat.OpenShopAsync());
        var message = await AskedAsync(shop);

        foreach (var caller in new[] { new Caller(shop.Tenant, "bob", Roles.Analyst), new Caller(other.Tenant, "ann", Roles.Analyst) })
        {
            var reply = await chat.SendAsync(caller, new { message_id = message, rating = "up" }, "/feedback");
            Assert.Equal((HttpStatusCode.NotFound, "chat.message-unknown"), (reply.Status, Text(reply.Body, "code")));
        }
    }

    [Fact]
    public async Task List_Pages_HaveEachItemOnceAndOnlyWhatTheRoleMaySee()
    {
        var shop = await chat.OpenShopAsync();
        for (var i = 0; i < 3; i++)
            await GiveAsync(shop, new { message_id = await AskedAsync(shop), rating = i == 0 ? "down" : "up", comment = $"{i}" });

        var first = await ListAsync(shop, "?limit=2");
        var second = await ListAsync(shop, $"?limit=2&cursor={Text(first, "next_cursor")}");

        Assert.Equal(["2", "1", "0"], first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(i => Text(i, "comment")));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next_cursor").ValueKind);
        Assert.Equal("chat.rating-unknown", Text(await ListAsync(shop, "?rating=sideways"), "code"));
        Assert.Equal(1, (await ListAsync(shop, "?rating=down")).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await ListAsync(shop, "", "bob", Roles.Analyst)).GetProperty("items").GetArrayLength());
        Assert.Equal(3, (await ListAsync(shop, "", "bob", Roles.Editor)).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await ListAsync(await chat.OpenShopAsync(), "", "ann", Roles.Admin)).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Statistics_CountRatingsCommentsAndCorrections()
    {
        var shop = await chat.OpenShopAsync();
        await GiveAsync(shop, new { message_id = await AskedAsync(shop), rating = "up" });
        await GiveAsync(shop, new { message_id = await AskedAsync(shop), rating = "up", comment = "well done" });
        await GiveAsync(shop, new { message_id = await AskedAsync(shop), rating = "down", correction = new { sql = "SELECT count(*) FROM sales" } });
        await GiveAsync(shop, new { message_id = await AskedAsync(shop, "drop table sales"), rating = "up" });

        var statistics = (await chat.SendAsync(shop.Ann with { Role = Roles.Analyst }, HttpMethod.Get, "/feedback/stats")).Body;

        var all = statistics.GetProperty("all");
        Assert.Equal((4, 3, 1, 1, 1), (Count(all, "total"), Count(all, "up"), Count(all, "down"), Count(all, "comments"), Count(all, "corrections")));
        Assert.Equal(0.75, all.GetProperty("share_up").GetDouble());
        Assert.Equal("retail", Text(Assert.Single(statistics.GetProperty("by_plugin").EnumerateArray()), "plugin"));
        Assert.Equal(2, statistics.GetProperty("by_tier").GetArrayLength());
    }

    [Fact]
    public async Task Give_AsAViewer_IsForbidden() =>
        Assert.Equal(HttpStatusCode.Forbidden, (await chat.SendAsync(chat.NewTenant().Ann, new { rating = "up" }, "/feedback")).Status);

    private static async Task<string?> AskedAsync(Shop shop, string question = "total revenue") => (await shop.AskAsync(question)).GetProperty("message_id").GetString();

    private Task<Reply> GiveAsync(Shop shop, object body) => chat.SendAsync(shop.Ann with { Role = Roles.Analyst }, body, "/feedback");

    private async Task<JsonElement> ListAsync(Shop shop, string query = "", string subject = "ann", string role = Roles.Analyst) =>
        (await chat.SendAsync(new Caller(shop.Tenant, subject, role), HttpMethod.Get, "/feedback" + query)).Body;

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();

    private static int Count(JsonElement element, string property) => element.GetProperty(property).GetInt32();
}
