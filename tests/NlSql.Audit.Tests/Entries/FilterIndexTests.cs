using Dapper;
using Microsoft.Extensions.DependencyInjection;
using NlSql.Audit.Entries;
using Npgsql;

namespace NlSql.Audit.Tests.Entries;

/// <summary>On a trail of 200,000 entries in five months, each filter finds its page by an index of its own.</summary>
public sealed class FilterIndexTests : IClassFixture<LargeTrail>
{
    private static readonly Guid Dataset = new("00000000-0000-0000-0000-000000000011");
    private readonly LargeTrail trail;

    public FilterIndexTests(LargeTrail trail) => this.trail = trail;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Filters => new()
    {
        { "none", "tenant_id_at_seq_idx" },
        { "from and to", "tenant_id_at_seq_idx" },
        { "actor", "tenant_id_actor_at_seq_idx" },
        { "action", "tenant_id_action_at_seq_idx" },
        { "outcome", "tenant_id_outcome_at_seq_idx" },
        { "plugin", "tenant_id_plugin_id_at_seq_idx" },
        { "dataset", "tenant_id_dataset_id_at_seq_idx" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Page_Filtered_IsFoundByItsIndex(string filter, string index)
    {
        var nothing = new EntryFilter(null, null, null, null, null, null, null);
        var wanted = filter switch
        {
            "from and to" => nothing with { From = LargeTrail.Start.AddDays(40), To = LargeTrail.Start.AddDays(41) },
            "actor" => nothing with { Actor = "actor-7" },
            "action" => nothing with { Action = "action-7" },
            "outcome" => nothing with { Outcome = "blocked" },
            "plugin" => nothing with { Plugin = "plugin-7" },
            "dataset" => nothing with { Dataset = Dataset },
            _ => nothing,
        };
        await using var command = trail.Audit.Services.GetRequiredService<EntryStore>().PageCommand("large", wanted, new EntryCursor(LargeTrail.Start.AddDays(139), 200_001), 51);
        command.CommandText = "EXPLAIN " + command.CommandText;

        var plan = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(Cancellation))
        {
            while (await reader.ReadAsync(Cancellation))
                plan.Add(reader.GetString(0));
        }

        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.Contains("Sort Key", StringComparison.Ordinal) && !plan.Any(l => l.Contains("Merge Append", StringComparison.Ordinal)));
        var scans = plan.Where(line => line.Contains("Index Scan", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(scans);
        Assert.All(scans.Where(line => !LargeTrail.IsEmptyMonth(line)), line => Assert.Contains(index, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_FromAMoment_LooksAtNoEarlierMonth()
    {
        var filter = new EntryFilter(LargeTrail.Start.AddDays(100), null, null, null, null, null, null);
        await using var command = trail.Audit.Services.GetRequiredService<EntryStore>().PageCommand("large", filter, null, 51);
        command.CommandText = "EXPLAIN " + command.CommandText;

        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        while (await reader.ReadAsync(Cancellation))
            Assert.DoesNotContain("entries_2024_01", reader.GetString(0), StringComparison.Ordinal);
    }
}

/// <summary>A trail made by hand, for plans alone: its hashes are none.</summary>
public sealed class LargeTrail(Testing.Servers.TestServers servers) : IAsyncLifetime
{
    internal static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal AuditFixture Audit { get; } = new(servers);

    /// <summary>The months of today, which the service makes, hold nothing of this.</summary>
    internal static bool IsEmptyMonth(string line) => !line.Contains("entries_2024_", StringComparison.Ordinal);

    public async ValueTask InitializeAsync()
    {
        await Audit.InitializeAsync();
        Audit.Start();
        await Audit.ExecuteAsOwnerAsync("SELECT audit.make_month(('2024-01-01'::date + make_interval(months => n))::date) FROM generate_series(0, 4) n");
        await using var connection = new NpgsqlConnection(Audit.OwnerConnectionString);
        await connection.ExecuteAsync(
            """
            INSERT INTO audit.entries (tenant_id, seq, message_id, at, recorded_at, actor, service, action, outcome, plugin_id, dataset_id, prev_hash, hash)
            SELECT CASE WHEN n % 4 = 0 THEN 'other' ELSE 'large' END, n, gen_random_uuid(), t, t, 'actor-' || n % 997, 'chat', 'action-' || n % 499,
                CASE WHEN n % 101 = 0 THEN 'blocked' ELSE 'answered' END, 'plugin-' || n % 211, ('00000000-0000-0000-0000-' || lpad((n % 307)::text, 12, '0'))::uuid,
                decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex')
            FROM generate_series(1, 200000) n, LATERAL (SELECT '2024-01-01 00:00+00'::timestamptz + n * interval '1 minute') moment (t);
            ANALYZE audit.entries
            """,
            commandTimeout: 120);
    }

    public ValueTask DisposeAsync() => Audit.DisposeAsync();
}
