using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using NlSql.Testing;

namespace NlSql.Chat.Tests.Asking;

/// <summary>What <c>POST /sql</c> refuses: with a code and the place in the text, and the trail knows of it.</summary>
[Collection(ChatService.Name)]
public sealed partial class SqlRefusalTests(ChatFixture chat)
{
    /// <summary>SQL, the code of the rule, and the text that it is about.</summary>
    public static TheoryData<string, string, string> Refused { get; } = new()
    {
        // Changes to data, schema, session or server.
        { "DELETE FROM sales", "sql.not-a-select", "DELETE" },
        { "UPDATE sales SET total_amount = 0", "sql.not-a-select", "UPDATE" },
        { "TRUNCATE sales", "sql.not-a-select", "TRUNCATE" },
        { "SET statement_timeout = 0", "sql.not-a-select", "SET" },
        { "COPY sales TO '/tmp/out'", "sql.not-a-select", "COPY" },
        { "EXPLAIN ANALYZE SELECT 1", "sql.not-a-select", "EXPLAIN" },
        { "DO $$ BEGIN END $$", "sql.not-a-select", "DO" },
        { "SELECT region INTO copy FROM sales", "sql.unsupported", "INTO" },
        { "SELECT region FROM sales FOR UPDATE", "sql.unsupported", "FOR" },
        { "WITH gone AS (DELETE FROM sales RETURNING *) SELECT * FROM gone", "sql.not-a-select", "DELETE" },

        // More than one statement.
        { "SELECT 1; DROP TABLE sales", "sql.several-statements", "DROP" },
        { "SELECT 1; COMMIT; SELECT 2", "sql.several-statements", "COMMIT" },

        // Other tables, schemas and catalogs.
        { "SELECT * FROM pg_class", "guard.unknown-table", "pg_class" },
        { "SELECT * FROM data.retail__sales", "sql.unsupported", "." },
        { "SELECT * FROM information_schema.tables", "sql.unsupported", "." },
        { "SELECT region FROM sales UNION SELECT password FROM users", "guard.unknown-table", "users" },
        { "SELECT (SELECT tenant_id FROM dataset_heads LIMIT 1) FROM sales", "guard.unknown-table", "dataset_heads" },
        { "SELECT region FROM sales WHERE EXISTS (SELECT 1 FROM retail__sales)", "guard.unknown-table", "retail__sales" },

        // Columns that are nobody's business.
        { "SELECT dataset_id FROM sales", "guard.unknown-column", "dataset_id" },
        { "SELECT ctid FROM sales", "guard.system-column", "ctid" },
        { "SELECT tableoid::regclass FROM sales", "guard.type", "regclass" },
        { "SELECT sales FROM sales", "guard.whole-row", "sales" },
        { "SELECT s.row_to_json FROM sales s", "guard.unknown-column", "s.row_to_json" },

        // Functions that read, write, wait, grow or run text.
        { "SELECT pg_sleep(5)", "guard.function", "pg_sleep(5)" },
        { "SELECT set_config('nlsql.dataset_id', region, true) FROM sales", "guard.function", "set_config('nlsql.dataset_id', region, true)" },
        { "SELECT query_to_xml('SELECT 1', true, true, '')", "guard.function", "query_to_xml('SELECT 1', true, true, '')" },
        { "SELECT repeat('x', 1000000000)", "guard.function", "repeat('x', 1000000000)" },
        { "SELECT current_user", "sql.unsupported", "current_user" },
        { "SELECT pg_catalog.version()", "sql.unsupported", "(" },
        { "SELECT * FROM generate_series(1, 1000000000)", "sql.unsupported", "(" },

        // Too much work.
        { "SELECT count(*) FROM sales a, sales b", "guard.join", "sales b" },
        { "WITH RECURSIVE r AS (SELECT 1 UNION ALL SELECT 1 FROM r) SELECT * FROM r", "sql.unsupported", "RECURSIVE" },
        { "SELECT region FROM sales LIMIT 1 + 1", "guard.limit", "1 + 1" },
        { "SELECT region FROM sales OFFSET 99999999", "guard.limit", "99999999" },
        { "SELECT region FROM sales ORDER BY 1 FETCH FIRST 20000 ROWS WITH TIES", "guard.limit", "20000" },

        // Typing mistakes are told as well as tricks.
        { "SELECT regoin FROM sales", "guard.unknown-column", "regoin" },
        { "SELECT region FROM sales WHERE region = $1", "sql.placeholder", "$1" },
        { "SELECT region FROM sales WHERE region = 'North", "sql.unterminated", "'North" },
        { "SELECT count(*) FROM customers", "compile.table-without-data", "customers" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Sql_WhatIsNotAccepted_IsRefusedWithCodeAndPlaceAndAudited(string sql, string code, string place)
    {
        var shop = await chat.OpenShopAsync();

        var reply = await shop.SqlAsync(sql);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "chat.sql-refused"), (reply.Status, reply.Body.GetProperty("code").GetString()));
        var issue = reply.Body.GetProperty("issues").EnumerateArray().FirstOrDefault(i => i.GetProperty("code").GetString() == code);
        Assert.True(issue.ValueKind == JsonValueKind.Object, reply.Body.GetRawText());
        Assert.Equal(place, sql.Substring(issue.GetProperty("start").GetInt32(), issue.GetProperty("length").GetInt32()));
        Assert.NotEmpty(issue.GetProperty("message").GetString()!);
        var (_, recorded) = Assert.Single(await shop.TrailAsync());
        Assert.Equal(("sql.asked", sql), (recorded.Action, recorded.Question));
        Assert.Equal(code.StartsWith("compile.", StringComparison.Ordinal) ? "failed" : "blocked", recorded.Outcome);
        Assert.Contains(code, JsonElement.Parse(recorded.DetailsJson!).GetProperty("codes").EnumerateArray().Select(c => c.GetString()));
        Assert.Empty(await shop.MessagesAsync());
    }

