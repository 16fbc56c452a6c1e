using System.Text.Json;
using Npgsql;

namespace NlSql.ServiceDefaults.Database;

/// <summary>What the planner thinks of a query. It stays in this service: estimates tell of rows outside of the scope (M8).</summary>
/// <param name="Cost">Cost of the whole plan.</param>
/// <param name="Rows">The most rows that any step gives.</param>
internal sealed record ReaderPlan(double Cost, double Rows)
{
    private const int ExplainTimeoutMilliseconds = 1_000;

    /// <summary>
    /// First trip to the server: opens the transaction with its settings, and has the query planned under a timeout of its own. What
    /// follows in the transaction has the query's timeout.
    /// </summary>
    public static async Task<ReaderPlan> OpenTransactionAsync(NpgsqlConnection connection, ReaderQuery query, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var setting in Settings(query.DatasetId))
            batch.BatchCommands.Add(new NpgsqlBatchCommand(setting));
        var explain = new NpgsqlBatchCommand("EXPLAIN (FORMAT JSON) " + query.Sql);
        ReaderParameters.Add(explain.Parameters, query.Parameters);
        batch.BatchCommands.Add(explain);
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"SET LOCAL statement_timeout = {(int)query.Timeout.TotalMilliseconds}"));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        using var document = JsonDocument.Parse(reader.GetString(0));
        var plan = document.RootElement[0].GetProperty("Plan");
        return new ReaderPlan(plan.GetProperty("Total Cost").GetDouble(), MostRows(plan));
    }

    private static IEnumerable<string> Settings(Guid datasetId) =>
    [
        "BEGIN TRANSACTION READ ONLY",
        // The dataset's id is a parsed UUID, so its text needs no quoting beyond the apostrophes.
        $"SET LOCAL nlsql.dataset_id = '{datasetId:D}'",
        // The role has these too, but may change its own (M9).
        "SET LOCAL row_security = on",
        "SET LOCAL search_path = ''",
        "SET LOCAL plan_cache_mode = force_custom_plan",
        "SET LOCAL work_mem = '32MB'",
        "SET LOCAL jit = off",
        "SET LOCAL lock_timeout = '500ms'",
        "SET LOCAL idle_in_transaction_session_timeout = '10s'",
        // Values are read as text; these are the ways of writing that ReaderValues knows.
        "SET LOCAL datestyle = 'ISO'",
        "SET LOCAL intervalstyle = 'postgres'",
        "SET LOCAL extra_float_digits = 1",
        $"SET LOCAL statement_timeout = {ExplainTimeoutMilliseconds}",
    ];

    private static double MostRows(JsonElement node)
    {
        var most = node.GetProperty("Plan Rows").GetDouble();
        if (node.TryGetProperty("Plans", out var inner))
        {
            foreach (var plan in inner.EnumerateArray())
                most = Math.Max(most, MostRows(plan));
        }

        return most;
    }
}
