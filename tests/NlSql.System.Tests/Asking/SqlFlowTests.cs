using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using NlSql.Testing;

namespace NlSql.System.Tests.Asking;

/// <summary><c>POST /sql</c> through the gateway, over data that were uploaded: with and without a plugin.</summary>
[Collection<SystemCollection>]
public sealed class SqlFlowTests(RunningSystem system)
{
    private const string Sales = "order_id,order_date,total_amount,region\n1,2025-12-31,10.50,North\n2,2025-12-25,20.00,South\n3,2025-12-24,99.00,South\n";
    private const string RevenueByRegion = "SELECT region, sum(total_amount) AS revenue FROM sales GROUP BY region ORDER BY region";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sql_SalesOfAPlugin_AreAnsweredExplainedAndAudited()
    {
        var dataset = await UploadAsync(Sales, "retail");

        var (status, answer) = await SendAsync("/sql", new { sql = RevenueByRegion, dataset_id = dataset });
        var (_, explained) = await SendAsync("/sql?explain=true", new { sql = RevenueByRegion, dataset_id = dataset });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""[{"region":"North","revenue":10.50},{"region":"South","revenue":119.00}]""", answer.GetProperty("answer").GetRawText());
        Assert.Equal("EUR", answer.GetProperty("columns")[1].GetProperty("unit").GetString());
        Assert.Equal(answer.GetProperty("columns").GetRawText(), explained.GetProperty("columns").GetRawText());
        Assert.Equal(0, explained.GetProperty("row_count").GetInt32());
        await AssertAuditedAsync(e => e.GetProperty("id").GetString() == answer.GetProperty("audit_id").GetString() && Is(e, "answered", RevenueByRegion));
    }

    [Theory]
    [InlineData("DELETE FROM sales", "sql.not-a-select", 0, 6)]
    [InlineData("SELECT 1; DROP TABLE sales", "sql.several-statements", 10, 4)]
    [InlineData("SELECT * FROM pg_stat_activity", "guard.unknown-table", 14, 16)]
    [InlineData("SELECT region FROM sales UNION SELECT set_config('nlsql.dataset_id', 'x', false)", "guard.function", 38, 42)]
    [InlineData("SELECT dataset_id FROM sales", "guard.unknown-column", 7, 10)]
    [InlineData("SELECT count(*) FROM sales a, sales b", "guard.join", 30, 7)]
    public async Task Sql_Attack_IsRefusedWithItsPlaceAndAudited(string sql, string code, int start, int length)
    {
        var dataset = await UploadAsync(Sales, "retail");

        var (status, problem) = await SendAsync("/sql", new { sql, dataset_id = dataset });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "chat.sql-refused"), (status, problem.GetProperty("code").GetString()));
        var issue = problem.GetProperty("issues")[0];
        Assert.Equal((code, start, length), (issue.GetProperty("code").GetString(), issue.GetProperty("start").GetInt32(), issue.GetProperty("length").GetInt32()));
        await AssertAuditedAsync(e => Is(e, "blocked", sql));
        Assert.Equal(3, (await SendAsync("/sql", new { sql = "SELECT count(*) FROM sales", dataset_id = dataset })).Body.GetProperty("answer").GetInt32());
    }

    [Theory]
    [InlineData("SELECT count(*) FROM sales")]
    [InlineData("SELECT count(*) FROM sales WHERE region = 'x' OR true")]
    [InlineData("SELECT count(*) FROM (SELECT * FROM sales UNION ALL SELECT * FROM sales WHERE false) s")]
    [InlineData("WITH sales AS (SELECT * FROM sales) SELECT count(*) FROM sales")]
    [InlineData("SELECT count(*) FROM sales a JOIN sales b USING (order_id)")]
    public async Task Sql_TwoDatasets_SeeOnlyTheirRows(string sql)
    {
        var (three, one) = (await UploadAsync(Sales, "retail"), await UploadAsync("order_id,order_date,total_amount,region\n1,2025-12-31,10.50,North\n", "retail"));

        Assert.Equal(3, (await SendAsync("/sql", new { sql, dataset_id = three })).Body.GetProperty("answer").GetInt32());
        Assert.Equal(1, (await SendAsync("/sql", new { sql, dataset_id = one })).Body.GetProperty("answer").GetInt32());
    }

    [Fact]
    public async Task Sql_DatasetWithoutAPlugin_IsAnswered()
    {
        var dataset = await UploadAsync("city,visits\nBern,7\nBasel,9007199254740993\n", null);

        var (status, answer) = await SendAsync("/sql", new { sql = "SELECT city, visits FROM trips ORDER BY visits DESC", dataset_id = dataset });

        Assert.True(status == HttpStatusCode.OK, answer.GetRawText());
        Assert.Equal("""[{"city":"Basel","visits":9007199254740993},{"city":"Bern","visits":7}]""", answer.GetProperty("answer").GetRawText());
    }

    [Fact]
    public async Task Sql_BodyOfMoreThan256KiB_Is413()
    {
        using var response = await system.Gateway.PostAsJsonAsync("/sql", new { sql = new string(' ', 256 * 1024) }, Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    private static bool Is(JsonElement entry, string outcome, string sql) =>
        (entry.GetProperty("action").GetString(), entry.GetProperty("outcome").GetString(), entry.GetProperty("question").GetString()) == ("sql.asked", outcome, sql);

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(string path, object body)
    {
        using var response = await system.Gateway.PostAsJsonAsync(path, body, Cancellation);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation));
    }

    private async Task<Guid> UploadAsync(string csv, string? plugin)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "sample.csv" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, plugin is null ? "/upload/trips" : "/upload/sales") { Content = form };
        if (plugin is not null)
            request.Headers.Add("x-plugin", plugin);
        using var response = await system.Gateway.SendAsync(request, Cancellation);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return response.IsSuccessStatusCode ? body.GetProperty("dataset_id").GetGuid() : throw new InvalidOperationException(body.GetRawText());
    }

    /// <summary>The trail is written after the answer: the event comes through the broker.</summary>
    private Task AssertAuditedAsync(Func<JsonElement, bool> isIt) => Eventually.TrueAsync(
        async () =>
        {
            var page = await system.Gateway.GetFromJsonAsync<JsonElement>("/audit?action=sql.asked&limit=50", Cancellation);
            return page.GetProperty("entries").EnumerateArray().Any(isIt);
        },
        "the SQL in the trail",
        Cancellation);
}
