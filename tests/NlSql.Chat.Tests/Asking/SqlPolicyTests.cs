using System.Net;
using System.Text.Json;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing.Http;
using NlSql.Testing.Retail;

namespace NlSql.Chat.Tests.Asking;

/// <summary>Whatever policy says of questions holds for SQL; what cannot be held to a rule is refused by its name.</summary>
[Collection(ChatService.Name)]
public sealed class SqlPolicyTests(ChatFixture chat)
{
    [Theory]
    [InlineData("SELECT max(region) FROM sales")]
    [InlineData("SELECT region FROM sales ORDER BY region LIMIT 1")]
    [InlineData("WITH s AS (SELECT * FROM sales) SELECT region AS r FROM s GROUP BY region")]
    [InlineData("SELECT CASE WHEN region = 'North' OR region LIKE 'S%' THEN 'seen' ELSE region END AS r FROM sales LIMIT 1")]
    public async Task Sql_MaskedColumn_IsMaskedWhereverItStands(string sql)
    {
        var shop = await OpenAsync("masked", policy => policy with { ColumnMasks = [new("sales.region", MaskKind.Redacted, ["admin"])] });

        var masked = (await shop.SqlAsync(sql)).Body;
        var plain = (await shop.SqlAsync(sql, Roles.Admin)).Body;

        Assert.Equal("***", Assert.Single(masked.GetProperty("answer").EnumerateArray()).EnumerateObject().First().Value.GetString());
        Assert.DoesNotContain("***", plain.GetProperty("answer").GetRawText(), StringComparison.Ordinal);
        Assert.Equal("column_masks", Rule(masked));
        Assert.Empty(plain.GetProperty("policy_applied").EnumerateArray());
    }

    [Fact]
    public async Task Sql_RowFilter_HoldsForTheRole()
    {
        var shop = await OpenAsync("filtered", policy => policy with { Roles = ["analyst"], RowFilters = [new("sales", "region = 'North'", ["analyst"])] });
        var sql = "SELECT count(*) FROM sales a WHERE EXISTS (SELECT 1 FROM sales b WHERE b.order_id = a.order_id)";

        var north = (await shop.SqlAsync(sql)).Body;
        var all = (await shop.SqlAsync(sql, Roles.Editor)).Body;

        Assert.Equal((7, 14), (north.GetProperty("answer").GetInt32(), all.GetProperty("answer").GetInt32()));
        Assert.Equal("row_filters", Rule(north));
    }

