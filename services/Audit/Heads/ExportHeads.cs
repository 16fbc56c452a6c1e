using NlSql.Audit.Retention;
using Npgsql;
using NpgsqlTypes;

namespace NlSql.Audit.Heads;

/// <summary>
/// Tells the world outside the database where each chain ends: to the log, to the configured file, and to a table that nobody can change.
/// Whoever rewrites a chain as a whole afterwards no longer fits what was told.
/// </summary>
internal sealed class ExportHeads(NpgsqlDataSource database, HeadsFile file, TimeProvider clock, ILogger<ExportHeads> logger)
{
    /// <summary>Exports the heads that moved since they were last exported; how many.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var moved = await MovedAsync(connection, file.IsToBegin, cancellationToken);
        // The file first: a crash in between writes a line twice, which says the same.
        await file.AppendAsync(moved, cancellationToken);
        foreach (var head in moved.Where(head => !head.LeftBehind))
        {
            Log.Head(logger, head.Tenant, head.Seq, head.Hash);
            await using var keep = new NpgsqlCommand(
                "INSERT INTO exported_heads (tenant_id, seq, hash, exported_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", connection);
            keep.Parameters.Add(new() { Value = head.Tenant });
            keep.Parameters.Add(new() { Value = head.Seq });
            keep.Parameters.Add(new() { Value = Convert.FromHexString(head.Hash) });
            keep.Parameters.Add(new() { Value = head.At, NpgsqlDbType = NpgsqlDbType.TimestampTz });
            await keep.ExecuteNonQueryAsync(cancellationToken);
        }

        return moved.Count;
    }

    /// <summary>A file that begins is told all heads, and what was left behind before it.</summary>
    private async Task<List<ExportedHead>> MovedAsync(NpgsqlConnection connection, bool all, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT tenant_id, seq, hash, true FROM chain_anchors WHERE $1
            UNION ALL
            SELECT tenant_id, seq, hash, false FROM chain_heads h
            WHERE seq > 0 AND ($1 OR NOT EXISTS (SELECT FROM exported_heads e WHERE e.tenant_id = h.tenant_id AND e.seq = h.seq))
            ORDER BY tenant_id, seq
            """,
            connection);
        command.Parameters.Add(new() { Value = all });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (moved, now) = (new List<ExportedHead>(), clock.GetUtcNow());
        while (await reader.ReadAsync(cancellationToken))
            moved.Add(new ExportedHead(reader.GetString(0), reader.GetInt64(1), Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(2)), now, reader.GetBoolean(3)));
        return moved;
    }
}
