using NlSql.Audit.Retention;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults.Messaging;
using Npgsql;
using NpgsqlTypes;

namespace NlSql.Audit.Entries;

/// <summary>Adds an event to its tenant's chain, once, whatever the broker delivers how often.</summary>
internal sealed class RecordEntry(Inbox inbox, Months months, TimeProvider clock)
{
    public const string Consumer = "audit-recorded";

    /// <summary>Whether an event says what every entry has.</summary>
    public static bool IsComplete(AuditRecorded message) =>
        !new[] { message.TenantId, message.Actor, message.Service, message.Action, message.Outcome }.Any(string.IsNullOrWhiteSpace);

    /// <summary>Returns whether the entry was added; false when it was there already.</summary>
    public async Task<bool> RunAsync(Guid messageId, AuditRecorded message, CancellationToken cancellationToken)
    {
        await months.MakeAsync(clock.GetUtcNow(), cancellationToken);
        var added = false;
        await inbox.TakeOnceAsync(
            Consumer,
            messageId,
            async (connection, transaction) => added = await AppendAsync(connection, transaction, messageId, message, cancellationToken),
            cancellationToken);
        return added;
    }

    private async Task<bool> AppendAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid messageId, AuditRecorded message, CancellationToken cancellationToken)
    {
        var (seq, previous, recorded, details) = await LockHeadAsync(connection, transaction, message.TenantId, EntryText.Clean(message.DetailsJson), cancellationToken);
        // The inbox forgets after 30 days; error queues do not.
        if (await IsThereAsync(connection, transaction, messageId, message.At, cancellationToken))
            return false;
        var now = ToMicroseconds(clock.GetUtcNow());
        var entry = new Entry
        {
            TenantId = message.TenantId,
            Seq = seq + 1,
            MessageId = messageId,
            At = ToMicroseconds(message.At),
            // A clock that was set back does not put the chain out of order.
            RecordedAt = now > recorded ? now : recorded,
            Actor = EntryText.Clean(message.Actor)!,
            Service = EntryText.Clean(message.Service)!,
            Action = EntryText.Clean(message.Action)!,
            Outcome = EntryText.Clean(message.Outcome)!,
            SubjectId = EntryText.Clean(message.SubjectId),
            PluginId = EntryText.Clean(message.PluginId),
            DatasetId = message.DatasetId,
            DatasetVersion = message.DatasetVersion,
            Question = EntryText.Clean(message.Question),
            Sql = EntryText.Clean(message.Sql),
            DetailsJson = details,
            DurationMs = message.DurationMs,
            TraceId = EntryText.Clean(message.TraceId),
            PrevHash = previous,
        };
        await InsertAsync(connection, transaction, entry with { Hash = EntryHash.Of(previous, entry) }, cancellationToken);
        return true;
    }

    private static async Task<bool> IsThereAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid messageId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // Nothing is recorded before it happens, give or take the difference of two clocks: earlier months need no look.
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM entries WHERE message_id = $1 AND recorded_at >= $2)", connection, transaction);
        command.Parameters.Add(new() { Value = messageId });
        command.Parameters.Add(new() { Value = at.ToUniversalTime().AddDays(-1), NpgsqlDbType = NpgsqlDbType.TimestampTz });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>
    /// Locks the tenant's chain until the transaction ends, and has Postgres spell the details as it will give them back, since the
    /// hash is recomputed from that.
    /// </summary>
    private static async Task<(long Seq, byte[] Hash, DateTimeOffset RecordedAt, string? Details)> LockHeadAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string tenantId, string? details, CancellationToken cancellationToken)
    {
        await using var start = new NpgsqlCommand(
            "INSERT INTO chain_heads (tenant_id, seq, hash) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING", connection, transaction);
        start.Parameters.Add(new() { Value = tenantId });
        start.Parameters.Add(new() { Value = EntryHash.Genesis });
        await start.ExecuteNonQueryAsync(cancellationToken);

        await using var read = new NpgsqlCommand(
            "SELECT seq, hash, greatest(recorded_at, '1970-01-01+00'), $2::jsonb::text FROM chain_heads WHERE tenant_id = $1 FOR UPDATE", connection, transaction);
        read.Parameters.Add(new() { Value = tenantId });
        read.Parameters.Add(new() { Value = details ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<DateTimeOffset>(2), row.IsDBNull(3) ? null : row.GetString(3));
    }

    private static async Task InsertAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Entry entry, CancellationToken cancellationToken)
    {
        const string sql = """
            INSERT INTO entries (tenant_id, seq, message_id, at, recorded_at, actor, service, action, outcome, subject_id, plugin_id, dataset_id,
                dataset_version, question, sql, details, duration_ms, trace_id, prev_hash, hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16::jsonb, $17, $18, $19, $20)
            """;
        await using var batch = new NpgsqlBatch(connection, transaction);
        var insert = new NpgsqlBatchCommand(sql);
        Add(insert, NpgsqlDbType.Text, entry.TenantId);
        Add(insert, NpgsqlDbType.Bigint, entry.Seq);
        Add(insert, NpgsqlDbType.Uuid, entry.MessageId);
        Add(insert, NpgsqlDbType.TimestampTz, entry.At);
        Add(insert, NpgsqlDbType.TimestampTz, entry.RecordedAt);
        Add(insert, NpgsqlDbType.Text, entry.Actor);
        Add(insert, NpgsqlDbType.Text, entry.Service);
        Add(insert, NpgsqlDbType.Text, entry.Action);
        Add(insert, NpgsqlDbType.Text, entry.Outcome);
        Add(insert, NpgsqlDbType.Text, entry.SubjectId);
        Add(insert, NpgsqlDbType.Text, entry.PluginId);
        Add(insert, NpgsqlDbType.Uuid, entry.DatasetId);
        Add(insert, NpgsqlDbType.Integer, entry.DatasetVersion);
        Add(insert, NpgsqlDbType.Text, entry.Question);
        Add(insert, NpgsqlDbType.Text, entry.Sql);
        Add(insert, NpgsqlDbType.Text, entry.DetailsJson);
        Add(insert, NpgsqlDbType.Double, entry.DurationMs);
        Add(insert, NpgsqlDbType.Text, entry.TraceId);
        Add(insert, NpgsqlDbType.Bytea, entry.PrevHash);
        Add(insert, NpgsqlDbType.Bytea, entry.Hash);
        batch.BatchCommands.Add(insert);

        var advance = new NpgsqlBatchCommand("UPDATE chain_heads SET seq = $2, hash = $3, recorded_at = $4 WHERE tenant_id = $1");
        Add(advance, NpgsqlDbType.Text, entry.TenantId);
        Add(advance, NpgsqlDbType.Bigint, entry.Seq);
        Add(advance, NpgsqlDbType.Bytea, entry.Hash);
        Add(advance, NpgsqlDbType.TimestampTz, entry.RecordedAt);
        batch.BatchCommands.Add(advance);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Add(NpgsqlBatchCommand command, NpgsqlDbType type, object? value) =>
        command.Parameters.Add(new() { Value = value ?? DBNull.Value, NpgsqlDbType = type });

    private static DateTimeOffset ToMicroseconds(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
