using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NlSql.Testing;
using Npgsql;

namespace NlSql.System.Tests.Faults;

/// <summary>
/// Compares what clients were told with what the system holds, after everything has come to rest: nothing lost, nothing doubled, no wrong
/// answer. What worked has one entry in the trail; what was refused has no effect; what ended unknown has its effect once or not at all.
/// </summary>
internal sealed class Checker(FaultySystem system)
{
    private static readonly string[] Schemas = ["registry", "ingestion", "chat", "insights", "audit"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly HashSet<string> Worked = ["answered", "clarified", "blocked", "unsupported", "succeeded"];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var schema in Schemas)
            await Eventually.TrueAsync(async () => await CountAsync($"SELECT count(*) FROM {schema}.outbox", cancellationToken) == 0, $"the outbox of {schema} to be empty", cancellationToken, 90);
        // An outbox is empty as soon as the broker has everything; the trail has it a moment later. What is still missing then is said below.
        var worked = system.Calls.All.Where(call => call.Outcome == CallOutcome.Ok).Select(call => call.TraceId).ToArray();
        var deadline = Stopwatch.GetTimestamp();
        while (await CountAsync("SELECT count(DISTINCT trace_id) FROM audit.entries WHERE trace_id = ANY($1)", cancellationToken, worked) < worked.Length
            && Stopwatch.GetElapsedTime(deadline) < Patience)
            await Task.Delay(100, cancellationToken);

        await CheckCallsAsync(cancellationToken);
        CheckAnswers();
        await CheckStateAsync(cancellationToken);
        // A 503 says to come again; what it says then is what counts.
        JsonElement report = default;
        await Eventually.TrueAsync(
            async () =>
            {
                using var response = await system.Gateway.GetAsync(new Uri("/audit/verify", UriKind.Relative), cancellationToken);
                if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
                    return false;
                report = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
                return true;
            },
            "the trail to be verified",
            cancellationToken);
        Assert.True(report.GetProperty("intact").GetBoolean() && report.GetProperty("complete").GetBoolean(), report.GetRawText());
    }

    private async Task CheckCallsAsync(CancellationToken cancellationToken)
    {
        var entries = await EntriesAsync(cancellationToken);
        foreach (var call in system.Calls.All)
        {
            var effects = entries[call.TraceId].Where(e => e.Action == call.Action && Worked.Contains(e.Outcome)).ToList();
            var said = $"{call.Action} {call.TraceId}, {call.Outcome} ({call.Status}) for the client, has {effects.Count} entries of an effect.";
            switch (call.Outcome)
            {
                case CallOutcome.Ok:
                    Assert.True(effects.Count == 1, said);
                    break;
                case CallOutcome.Refused:
                    Assert.True(effects.All(e => e.Outcome == "blocked"), said);
                    Assert.True(entries[call.TraceId].Count() <= 1, said);
                    break;
                default:
                    Assert.True(effects.Count <= 1, said);
                    break;
            }
        }
    }

    /// <summary>The data do not change: equal questions have equal answers, before, during and after a fault, from the cache or not.</summary>
    private void CheckAnswers()
    {
        foreach (var equal in system.Calls.All.Where(call => call is { Outcome: CallOutcome.Ok, Action: "question.asked" }).GroupBy(call => call.Text))
            Assert.True(equal.Select(call => call.Answer).Distinct().Count() == 1, $"'{equal.Key}' was answered differently: {string.Join(" | ", equal.Select(call => call.Answer).Distinct())}");
    }

    private async Task CheckStateAsync(CancellationToken cancellationToken)
    {
        Assert.Equal(0, await CountAsync("SELECT count(*) - count(DISTINCT message_id) FROM audit.entries", cancellationToken));
        Assert.Equal(0, await CountAsync(
            "SELECT count(*) FROM (SELECT 1 FROM ingestion.versions GROUP BY dataset_id HAVING count(*) <> max(version) OR min(version) <> 1) gaps", cancellationToken));
        await Eventually.TrueAsync(
            async () => await CountAsync("""
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND xact_start < now() - interval '10 seconds' AND pid <> pg_backend_pid() AND backend_type = 'client backend'
                """, cancellationToken) == 0,
            "no transaction to be left open",
            cancellationToken);
        await Eventually.TrueAsync(
            async () => await CountAsync("""
                SELECT count(*) FROM pg_class c
                WHERE c.relnamespace = 'data'::regnamespace AND c.relkind = 'r' AND NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid)
                """, cancellationToken) == 0,
            "no unpublished partition to be left",
            cancellationToken,
            90);
    }

    private async Task<ILookup<string, (string Action, string Outcome)>> EntriesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT trace_id, action, outcome FROM audit.entries WHERE trace_id IS NOT NULL", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<(string Trace, string Action, string Outcome)>();
        while (await reader.ReadAsync(cancellationToken))
            entries.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return entries.ToLookup(e => e.Trace, e => (e.Action, e.Outcome));
    }

    private async Task<long> CountAsync(string sql, CancellationToken cancellationToken, object? parameter = null)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        if (parameter is not null)
            command.Parameters.Add(new() { Value = parameter });
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), global::System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(system.DatabaseConnectionString + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
