using System.Net;
using System.Text.Json;

namespace NlSql.Chat.Tests.Asking;

/// <summary>Limits of text and result, each at the limit and one beyond it.</summary>
[Collection(ChatService.Name)]
public sealed class SqlLimitTests(ChatFixture chat)
{
    // Fourteen sales: 2,744 rows.
    private const string Rows = "sales a JOIN sales b ON a.category = b.category JOIN sales c ON b.category = c.category";
    private const string ManyRows = $"{Rows} JOIN sales d ON c.category = d.category";

    [Theory]
    [InlineData("", 100, true)]
    [InlineData(" LIMIT 14", 14, false)]
    [InlineData(" LIMIT 0", 0, false)]
    [InlineData(" LIMIT ALL", 100, true)]
    [InlineData(" LIMIT 2744", 2744, false)]
    [InlineData(" LIMIT 2743", 2743, false)]
    [InlineData(" ORDER BY 1 FETCH FIRST 1 ROW WITH TIES", 1372, false)]
    public async Task Sql_Rows_AreThoseAskedForOrTheDefault(string limit, int rows, bool truncated)
    {
        var shop = await chat.OpenShopAsync();

        var answer = await shop.RunSqlAsync($"SELECT a.region FROM {Rows}{limit}");

        Assert.Equal((rows, truncated), (answer.GetProperty("row_count").GetInt32(), answer.GetProperty("truncated").GetBoolean()));
        Assert.Equal(rows, answer.GetProperty("answer").GetArrayLength());
        Assert.Equal(truncated, answer.GetProperty("warnings").EnumerateArray().Any(w => w.GetString()!.Contains("first 100 rows", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(5_000, 5_000, false)]
    [InlineData(5_001, 5_000, true)]
    public async Task Sql_MoreRowsThanAllowed_AreCut(int limit, int rows, bool truncated)
    {
        var shop = await chat.OpenShopAsync();

        var answer = await shop.RunSqlAsync($"SELECT a.region FROM {ManyRows} LIMIT {limit}");

        Assert.Equal((rows, truncated), (answer.GetProperty("row_count").GetInt32(), answer.GetProperty("truncated").GetBoolean()));
    }

    [Theory]
    [InlineData(40, 5_000, false)]
    [InlineData(41, 4_878, true)]
    public async Task Sql_MoreCellsThanAllowed_AreCut(int columns, int rows, bool truncated)
    {
        var shop = await chat.OpenShopAsync();

        var answer = await shop.RunSqlAsync($"SELECT {string.Join(", ", Enumerable.Repeat("1", columns))} FROM {ManyRows} LIMIT 5000");

        Assert.Equal((rows, truncated), (answer.GetProperty("row_count").GetInt32(), answer.GetProperty("truncated").GetBoolean()));
    }

    [Fact]
    public async Task Sql_MoreBytesThanAllowed_AreCut()
    {
        var shop = await chat.OpenShopAsync();
        var wide = string.Join(", ", Enumerable.Repeat("lpad(a.region, 200, '.')", 20));

        var answer = await shop.RunSqlAsync($"SELECT {wide} FROM {ManyRows} LIMIT 5000");

        // 4,000 bytes a row.
        Assert.InRange(answer.GetProperty("row_count").GetInt32(), 2_000, 2_622);
        Assert.True(answer.GetProperty("truncated").GetBoolean());
        Assert.Contains(answer.GetProperty("warnings").EnumerateArray(), w => w.GetString()!.Contains("too large for an answer", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(20_000, HttpStatusCode.OK)]
    [InlineData(20_001, HttpStatusCode.UnprocessableEntity)]
    public async Task Sql_Characters_AreCounted(int characters, HttpStatusCode status)
    {
        var shop = await chat.OpenShopAsync();

        var reply = await shop.SqlAsync("SELECT count(*) FROM sales".PadRight(characters));

        Assert.Equal(status, reply.Status);
        if (status != HttpStatusCode.OK)
            Assert.Equal("sql.too-long", reply.Body.GetProperty("issues")[0].GetProperty("code").GetString());
        Assert.InRange(Assert.Single(await shop.TrailAsync()).Event.Question!.Length, 1, 20_000);
    }
}
