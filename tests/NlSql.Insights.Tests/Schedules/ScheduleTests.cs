using System.Text.Json;
using NlSql.Insights.Schedules;
using NlSql.Testing;
using NlSql.Testing.Retail;

namespace NlSql.Insights.Tests.Schedules;

public sealed class ScheduleTests(InsightsFixture insights) : IClassFixture<InsightsFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void NextAfter_InTheTimeZoneOfThePlugin_FollowsItsClocks()
    {
        var schedule = new RuleSchedule("r", "0 6 * * 1", "Europe/Berlin");

        // Monday at six: five in UTC in winter, four in summer.
        Assert.Equal(new DateTimeOffset(2025, 1, 6, 5, 0, 0, TimeSpan.Zero), schedule.NextAfter(new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero))!.Value.ToUniversalTime());
        Assert.Equal(new DateTimeOffset(2025, 7, 7, 4, 0, 0, TimeSpan.Zero), schedule.NextAfter(new(2025, 7, 1, 0, 0, 0, TimeSpan.Zero))!.Value.ToUniversalTime());
        Assert.Null(new RuleSchedule("r", "never", "UTC").NextAfter(DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public async Task Schedule_MissedForDaysAndTwoReplicas_RunsItsRuleOnceAndGoesOn()
    {
        var retail = RetailPlugin.Read();
        insights.Model = retail with { Insights = [retail.Insights[0] with { Schedule = "0 6 * * *", Cooldown = "1 hours" }, retail.Insights[1]] };
        var dataset = await insights.AddAsync("retail", new(2025, 3, 4), [.. Enumerable.Range(1, 14).Select(i => 10m * i)]);
        await using var other = insights.Replica();
        using var started = other.CreateClient();
        await insights.PublishAsync(1, dataset: dataset);
        await Eventually.TrueAsync(async () => await NextDueAsync(dataset) is not null, "a plan", Cancellation, 60);
        await Eventually.TrueAsync(async () => await RunsAsync(dataset, "new_data") == 1, "the run of the new data", Cancellation, 60);

        insights.Clock.PutForward(TimeSpan.FromDays(3));
        await Eventually.TrueAsync(async () => await RunsAsync(dataset, "scheduled") == 1, "the run that was due", Cancellation, 60);
        Assert.True(await NextDueAsync(dataset) > insights.Clock.GetUtcNow().UtcDateTime);
        insights.Clock.PutForward(TimeSpan.FromDays(1));
        await Eventually.TrueAsync(async () => await RunsAsync(dataset, "scheduled") == 2, "the run of the next day", Cancellation, 60);
        await Eventually.TrueAsync(async () => await insights.CountAsync($"insights.jobs WHERE dataset_id = '{dataset}'") == 0, "no job", Cancellation, 60);
        Assert.Equal(2, await RunsAsync(dataset, "scheduled"));

        var (_, run) = await insights.SendAsync(HttpMethod.Get, $"/insights/latest?dataset_id={dataset}");
        Assert.Equal(["revenue_this_week"], run.GetProperty("rules").EnumerateArray().Select(r => r.GetProperty("rule").GetString()));
        Assert.Equal("scheduled", run.GetProperty("trigger").GetString());
        Assert.Equal(1, run.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public async Task Cooldown_OfARunThatNobodyAskedFor_KeepsTheSameFindingQuiet()
    {
        var retail = RetailPlugin.Read();
        insights.Model = retail with { Insights = [retail.Insights[0] with { Cooldown = "7 days" }] };
        var dataset = await insights.AddAsync("retail", new(2025, 3, 4), [.. Enumerable.Range(1, 14).Select(i => 10m * i)]);
        await RunOnceMoreAsync(dataset, 1);
        await RunOnceMoreAsync(dataset, 2);
        var quiet = (await insights.SendAsync(HttpMethod.Get, $"/insights/latest?dataset_id={dataset}")).Body;
        var asked = (await insights.SendAsync(HttpMethod.Post, "/insights/run", new { dataset_id = dataset })).Body;
        insights.Clock.PutForward(TimeSpan.FromDays(8));
        await RunOnceMoreAsync(dataset, 3);
        var loud = (await insights.SendAsync(HttpMethod.Get, $"/insights/latest?dataset_id={dataset}")).Body;

        Assert.Equal((0, 1), (quiet.GetProperty("findings").GetArrayLength(), quiet.GetProperty("findings_cooling_down").GetInt32()));
        Assert.Equal(1, asked.GetProperty("findings").GetArrayLength());
        Assert.Equal((1, 0), (loud.GetProperty("findings").GetArrayLength(), loud.GetProperty("findings_cooling_down").GetInt32()));
    }

    private async Task RunOnceMoreAsync(Guid dataset, int runs)
    {
        await insights.PublishAsync(1, dataset: dataset);
        await Eventually.TrueAsync(async () => await RunsAsync(dataset, "new_data") == runs, "a run", Cancellation, 60);
    }

    private Task<int> RunsAsync(Guid dataset, string trigger) => insights.CountAsync($"insights.runs WHERE dataset_id = '{dataset}' AND trigger = '{trigger}'");

    private async Task<DateTime?> NextDueAsync(Guid dataset)
    {
        var (_, rules) = await insights.SendAsync(HttpMethod.Get, $"/insights/rules?dataset_id={dataset}");
        var next = rules.GetProperty("items")[0].GetProperty("next_due");
        return next.ValueKind == JsonValueKind.Null ? null : next.GetDateTime();
    }
}
