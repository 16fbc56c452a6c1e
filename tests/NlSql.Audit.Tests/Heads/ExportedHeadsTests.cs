using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NlSql.Audit.Entries;
using NlSql.Audit.Heads;

namespace NlSql.Audit.Tests.Heads;

/// <summary>Whoever rewrites a chain as a whole, hashes and head included, no longer fits the heads that were exported.</summary>
public sealed class ExportedHeadsTests : IClassFixture<AuditFixture>
{
    private static readonly string File = Path.Combine(Path.GetTempPath(), $"nlsql-heads-{Guid.NewGuid():N}.ndjson");
    private readonly AuditFixture audit;

    public ExportedHeadsTests(AuditFixture audit)
    {
        this.audit = audit;
        audit.Start(settings: new Dictionary<string, string> { ["NlSql:Audit:HeadsFile"] = File }, upkeep: false);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("rewritten", false)]
    [InlineData("rewritten-with-table", true)]
    public async Task Verify_ChainRewrittenAsAWhole_DoesNotFitWhatWasExported(string tenant, bool tableToo)
    {
        await audit.RecordAsync(tenant, 4);
        await ExportAsync();
        await audit.RecordAsync(tenant, 2);

        await RewriteAsync(tenant, from: 2);
        if (tableToo)
            await audit.TamperAsync("DELETE FROM audit.exported_heads WHERE tenant_id = @tenant", new { tenant });

        var broken = (await audit.ReadAsync(tenant, "/audit/verify")).GetProperty("first_broken");
        Assert.Equal((4, "not-as-exported"), (broken.GetProperty("seq").GetInt32(), broken.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Verify_EndCutOffWithItsHead_IsMissing()
    {
        await audit.RecordAsync("cut", 4);
        await ExportAsync();
        await audit.TamperAsync("""
            DELETE FROM audit.entries WHERE tenant_id = 'cut' AND seq > 2;
            UPDATE audit.chain_heads SET seq = 2, hash = (SELECT hash FROM audit.entries WHERE tenant_id = 'cut' AND seq = 2) WHERE tenant_id = 'cut'
            """);

        var broken = (await audit.ReadAsync("cut", "/audit/verify")).GetProperty("first_broken");
        Assert.Equal((3, "missing"), (broken.GetProperty("seq").GetInt32(), broken.GetProperty("reason").GetString()));
    }

    [Theory]
    [InlineData("begun-at-a-head", 4)]
    [InlineData("begun-before-any", 2)]
    public async Task Verify_BeginningThatTheRetentionDidNotMake_IsMissing(string tenant, int end)
    {
        await audit.RecordAsync(tenant, 4);
        await ExportAsync();
        await audit.RecordAsync(tenant, 2);
        Assert.True((await audit.ReadAsync(tenant, "/audit/verify")).GetProperty("intact").GetBoolean());

        await audit.TamperAsync(
            """
            INSERT INTO audit.chain_anchors SELECT tenant_id, seq, hash, '2020-01-01', now() FROM audit.entries WHERE tenant_id = @tenant AND seq = @end;
            DELETE FROM audit.entries WHERE tenant_id = @tenant AND seq <= @end
            """,
            new { tenant, end });

        var broken = (await audit.ReadAsync(tenant, "/audit/verify")).GetProperty("first_broken");
        Assert.Equal((end, "missing"), (broken.GetProperty("seq").GetInt32(), broken.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Export_BehindALineHalfWritten_BeginsALine()
    {
        await audit.RecordAsync("half", 1);
        await ExportAsync();
        await System.IO.File.AppendAllTextAsync(File, """{"tenant":"half","seq":""", Cancellation);
        await audit.RecordAsync("half", 1);

        await ExportAsync();

        Assert.Equal(2, JsonElement.Parse(Lines("half")[^1]).GetProperty("seq").GetInt32());
    }

    [Fact]
    public async Task Export_NothingMoved_WritesNothing()
    {
        await audit.RecordAsync("still", 1);
        await ExportAsync();
        var before = Lines("still");

        await ExportAsync();

        Assert.Single(before);
        Assert.Equal(before, Lines("still"));
        Assert.Equal(1, JsonElement.Parse(before[0]).GetProperty("seq").GetInt32());
    }

    private static string[] Lines(string tenant) =>
        [.. System.IO.File.ReadAllLines(File).Where(line => line.Contains($"\"tenant\":\"{tenant}\"", StringComparison.Ordinal))];

    private Task<int> ExportAsync() => audit.Services.GetRequiredService<ExportHeads>().RunAsync(Cancellation);

    // Changes an entry and computes everything that follows anew, as somebody could who has the database and knows the recipe.
    private async Task RewriteAsync(string tenant, long from)
    {
        var entries = new List<Entry>();
        await foreach (var entry in audit.Services.GetRequiredService<EntryStore>().StreamAsync(tenant, new(null, null, null, null, null, null, null), long.MaxValue, Cancellation))
            entries.Add(entry);
        var previous = entries[(int)from - 2].Hash;
        foreach (var entry in entries.Where(e => e.Seq >= from))
        {
            var changed = entry with { Actor = "mallory", PrevHash = previous };
            previous = EntryHash.Of(previous, changed);
            await audit.TamperAsync(
                """
                UPDATE audit.entries SET actor = 'mallory', prev_hash = @prev, hash = @hash WHERE tenant_id = @tenant AND seq = @seq;
                UPDATE audit.chain_heads SET hash = @hash WHERE tenant_id = @tenant
                """,
                new { tenant, seq = entry.Seq, prev = changed.PrevHash, hash = previous });
        }
    }
}