    [Theory]
    [InlineData("SELECT total_amount FROM sales")]
    [InlineData("SELECT region FROM sales ORDER BY total_amount")]
    [InlineData("SELECT count(*) FROM sales GROUP BY total_amount")]
    [InlineData("SELECT region FROM sales WHERE total_amount > 1")]
    [InlineData("SELECT 1 FROM sales a JOIN sales b USING (total_amount)")]
    [InlineData("SELECT sum(total_amount) OVER () FROM sales")]
    [InlineData("SELECT x FROM (SELECT total_amount AS x FROM sales) s")]
    public async Task Sql_ForbiddenColumn_IsRefusedWhereverItStands(string sql)
    {
        var shop = await OpenAsync("forbidden", policy => policy with { ForbiddenColumns = ["sales.total_amount"] });

        var issue = await RefusedAsync(shop, sql);

        Assert.Contains(issue.GetProperty("code").GetString(), new[] { "guard.hidden-column", "guard.unknown-column" });
        Assert.Contains("total_amount", sql.Substring(issue.GetProperty("start").GetInt32(), issue.GetProperty("length").GetInt32()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sql_Star_LeavesForbiddenColumnsOut()
    {
        var shop = await OpenAsync("forbidden_star", policy => policy with { ForbiddenColumns = ["sales.total_amount"] });

        var answer = await shop.RunSqlAsync("SELECT * FROM sales LIMIT 1");

        var names = answer.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("name").GetString()).ToList();
        Assert.Contains("region", names);
        Assert.DoesNotContain("total_amount", names);
    }

    [Theory]
    [InlineData("min_group_size")]
    [InlineData("required_filters")]
    [InlineData("allowed_question_types")]
    [InlineData("max_date_range_days")]
    public async Task Sql_RuleThatSqlCannotBeHeldTo_IsRefusedByItsName(string rule)
    {
        var shop = await OpenAsync(rule, policy => rule switch
        {
            "min_group_size" => policy with { MinGroupSize = new(5, []) },
            "required_filters" => policy with { RequiredFilters = ["sales.region"] },
            "allowed_question_types" => policy with { AllowedQuestionTypes = ["metric"] },
            _ => policy with { MaxDateRangeDays = 7 },
        });
        var sql = "SELECT region, count(*) FROM sales GROUP BY region HAVING count(*) >= 5";

        var issue = await RefusedAsync(shop, sql);

        Assert.Equal("policy.sql", issue.GetProperty("code").GetString());
        Assert.Contains(rule, issue.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal((0, sql.Length), (issue.GetProperty("start").GetInt32(), issue.GetProperty("length").GetInt32()));
    }

    [Fact]
    public async Task Sql_ColumnsOfSmallGroups_AreOutOfReach()
    {
        var shop = await OpenAsync("people", policy => policy with { MinGroupSize = new(5, ["sales.customer_id"]) });

        Assert.Equal("guard.hidden-column", (await RefusedAsync(shop, "SELECT customer_id, count(*) FROM sales GROUP BY 1")).GetProperty("code").GetString());
        Assert.Equal(14, (await shop.RunSqlAsync("SELECT count(*) FROM sales")).GetProperty("answer").GetInt32());
    }

    [Fact]
    public async Task Sql_TierThatIsNotAllowed_IsRefused()
    {
        var shop = await OpenAsync("semantic_only", policy => policy with { AnswerTiersAllowed = [AnswerTier.Verified, AnswerTier.Semantic] });

        Assert.Equal("policy.tier", (await RefusedAsync(shop, "SELECT count(*) FROM sales")).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Sql_OtherTenantsDataset_IsUnknown()
    {
        var (shop, other) = (await chat.OpenShopAsync(), await chat.OpenShopAsync());

        var reply = await shop.QueryAsync(new { sql = "SELECT count(*) FROM sales", dataset_id = other.Dataset }, path: "/sql");

        Assert.Equal((HttpStatusCode.NotFound, "chat.dataset-unknown"), (reply.Status, reply.Body.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("SELECT count(*) FROM sales")]
    [InlineData("SELECT count(*) FROM sales WHERE true OR 1 = 1")]
    [InlineData("SELECT count(*) FROM (SELECT * FROM sales UNION SELECT * FROM sales) s")]
    [InlineData("WITH sales AS (SELECT * FROM sales) SELECT count(*) FROM sales")]
    public async Task Sql_TwoDatasets_SeeOnlyTheirRows(string sql)
    {
        var shop = await chat.OpenShopAsync();
        var first = shop.Dataset;
        await shop.UploadAsync("summer");
        await shop.AppendAsync(1m);

        var (old, current) = (await shop.QueryAsync(new { sql, dataset_id = first }, path: "/sql"), await shop.SqlAsync(sql));

        Assert.Equal((14, 15), (old.Body.GetProperty("answer").GetInt32(), current.Body.GetProperty("answer").GetInt32()));
    }

    private async Task<Shop> OpenAsync(string name, Func<PolicyDefinition, PolicyDefinition> change)
    {
        var model = RetailPlugin.Read();
        var plugin = "sql_" + name;
        chat.Plugins[plugin] = model with { Plugin = model.Plugin with { Id = plugin }, Policy = change(model.Policy) };
        return await chat.OpenShopAsync(plugin);
    }

    /// <summary>The first reason of a refusal, which the trail has as blocked.</summary>
    private static async Task<JsonElement> RefusedAsync(Shop shop, string sql)
    {
        Reply reply = await shop.SqlAsync(sql);
        Assert.True(reply.Status == HttpStatusCode.UnprocessableEntity, reply.Body.GetRawText());
        Assert.Equal("blocked", (await shop.TrailAsync())[^1].Event.Outcome);
        return reply.Body.GetProperty("issues")[0];
    }

    private static string? Rule(JsonElement answer) => Assert.Single(answer.GetProperty("policy_applied").EnumerateArray()).GetProperty("rule").GetString();
}
