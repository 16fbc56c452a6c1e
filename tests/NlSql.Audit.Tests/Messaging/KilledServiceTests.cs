using System.Diagnostics;
using System.Text.Json;
using NlSql.Contracts.Messages;
using NlSql.Testing;

namespace NlSql.Audit.Tests.Messaging;

/// <summary>The service as a process of its own, killed without warning in the middle of its work.</summary>
public sealed class KilledServiceTests(AuditFixture audit) : IClassFixture<AuditFixture>
{
    private const int Events = 300;

    [Fact]
    public async Task Consume_KilledAndRestarted_LosesAndDoublesNothing()
    {
        // A first start makes the tables.
        using (var first = StartProcess())
        {
            await Eventually.TrueAsync(TablesExistAsync, "the tables", AuditFixture.Cancellation, 60);
            Kill(first);
        }

        await audit.ExecuteAsOwnerAsync(
            "INSERT INTO audit.outbox (id, aggregate, type, body, created, next_try) VALUES (@id, 'audit:killed', @type, @body, now(), now())",
            Enumerable.Range(0, Events).Select(_ => new
            {
                id = Guid.CreateVersion7(),
                type = typeof(AuditRecorded).FullName,
                body = JsonSerializer.Serialize(AuditFixture.Event("killed")),
            }));

        var kills = 0;
        for (var goal = 40; goal <= 200; goal += 80, kills++)
        {
            using var service = StartProcess();
            await Eventually.TrueAsync(async () => await audit.CountAsync("killed") >= goal, $"{goal} entries", AuditFixture.Cancellation, 90);
            Kill(service);
        }

        audit.Start();
        await audit.WaitForAsync("killed", Events);
        await Eventually.TrueAsync(OutboxIsEmptyAsync, "an empty outbox", AuditFixture.Cancellation, 60);

        Assert.Equal(3, kills);
        var report = await audit.ReadAsync("killed", "/audit/verify");
        Assert.True(report.GetProperty("intact").GetBoolean());
        Assert.Equal(Events, report.GetProperty("entries").GetInt64());
    }

    private Process StartProcess()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "NlSql.Audit.dll"), "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = false,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in audit.Settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["Logging__LogLevel__Default"] = "None";
        return Process.Start(start)!;
    }

    private static void Kill(Process process)
    {
        Assert.False(process.HasExited, "The service ended by itself.");
        process.Kill();
        process.WaitForExit();
    }

    private async Task<bool> TablesExistAsync() => await ScalarAsync("SELECT to_regclass('audit.chain_heads') IS NOT NULL");

    private async Task<bool> OutboxIsEmptyAsync() => await ScalarAsync("SELECT NOT EXISTS (SELECT 1 FROM audit.outbox)");

    private async Task<bool> ScalarAsync(string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection(audit.OwnerConnectionString);
        return await Dapper.SqlMapper.ExecuteScalarAsync<bool>(connection, sql);
    }
}
