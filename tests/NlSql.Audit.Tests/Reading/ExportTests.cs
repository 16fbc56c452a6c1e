using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NlSql.Audit.Entries;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Audit.Tests.Reading;

/// <summary>The trail as a file, and readers in the trail.</summary>
public sealed class ExportTests : IClassFixture<AuditFixture>
{
    private readonly AuditFixture audit;

    public ExportTests(AuditFixture audit)
    {
        this.audit = audit;
        audit.Start();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/audit/export?format=csv", null)]
    [InlineData("/audit/export", "text/csv")]
    public async Task Export_Csv_HasNoFormulasAndOneLinePerEntry(string path, string? accept)
    {
        var tenant = "csv-" + (accept is null ? "query" : "header");
        var record = audit.Services.GetRequiredService<RecordEntries>();
        await record.RunAsync(Guid.CreateVersion7(), AuditFixture.Event(tenant) with { Question = "=HYPERLINK(\"http://x\")", Actor = "@ann" }, Cancellation);
        await record.RunAsync(Guid.CreateVersion7(), AuditFixture.Event(tenant) with { Question = "two\nlines, and a comma", DetailsJson = null }, Cancellation);

        using var response = await audit.GetAsync(tenant, path, accept: accept);

        Assert.Equal(("text/csv", "attachment; filename=audit.csv"), (response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentDisposition?.ToString().Split("; filename*")[0]));
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.StartsWith("id,seq,at,actor,", text, StringComparison.Ordinal);
        Assert.Contains(",'@ann,chat,question.asked,answered,", text, StringComparison.Ordinal);
        Assert.Contains(",\"'=HYPERLINK(\"\"http://x\"\")\",", text, StringComparison.Ordinal);
        Assert.Contains(",\"two\nlines, and a comma\",,,", text, StringComparison.Ordinal);
        Assert.Equal(4, text.Split("\r\n").Length);
    }

    [Fact]
    public async Task Export_MoreThanABatch_HasEveryEntryOnceInOrder()
    {
        await audit.RecordAsync("batches", 1);
        await audit.ExecuteAsOwnerAsync("""
            INSERT INTO audit.entries (tenant_id, seq, message_id, at, recorded_at, actor, service, action, outcome, prev_hash, hash)
            SELECT tenant_id, seq + n, gen_random_uuid(), at, recorded_at, 'ann', service, action, outcome, hash, hash FROM audit.entries, generate_series(1, 2500) n WHERE tenant_id = 'batches'
            """);

        using var response = await audit.GetAsync("batches", "/audit/export");

        var lines = (await response.Content.ReadAsStringAsync(Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Enumerable.Range(1, 2501).Select(seq => (long)seq), lines.Select(line => System.Text.Json.JsonElement.Parse(line).GetProperty("seq").GetInt64()));
    }

    [Fact]
    public async Task Export_ReaderGone_StopsReading()
    {
        await audit.RecordAsync("leaving", 3);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var read = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            using var output = new LeavingReader(leaving);
            await audit.Services.GetRequiredService<NlSql.Audit.Reading.ExportEntries>()
                .WriteLinesAsync("leaving", new(null, null, null, null, null, null, null), long.MaxValue, output, leaving.Token);
            read++;
        });

        Assert.Equal(0, read);
    }

    [Fact]
    public async Task Reads_AndRefusedReads_AreInTheTrail()
    {
        await audit.RecordAsync("watched", 1);

        await audit.ReadAsync("watched", "/audit?actor=ann");
        using (var export = await audit.GetAsync("watched", "/audit/export?format=csv"))
            Assert.Equal(HttpStatusCode.OK, export.StatusCode);
        await audit.ReadAsync("watched", "/audit/verify");
        using (var refused = await audit.GetAsync("watched", "/audit/export", Roles.Editor))
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        await audit.WaitForAsync("watched", 5);

        var seen = (await audit.ReadAsync("watched", "/audit?actor=eve")).GetProperty("entries").EnumerateArray()
            .Select(e => (e.GetProperty("action").GetString(), e.GetProperty("outcome").GetString(), e.GetProperty("details").ToString())).Reverse().ToList();
        Assert.Equal(
            [("audit.read", "succeeded"), ("audit.exported", "succeeded"), ("audit.verified", "succeeded"), ("audit.exported", "rejected")],
            seen.Select(e => (e.Item1, e.Item2)));
        Assert.Contains("\"actor\":\"ann\"", seen[0].Item3.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    /// <summary>A response whose reader leaves when the first bytes come.</summary>
    private sealed class LeavingReader(CancellationTokenSource leaving) : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await leaving.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
