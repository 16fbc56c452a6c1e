using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace NlSql.Audit.Tests.Entries;

/// <summary>Nobody changes the trail: the service has no right to, and triggers refuse everybody who has.</summary>
public sealed class AppendOnlyTests : IClassFixture<AuditFixture>
{
    private readonly AuditFixture audit;

    public AppendOnlyTests(AuditFixture audit)
    {
        this.audit = audit;
        audit.Start();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UPDATE audit.entries SET actor = 'nobody'")]
    [InlineData("DELETE FROM audit.entries")]
    [InlineData("TRUNCATE audit.entries")]
    [InlineData("TRUNCATE audit.entries CASCADE")]
    [InlineData("SET session_replication_role = replica; DELETE FROM audit.entries")]
    [InlineData("UPDATE audit.{month} SET actor = 'nobody'")]
    [InlineData("DELETE FROM audit.{month}")]
    [InlineData("TRUNCATE audit.{month}")]
    [InlineData("SET session_replication_role = replica; DELETE FROM audit.{month}")]
    [InlineData("MERGE INTO audit.entries e USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE")]
    [InlineData("UPDATE audit.chain_heads SET seq = 1")]
    [InlineData("UPDATE audit.chain_heads SET seq = seq + 2")]
    [InlineData("DELETE FROM audit.chain_heads")]
    [InlineData("TRUNCATE audit.chain_heads")]
    [InlineData("UPDATE audit.exported_heads SET seq = 1")]
    [InlineData("DELETE FROM audit.exported_heads")]
    [InlineData("TRUNCATE audit.exported_heads")]
    [InlineData("UPDATE audit.chain_anchors SET seq = 1")]
    [InlineData("DELETE FROM audit.chain_anchors")]
    [InlineData("TRUNCATE audit.chain_anchors")]
    public async Task Trail_ChangedByTheOwner_IsRefused(string sql)
    {
        await audit.RecordAsync("kept", 2);
        var month = await audit.ScalarAsync<string>("SELECT max(tableoid::regclass::text) FROM audit.entries");

        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => audit.ExecuteAsOwnerAsync(sql.Replace("audit.{month}", month, StringComparison.Ordinal)));

        Assert.Equal("42501", refused.SqlState);
    }

    [Fact]
    public async Task Trail_ChangedByTheService_IsRefusedByItsRights()
    {
        await audit.RecordAsync("kept", 1);
        await using var connection = await audit.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(Cancellation);

        var changeable = await connection.QueryAsync<string>("""
            SELECT c.relname || ': ' || r.kind FROM pg_class c, unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) r (kind)
            WHERE c.relnamespace = 'audit'::regnamespace AND c.relkind IN ('r', 'p')
              AND (c.relname LIKE 'entries%' OR c.relname IN ('chain_anchors', 'exported_heads', 'chain_heads')) AND has_table_privilege(c.oid, r.kind)
            """);
        Assert.Equal(["chain_heads: UPDATE"], changeable);
        Assert.True(await connection.ExecuteScalarAsync<bool>("SELECT has_table_privilege('audit.entries', 'INSERT')"));
        Assert.False(await connection.ExecuteScalarAsync<bool>("SELECT has_table_privilege('audit.chain_anchors', 'INSERT')"));
    }

    [Fact]
    public async Task Month_DroppedByTheServiceWhileYoung_StaysWhereItIs()
    {
        await audit.RecordAsync("young", 1);
        await using var connection = await audit.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(Cancellation);

        Assert.Empty(await connection.QueryAsync<string>("SELECT dropped_tenant FROM drop_oldest_month(now() + interval '100 years')"));
        Assert.Equal(1, await audit.CountAsync("young"));
        foreach (var role in new[] { "nlsql_reader", "nlsql_chat" })
            Assert.False(await audit.ScalarAsync<bool>($"SELECT has_function_privilege('{role}', 'audit.drop_oldest_month(timestamptz)', 'EXECUTE')"));
    }
}
