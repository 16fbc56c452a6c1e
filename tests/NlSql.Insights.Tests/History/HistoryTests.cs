using System.Net;
using System.Text.Json;
using NlSql.Insights.History;
using NlSql.Insights.Runs;

namespace NlSql.Insights.Tests.History;

public sealed class HistoryTests(InsightsFixture insights) : IClassFixture<InsightsFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Runs_PageByPage_AreAllThereOnceNewestFirst()
    {
        var dataset = await insights.AddAsync("retail", new(2025, 3, 4), [.. Enumerable.Range(1, 14).Select(i => 10m * i)]);
        var made = new List<string?>();
        for (var i = 0; i < 5; i++)
            made.Insert(0, (await RunAsync(dataset)).GetProperty("run_id").GetString());

        var seen = new List<string?>();
        string? cursor = null;
        do
        {
            var (_, page) = await insights.SendAsync(HttpMethod.Get, $"/insights/runs?dataset_id={dataset}&limit=2{(cursor is null ? "" : "&cursor=" + cursor)}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("run_id").GetString()));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(made, seen);
        var (_, plugin) = await insights.SendAsync(HttpMethod.Get, "/insights/runs?plugin=other");
        var (_, foreign) = await insights.SendAsync(HttpMethod.Get, "/insights/runs", tenant: "globex");
        Assert.Empty(plugin.GetProperty("items").EnumerateArray());
        Assert.Empty(foreign.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task History_OfARule_ShowsWhatItFoundRunByRun()
    {
        var dataset = await insights.AddAsync("retail", new(2025, 3, 4), [.. Enumerable.Range(1, 14).Select(i => 10m * i)]);
        var first = await RunAsync(dataset);
        var second = await RunAsync(dataset);

        var (_, newest) = await insights.SendAsync(HttpMethod.Get, $"/insights/history?rule=revenue_this_week&dataset_id={dataset}&limit=1");
        var (_, older) = await insights.SendAsync(HttpMethod.Get, $"/insights/history?rule=revenue_this_week&dataset_id={dataset}&cursor={newest.GetProperty("next_cursor").GetString()}");

        var item = Assert.Single(newest.GetProperty("items").EnumerateArray());
        Assert.Equal(second.GetProperty("run_id").GetString(), item.GetProperty("run_id").GetString());
        Assert.Equal(770m, item.GetProperty("finding").GetProperty("value").GetDecimal());
        Assert.Equal([first.GetProperty("run_id").GetString()], older.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("run_id").GetString()));
        Assert.Null(older.GetProperty("next_cursor").GetString());
    }

    [Theory]
    [InlineData("/insights/history", "insights.rule-missing")]
    [InlineData("/insights/history?rule=x&limit=101", "insights.limit-invalid")]
    [InlineData("/insights/history?rule=x&cursor=abc", "insights.cursor-invalid")]
    [InlineData("/insights/runs?limit=0", "insights.limit-invalid")]
    [InlineData("/insights/runs?cursor=1-2", "insights.cursor-invalid")]
    public async Task Lists_BadRequests_AreExplained(string path, string code)
    {
        var (status, problem) = await insights.SendAsync(HttpMethod.Get, path);

        Assert.Equal((HttpStatusCode.BadRequest, code), (status, problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Runs_BeyondTheirLimit_GoWithTheirFindings()
    {
        var dataset = await insights.AddAsync("retail", new(2025, 3, 4), 1, 2, 3);
        await insights.ExecuteAsync(
            """
            INSERT INTO insights.runs (tenant_id, run_id, dataset_id, dataset_version, plugin_id, plugin_version, trigger, finished, body)
            SELECT 'acme', gen_random_uuid(), @dataset, 1, 'retail', '1', 'requested', now() - n * interval '1 minute', '{}' FROM generate_series(1, @count) n
            """,
            new { dataset, count = RunStore.MostRuns });

        await RunAsync(dataset);

        Assert.Equal(RunStore.MostRuns, await insights.CountAsync($"insights.runs WHERE dataset_id = '{dataset}'"));
        Assert.Equal(0, await insights.CountAsync($"insights.runs WHERE dataset_id = '{dataset}' AND finished < now() - interval '999.5 minutes'"));
    }

    [Fact]
    public async Task Events_OfANewRun_ComeAsTheyAreAndAgainAfterTheLastSeen()
    {
        var dataset = await insights.AddAsync("retail", new(2025, 3, 4), [.. Enumerable.Range(1, 14).Select(i => 10m * i)]);
        using var client = insights.Client();
        string id;
        using (var stream = await insights.FollowAsync(client, dataset: dataset))
        {
            Assert.Equal(": insights", await stream.ReadLineAsync(Cancellation));
            var run = await RunAsync(dataset);
            var (firstId, first) = await NextAsync(stream);
            Assert.Equal(run.GetProperty("run_id").GetString(), first.GetProperty("run_id").GetString());
            Assert.Equal(run.GetProperty("findings")[0].GetProperty("sentence").GetString(), first.GetProperty("finding").GetProperty("sentence").GetString());
            id = firstId;
        }

        using var resumed = await insights.FollowAsync(client, id, dataset);
        var (secondId, second) = await NextAsync(resumed);
        Assert.True(long.Parse(secondId, System.Globalization.CultureInfo.InvariantCulture) > long.Parse(id, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(dataset.ToString(), second.GetProperty("dataset_id").GetString());
    }

    [Fact]
    public async Task Events_BeyondTheirLimit_AreRefusedUntilAStreamEnds()
    {
        using var client = insights.Client();
        var streams = new List<StreamReader>();
        for (var i = 0; i < FindingEvents.MostOfTenant; i++)
            streams.Add(await insights.FollowAsync(client));
        try
        {
            var (status, problem) = await insights.SendAsync(HttpMethod.Get, "/insights/events");
            Assert.Equal((HttpStatusCode.TooManyRequests, "insights.too-many-streams"), (status, problem.GetProperty("code").GetString()));
        }
        finally
        {
            streams.ForEach(s => s.Dispose());
        }
    }

    [Fact]
    public async Task Events_AfterAnIdThatIsNone_AreRefused()
    {
        using var client = insights.Client();

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => insights.FollowAsync(client, "yesterday"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    private static async Task<(string Id, JsonElement Data)> NextAsync(StreamReader stream)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        var id = "";
        while (await stream.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line[4..];
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return (id, JsonSerializer.Deserialize<JsonElement>(line[6..]));
        }

        throw new EndOfStreamException("The stream ended without an event.");
    }

    private async Task<JsonElement> RunAsync(Guid dataset) => (await insights.SendAsync(HttpMethod.Post, "/insights/run", new { dataset_id = dataset })).Body;
}