    [Fact]
    public async Task Guide_EveryRefusalInIt_IsAsItSays()
    {
        var shop = await chat.OpenShopAsync();
        var guide = await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, "docs", "asking-in-sql.md"), TestContext.Current.CancellationToken);
        var rows = GuideRow().Matches(guide);

        Assert.NotEmpty(rows);
        foreach (Match row in rows)
        {
            var (sql, code, suggestion, place) = (row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value, row.Groups[4].Value);
            var issue = (await shop.SqlAsync(sql)).Body.GetProperty("issues")[0];
            Assert.Equal((code, place), (issue.GetProperty("code").GetString(), sql.Substring(issue.GetProperty("start").GetInt32(), issue.GetProperty("length").GetInt32())));
            if (suggestion.Length > 0)
                Assert.Contains(suggestion, issue.GetProperty("suggestions").EnumerateArray().Select(s => s.GetString()));
        }
    }

    [Fact]
    public async Task Sql_MisspeltColumn_IsToldWhatMayBeMeant()
    {
        var shop = await chat.OpenShopAsync();

        var reply = await shop.SqlAsync("SELECT regoin FROM sales");

        Assert.Contains("region", reply.Body.GetProperty("issues")[0].GetProperty("suggestions").EnumerateArray().Select(s => s.GetString()));
    }

    [Theory]
    [InlineData("{}", "chat.sql-missing")]
    [InlineData("""{"sql": " \n "}""", "chat.sql-missing")]
    [InlineData("""{"query": "SELECT 1"}""", "chat.sql-missing")]
    [InlineData("""{"sql": 7}""", "request.malformed")]
    [InlineData("""{"sql": "SELECT 1", "dataset_id": "7"}""", "chat.dataset-id-malformed")]
    [InlineData("""{"sql": "SELECT 1", "conversation_id": "7"}""", "chat.conversation-id-malformed")]
    public async Task Sql_BadBody_Is400WithItsCode(string body, string code)
    {
        var shop = await chat.OpenShopAsync();

        var reply = await shop.QueryAsync(body, path: "/sql");

        Assert.Equal((HttpStatusCode.BadRequest, code), (reply.Status, reply.Body.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Sql_BodyTooDeep_IsMalformed()
    {
        var shop = await chat.OpenShopAsync();

        var reply = await shop.QueryAsync($$"""{"sql": {{new string('[', 40)}}{{new string(']', 40)}}}""", path: "/sql");

        Assert.Equal((HttpStatusCode.BadRequest, "request.malformed"), (reply.Status, reply.Body.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("SELECT total_amount / 0 FROM sales", "data.value-error")]
    [InlineData("SELECT region::integer FROM sales", "data.value-error")]
    [InlineData("SELECT sum(region) FROM sales", "data.refused")]
    public async Task Sql_WhatTheDatabaseRefuses_TellsNothingOfRows(string sql, string code)
    {
        var shop = await chat.OpenShopAsync();

        var reply = await shop.SqlAsync(sql);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (reply.Status, reply.Body.GetProperty("code").GetString()));
        Assert.DoesNotContain("North", reply.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("failed", Assert.Single(await shop.TrailAsync()).Event.Outcome);
    }

    // | `SQL` | `code`, suggests `name` | `place` |
    [GeneratedRegex(@"^\| `([^`]+)` \| `((?:sql|guard)\.[a-z-]+)`(?:, suggests `([^`]+)`)? \| `([^`]+)` \|$", RegexOptions.Multiline)]
    private static partial Regex GuideRow();
}
