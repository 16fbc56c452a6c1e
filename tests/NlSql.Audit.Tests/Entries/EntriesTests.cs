using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NlSql.Audit.Entries;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Audit.Tests.Entries;

public sealed class EntriesTests : IClassFixture<AuditFixture>
{
    private readonly AuditFixture audit;

    public EntriesTests(AuditFixture audit)
    {
        this.audit = audit;
        audit.Start();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_AfterAnEvent_ShowsItAsItHappened()
    {
        var id = await audit.SendAsync(AuditFixture.Event("shown"));
        await audit.WaitForAsync("shown", 1);

        var entry = (await audit.ReadAsync("shown", "/audit")).GetProperty("entries")[0];

        Assert.Equal(id, entry.GetProperty("id").GetGuid());
        Assert.Equal(1, entry.GetProperty("seq").GetInt64());
        Assert.Equal("question.asked", entry.GetProperty("action").GetString());
        Assert.Equal("ann", entry.GetProperty("actor").GetString());
        Assert.Equal(new DateTimeOffset(2026, 3, 14, 13, 9, 26, TimeSpan.Zero).AddTicks(1234560), entry.GetProperty("at").GetDateTimeOffset());
        Assert.Equal("revenue \uFFFD last \"week\" — où? 日本", entry.GetProperty("question").GetString());
        Assert.Equal("\uFFFD", entry.GetProperty("details").GetProperty("a").GetProperty("nul").GetString());
    }

    [Fact]
    public async Task Record_SameMessageAgain_AddsNothing()
    {
        var (record, id) = (audit.Services.GetRequiredService<RecordEntries>(), Guid.CreateVersion7());

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => record.RunAsync(id, AuditFixture.Event("again"), Cancellation)));

        Assert.Single(results, added => added);
        Assert.Equal(1, await audit.CountAsync("again"));
    }

    [Fact]
    public async Task Record_RedeliveredAfterTheInboxForgot_AddsNothing()
    {
        var (record, id) = (audit.Services.GetRequiredService<RecordEntries>(), Guid.CreateVersion7());
        await record.RunAsync(id, AuditFixture.Event("replayed"), Cancellation);
        await audit.ExecuteAsOwnerAsync("DELETE FROM audit.inbox WHERE message_id = @id", new { id });

        Assert.False(await record.RunAsync(id, AuditFixture.Event("replayed"), Cancellation));

        Assert.Equal(1, await audit.CountAsync("replayed"));
    }

    [Fact]
    public async Task Record_ManyAtOnce_NumbersThemWithoutGapAndKeepsTheChain()
    {
        var record = audit.Services.GetRequiredService<RecordEntries>();

        await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => record.RunAsync(Guid.CreateVersion7(), AuditFixture.Event("many"), Cancellation)));

        var report = await audit.ReadAsync("many", "/audit/verify");
        Assert.True(report.GetProperty("intact").GetBoolean());
        Assert.Equal(60, report.GetProperty("entries").GetInt64());
    }

    [Fact]
    public async Task List_ByCursor_ShowsEachEntryOnceNewestFirst()
    {
        var record = audit.Services.GetRequiredService<RecordEntries>();
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 7; i++)
            // Two entries share each moment, so the order must not depend on time alone.
            await record.RunAsync(Guid.CreateVersion7(), AuditFixture.Event("paged") with { At = start.AddMinutes(i / 2) }, Cancellation);

        var seen = new List<long>();
        string? cursor = null;
        do
        {
            var page = await audit.ReadAsync("paged", "/audit?limit=3" + (cursor is null ? "" : $"&cursor={cursor}"));
            seen.AddRange(page.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("seq").GetInt64()));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal([7, 6, 5, 4, 3, 2, 1], seen);
    }

    [Theory]
    [InlineData("action=dataset.uploaded", 1)]
    [InlineData("action=question.asked", 1)]
    [InlineData("actor=ann", 2)]
    [InlineData("actor=bob", 0)]
    [InlineData("plugin=retail&outcome=answered", 2)]
    [InlineData("from=2026-03-15T00:00:00Z&actor=ann", 0)]
    [InlineData("to=2026-03-15T00:00:00Z&from=2026-03-14T00:00:00Z", 2)]
    [InlineData("dataset=00000000-0000-0000-0000-000000000001", 0)]
    public async Task List_Filtered_ShowsOnlyWhatFits(string filter, int expected)
    {
        if (await audit.CountAsync("filtered") == 0)
        {
            var record = audit.Services.GetRequiredService<RecordEntries>();
            await record.RunAsync(Guid.CreateVersion7(), AuditFixture.Event("filtered"), Cancellation);
            await record.RunAsync(Guid.CreateVersion7(), AuditFixture.Event("filtered", "dataset.uploaded"), Cancellation);
        }

        Assert.Equal(expected, (await audit.ReadAsync("filtered", "/audit?" + filter)).GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task Read_AnotherTenant_SeesNothing()
    {
        var id = await audit.SendAsync(AuditFixture.Event("owner"));
        await audit.WaitForAsync("owner", 1);

        Assert.Equal(0, (await audit.ReadAsync("stranger", "/audit")).GetProperty("entries").GetArrayLength());
        Assert.Equal(0, (await audit.ReadAsync("stranger-verifying", "/audit/verify")).GetProperty("entries").GetInt64());
        using var single = await audit.GetAsync("stranger-looking", $"/audit/{id}");
        Assert.Equal(HttpStatusCode.NotFound, single.StatusCode);
        using var export = await audit.GetAsync("stranger-exporting", "/audit/export");
        Assert.Empty(await export.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Export_AfterEvents_GivesOneJsonObjectPerLineInOrder()
    {
        var record = audit.Services.GetRequiredService<RecordEntries>();
        for (var i = 0; i < 3; i++)
            await record.RunAsync(Guid.CreateVersion7(), AuditFixture.Event("exported"), Cancellation);

        using var response = await audit.GetAsync("exported", "/audit/export");

        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        var lines = (await response.Content.ReadAsStringAsync(Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([1, 2, 3], lines.Select(line => JsonElement.Parse(line).GetProperty("seq").GetInt64()));
    }

    [Theory]
    [InlineData("/audit?limit=0", "audit.limit-invalid")]
    [InlineData("/audit?limit=201", "audit.limit-invalid")]
    [InlineData("/audit?cursor=zz", "audit.cursor-invalid")]
    [InlineData("/audit?cursor=3132", "audit.cursor-invalid")]
    [InlineData("/audit?from=yesterday", "request.malformed")]
    [InlineData("/audit/export?format=pdf", "audit.format-unknown")]
    [InlineData("/audit/verify?cursor=7.ab", "audit.cursor-invalid")]
    [InlineData("/audit/verify?cursor=x.0000000000000000000000000000000000000000000000000000000000000000", "audit.cursor-invalid")]
    public async Task List_BadParameters_AreExplained(string path, string code)
    {
        using var response = await audit.GetAsync("bad", path);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(code, (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task List_RoleWithoutTheRight_IsForbidden()
    {
        using var response = await audit.GetAsync("bad", "/audit", Roles.Editor);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }
}
