using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NlSql.Audit.Entries;
using NlSql.Audit.Heads;
using NlSql.Audit.Retention;
using NlSql.Testing;
using NlSql.Testing.Servers;

namespace NlSql.Audit.Tests.Retention;

/// <summary>Months come and go by the service's clock, and the chain holds.</summary>
public sealed class RetentionTests(TestServers servers) : IAsyncLifetime
{
    private readonly AuditFixture audit = new(servers);
    private readonly string file = Path.GetTempFileName();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2020, 1, 15, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => audit.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await audit.DisposeAsync();
        File.Delete(file);
    }

    [Fact]
    public async Task Trail_OverTheMonths_IsCutAtItsBeginningAndStaysVerifiable()
    {
        audit.Start(clock, new Dictionary<string, string> { ["NlSql:Audit:RetentionMonths"] = "1", ["NlSql:Audit:HeadsFile"] = file });
        await Eventually.TrueAsync(async () => await MonthsAsync() == "entries_2020_01,entries_2020_02,entries_2020_03", "this month and the next two", Cancellation);
        await audit.RecordAsync("old", 3);
        await audit.RecordAsync("gone", 2);
        // Not read over HTTP: a reading of the trail is an entry itself, and comes when it comes.
        var first = await audit.ScalarAsync<Guid>("SELECT message_id FROM audit.entries WHERE tenant_id = 'old' AND seq = 1");
        clock.SetUtcNow(new DateTimeOffset(2020, 2, 29, 23, 59, 59, TimeSpan.Zero));
        await Eventually.TrueAsync(async () => (await File.ReadAllTextAsync(file, Cancellation)).Contains("""{"tenant":"old","seq":3,""", StringComparison.Ordinal), "the head to be exported before there is another", Cancellation);
        await audit.RecordAsync("old", 2);
        Assert.Equal(0, await DropAsync());

        // The moment that January is older than the month before this one.
        clock.SetUtcNow(new DateTimeOffset(2020, 3, 1, 0, 0, 0, TimeSpan.Zero));
        await audit.RecordAsync("old", 1);
        await Eventually.TrueAsync(async () => await DropAsync() > 0 || !(await MonthsAsync())!.Contains("entries_2020_01", StringComparison.Ordinal), "January to be left behind", Cancellation);

        Assert.Equal(3, await audit.CountAsync("old"));
        Assert.Equal(0, await audit.CountAsync("gone"));
        var verified = await audit.ReadAsync("old", "/audit/verify");
        Assert.Equal((true, true, 3, 3), (Is(verified, "intact"), Is(verified, "complete"), Number(verified, "entries"), Number(verified, "left_behind")));
        var empty = await audit.ReadAsync("gone", "/audit/verify");
        Assert.Equal((true, 0, 2), (Is(empty, "intact"), Number(empty, "entries"), Number(empty, "left_behind")));
        using (var gone = await audit.GetAsync("old", $"/audit/{first}"))
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal("old:3", await audit.ScalarAsync<string>("SELECT tenant_id || ':' || seq FROM audit.chain_anchors WHERE tenant_id = 'old'"));
        Assert.Contains("""{"tenant":"old","seq":3,""", await File.ReadAllTextAsync(file, Cancellation), StringComparison.Ordinal);

        // A beginning that somebody else cut off does not pass for the retention's.
        await audit.TamperAsync("""
            DELETE FROM audit.entries WHERE tenant_id = 'old' AND seq = 4;
            INSERT INTO audit.chain_anchors SELECT tenant_id, 4, prev_hash, '2020-02-01', now() FROM audit.entries WHERE tenant_id = 'old' AND seq = 5
            """);
        var cut = await audit.ReadAsync("old", "/audit/verify");
        Assert.Equal((4, "missing"), (Number(cut.GetProperty("first_broken"), "seq"), cut.GetProperty("first_broken").GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Export_FileBegunAfterMonthsWereLeftBehind_SaysWhereChainsBegin()
    {
        audit.Start(clock, new Dictionary<string, string> { ["NlSql:Audit:RetentionMonths"] = "1", ["NlSql:Audit:HeadsFile"] = file });
        await audit.RecordAsync("old", 2);
        clock.SetUtcNow(new DateTimeOffset(2020, 3, 1, 0, 0, 0, TimeSpan.Zero));
        await audit.RecordAsync("old", 1);
        await Eventually.TrueAsync(async () => await DropAsync() > 0 || !(await MonthsAsync())!.Contains("entries_2020_01", StringComparison.Ordinal), "January to be left behind", Cancellation);
        await File.WriteAllTextAsync(file, "", Cancellation);

        await audit.Services.GetRequiredService<ExportHeads>().RunAsync(Cancellation);

        // The service's own upkeep may have told the same meanwhile.
        Assert.Equal(
            [(2, true), (3, false)],
            (await File.ReadAllLinesAsync(file, Cancellation)).Select(line => JsonElement.Parse(line)).Select(head => (Number(head, "seq"), Is(head, "left_behind"))).Distinct());
        Assert.True(Is(await audit.ReadAsync("old", "/audit/verify"), "intact"));
    }

    [Fact]
    public async Task Record_ClockSetBackOrMonthUnforeseen_KeepsOrderAndEntry()
    {
        audit.Start(clock);
        var record = audit.Services.GetRequiredService<RecordEntries>();
        await record.RunAsync(Guid.CreateVersion7(), AuditFixture.Event("back"), Cancellation);
        clock.SetUtcNow(new DateTimeOffset(2031, 7, 1, 0, 0, 0, TimeSpan.Zero));
        await record.RunAsync(Guid.CreateVersion7(), AuditFixture.Event("back"), Cancellation);
        clock.AdjustTime(new DateTimeOffset(2031, 6, 30, 23, 0, 0, TimeSpan.Zero));
        await record.RunAsync(Guid.CreateVersion7(), AuditFixture.Event("back"), Cancellation);

        Assert.EndsWith("entries_2031_07", await audit.ScalarAsync<string>("SELECT tableoid::regclass::text FROM audit.entries WHERE tenant_id = 'back' AND seq = 3"), StringComparison.Ordinal);
        Assert.True(Is(await audit.ReadAsync("back", "/audit/verify"), "intact"));
    }

    private Task<int> DropAsync() => audit.Services.GetRequiredService<Months>().DropAsync(Cancellation);

    private Task<string?> MonthsAsync() => audit.ScalarAsync<string>(
        "SELECT string_agg(c.relname, ',' ORDER BY c.relname) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'audit.entries'::regclass");

    private static bool Is(JsonElement report, string name) => report.GetProperty(name).GetBoolean();

    private static int Number(JsonElement report, string name) => report.GetProperty(name).GetInt32();
}
