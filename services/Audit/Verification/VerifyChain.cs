using System.Data;
using NlSql.Audit.Entries;
using Npgsql;

namespace NlSql.Audit.Verification;

/// <summary>Recomputes a tenant's chain from its first entry and compares it with what is stored.</summary>
internal sealed class VerifyChain(NpgsqlDataSource database)
{
    public async Task<ChainReport> RunAsync(string tenantId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // One snapshot, so that entries added meanwhile do not look like a chain that is longer than its head says.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var head = await HeadAsync(connection, transaction, tenantId, cancellationToken);
        var (seq, hash) = (0L, EntryHash.Genesis);

        await using (var command = new NpgsqlCommand($"SELECT {Entry.Columns} FROM entries WHERE tenant_id = $1 ORDER BY seq", connection, transaction))
        {
            command.CommandTimeout = 0;
            command.Parameters.Add(new() { Value = tenantId });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var entry = Entry.Read(reader);
                if (ReasonBroken(entry, seq, hash) is { } reason)
                    return ChainReport.Broken(seq, entry.Seq == seq + 1 ? entry.Seq : seq + 1, entry.Seq == seq + 1 ? entry.MessageId : null, reason);
                (seq, hash) = (entry.Seq, entry.Hash);
            }
        }

        return head.Seq == seq && head.Hash.AsSpan().SequenceEqual(hash)
            ? ChainReport.Whole(seq, hash)
            : ChainReport.Broken(seq, seq + 1, null, head.Seq > seq ? "missing" : "not-the-head");
    }

    private static string? ReasonBroken(Entry entry, long seq, byte[] hash)
    {
        if (entry.Seq != seq + 1)
            return "missing";
        if (!entry.PrevHash.AsSpan().SequenceEqual(hash))
            return "not-linked";
        return entry.Hash.AsSpan().SequenceEqual(EntryHash.Of(hash, entry)) ? null : "changed";
    }

    private static async Task<(long Seq, byte[] Hash)> HeadAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string tenantId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT seq, hash FROM chain_heads WHERE tenant_id = $1", connection, transaction);
        command.Parameters.Add(new() { Value = tenantId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : (0, EntryHash.Genesis);
    }
}
