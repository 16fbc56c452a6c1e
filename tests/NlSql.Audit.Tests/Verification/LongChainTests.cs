using System.Text.Json;

namespace NlSql.Audit.Tests.Verification;

/// <summary>A verification that takes too long says how far it got and goes on from there.</summary>
public sealed class LongChainTests(AuditFixture audit) : IClassFixture<AuditFixture>
{
    [Fact]
    public async Task Verify_OverTheTimeLimit_GoesOnWithItsCursorToTheEnd()
    {
        audit.Start(new HurryingClock(), new Dictionary<string, string> { ["NlSql:Audit:VerifySeconds"] = "3" });
        await audit.RecordAsync("long", 10);

        var (calls, entries, cursor) = (0, 0, (string?)null);
        JsonElement report;
        do
        {
            report = await audit.ReadAsync("long", "/audit/verify" + (cursor is null ? "" : $"?cursor={cursor}"));
            Assert.True(report.GetProperty("intact").GetBoolean());
            entries += report.GetProperty("entries").GetInt32();
            cursor = report.GetProperty("next_cursor").GetString();
            calls++;
        }
        while (cursor is not null);

        Assert.True(report.GetProperty("complete").GetBoolean());
        Assert.True(calls > 2, $"{calls} calls");
        Assert.True(entries >= 10, $"{entries} entries");

        await audit.TamperAsync("UPDATE audit.entries SET actor = 'mallory' WHERE tenant_id = 'long' AND seq = 9");
        do
        {
            report = await audit.ReadAsync("long", "/audit/verify" + (cursor is null ? "" : $"?cursor={cursor}"));
            cursor = report.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(9, report.GetProperty("first_broken").GetProperty("seq").GetInt32());
    }

    /// <summary>A second passes whenever somebody measures time.</summary>
    private sealed class HurryingClock : TimeProvider
    {
        private long seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Interlocked.Increment(ref seconds);
    }
}
