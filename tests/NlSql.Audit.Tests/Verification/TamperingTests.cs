using Microsoft.Extensions.DependencyInjection;
using NlSql.Audit.Verification;

namespace NlSql.Audit.Tests.Verification;

/// <summary>Whoever can disable the trigger can change the table; the chain shows it.</summary>
public sealed class TamperingTests : IClassFixture<AuditFixture>
{
    private readonly AuditFixture audit;

    public TamperingTests(AuditFixture audit)
    {
        this.audit = audit;
        audit.Start();
    }

    [Theory]
    [InlineData("actor", "UPDATE audit.entries SET actor = 'mallory' WHERE tenant_id = @tenant AND seq = 3", 3, "changed")]
    [InlineData("question", "UPDATE audit.entries SET question = NULL WHERE tenant_id = @tenant AND seq = 2", 2, "changed")]
    [InlineData("details", "UPDATE audit.entries SET details = details || '{\"b\": 2}' WHERE tenant_id = @tenant AND seq = 5", 5, "changed")]
    [InlineData("time", "UPDATE audit.entries SET at = at + interval '1 microsecond' WHERE tenant_id = @tenant AND seq = 1", 1, "changed")]
    [InlineData("removed", "DELETE FROM audit.entries WHERE tenant_id = @tenant AND seq = 4", 4, "missing")]
    [InlineData("cut", "DELETE FROM audit.entries WHERE tenant_id = @tenant AND seq = 5", 5, "missing")]
    [InlineData("rewritten", "UPDATE audit.entries SET prev_hash = hash WHERE tenant_id = @tenant AND seq = 2", 2, "not-linked")]
    [InlineData("head", "UPDATE audit.chain_heads SET seq = 4 WHERE tenant_id = @tenant", 6, "not-the-head")]
    public async Task Verify_TamperedWith_NamesTheFirstBrokenEntry(string tenant, string sql, long seq, string reason)
    {
        await audit.RecordAsync(tenant, 5);
        Assert.True((await audit.Services.GetRequiredService<VerifyChain>().RunAsync(tenant, null, TestContext.Current.CancellationToken)).Intact);

        await audit.TamperAsync(sql, new { tenant });

        var report = await audit.ReadAsync(tenant, "/audit/verify");
        Assert.False(report.GetProperty("intact").GetBoolean());
        Assert.Equal(seq, report.GetProperty("first_broken").GetProperty("seq").GetInt64());
        Assert.Equal(reason, report.GetProperty("first_broken").GetProperty("reason").GetString());
    }
}
