using System.Data;
using Microsoft.Extensions.Options;
using NlSql.Audit.Entries;
using NlSql.Audit.Heads;
using Npgsql;

namespace NlSql.Audit.Verification;

/// <summary>
/// Recomputes a tenant's chain and compares it with what is stored and with the heads that were exported: to the table, and to the file
/// where one is configured. Reads in batches, so memory does not grow with the trail, and stops at a time limit with a cursor to go on.
/// </summary>
internal sealed class VerifyChain(NpgsqlDataSource database, HeadsFile file, IOptions<AuditOptions> options, TimeProvider clock)
{
    private const int Batch = 2_000;

    /// <summary>Verifies from the given place on; from the beginning without one.</summary>
    public async Task<ChainReport> RunAsync(string tenantId, ChainPosition? after, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var told = await file.ReadAsync(tenantId, cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // One snapshot, so that entries added meanwhile do not look like a chain that is longer than its head says.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var ends = await ChainEnds.ReadAsync(connection, transaction, tenantId, cancellationToken);
        var start = after is { } given && given.Seq > ends.Anchor.Seq ? given : ends.Anchor;
        if (AnchorReason(ends.Anchor, told) is { } wrong)
            return Broken(ends, start, start, new BrokenEntry(ends.Anchor.Seq, null, wrong));

        var place = start;
        for (var entries = await BatchAsync(connection, transaction, tenantId, place.Seq, cancellationToken); entries.Count > 0;
            entries = await BatchAsync(connection, transaction, tenantId, place.Seq, cancellationToken))
        {
            foreach (var (entry, exported) in entries)
            {
                if (ReasonBroken(entry, place, exported, told) is { } reason)
                    return Broken(ends, start, place, entry.Seq == place.Seq + 1 ? new(entry.Seq, entry.MessageId, reason) : new(place.Seq + 1, null, reason));
                place = new ChainPosition(entry.Seq, entry.Hash);
                if (place.Seq < ends.Head.Seq && clock.GetElapsedTime(started).TotalSeconds >= options.Value.VerifySeconds)
                    return new ChainReport(true, false, place.Seq - start.Seq, ends.Anchor.Seq, Convert.ToHexStringLower(place.Hash), null, place.ToString());
            }
        }

        var furthest = Math.Max(ends.LastExported, told.Hashes.Keys.DefaultIfEmpty(0).Max());
        if (ends.Head.Seq > place.Seq || furthest > place.Seq)
            return Broken(ends, start, place, new BrokenEntry(place.Seq + 1, null, "missing"));
        return ends.Head.Seq == place.Seq && ends.Head.HasHash(place.Hash)
            ? new ChainReport(true, true, place.Seq - start.Seq, ends.Anchor.Seq, Convert.ToHexStringLower(place.Hash), null, null)
            : Broken(ends, start, place, new BrokenEntry(place.Seq + 1, null, "not-the-head"));
    }

    private static ChainReport Broken(ChainEnds ends, ChainPosition start, ChainPosition place, BrokenEntry broken) =>
        new(false, false, place.Seq - start.Seq, ends.Anchor.Seq, null, broken, null);

    /// <summary>The retention tells the file what it drops: any other beginning than the first entry is somebody else's.</summary>
    private static string? AnchorReason(ChainPosition anchor, ToldHeads told)
    {
        if (anchor.Seq == 0 || !told.IsKept)
            return null;
        if (!told.LeftBehind.Contains(anchor.Seq))
            return "missing";
        return anchor.HasHash(told.Hashes[anchor.Seq]) ? null : "not-as-exported";
    }

    private static string? ReasonBroken(Entry entry, ChainPosition place, byte[]? exported, ToldHeads told)
    {
        if (entry.Seq != place.Seq + 1)
            return "missing";
        if (!place.HasHash(entry.PrevHash))
            return "not-linked";
        if (!entry.Hash.AsSpan().SequenceEqual(EntryHash.Of(place.Hash, entry)))
            return "changed";
        var differs = (exported is not null && !exported.AsSpan().SequenceEqual(entry.Hash))
            || (told.Hashes.TryGetValue(entry.Seq, out var hash) && !hash.AsSpan().SequenceEqual(entry.Hash));
        return differs ? "not-as-exported" : null;
    }

    private static async Task<List<(Entry Entry, byte[]? Exported)>> BatchAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string tenantId, long after, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT {Entry.Columns}, (SELECT x.hash FROM exported_heads x WHERE x.tenant_id = entries.tenant_id AND x.seq = entries.seq)
            FROM entries WHERE tenant_id = $1 AND seq > $2 ORDER BY seq LIMIT {Batch}
            """,
            connection,
            transaction);
        command.Parameters.Add(new() { Value = tenantId });
        command.Parameters.Add(new() { Value = after });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<(Entry, byte[]?)>(Batch);
        while (await reader.ReadAsync(cancellationToken))
            entries.Add((Entry.Read(reader), reader.IsDBNull(Entry.ColumnCount) ? null : reader.GetFieldValue<byte[]>(Entry.ColumnCount)));
        return entries;
    }
}
