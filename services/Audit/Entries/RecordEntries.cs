using NlSql.Audit.Retention;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Messaging;
using Npgsql;
using NpgsqlTypes;

namespace NlSql.Audit.Entries;

/// <summary>Adds events to their tenants' chains, each once, whatever the broker delivers how often.</summary>
internal sealed class RecordEntries(NpgsqlDataSource database, Months months, TimeProvider clock)
{
    public const string Consumer = "audit-recorded";

    /// <summary>Whether an event says what every entry has.</summary>
    public static bool IsComplete(AuditRecorded message) =>
        !new[] { message.TenantId, message.Actor, message.Service, message.Action, message.Outcome }.Any(string.IsNullOrWhiteSpace);

    /// <summary>Returns whether the entry was added; false when it was there already.</summary>
    public async Task<bool> RunAsync(Guid messageId, AuditRecorded message, CancellationToken cancellationToken) =>
        await RunAsync([new ReportedEvent(messageId, message)], cancellationToken) == 1;

    /// <summary>Adds events in their order, those of a tenant in one transaction; returns how many were not there already.</summary>
    public async Task<int> RunAsync(IReadOnlyList<ReportedEvent> events, CancellationToken cancellationToken)
    {
        await months.MakeAsync(clock.GetUtcNow(), cancellationToken);
        var added = 0;
        foreach (var tenant in events.GroupBy(e => e.Event.TenantId))
            added += await AppendAsync(tenant.Key, [.. tenant.DistinctBy(e => e.Id)], cancellationToken);
        return added;
    }

    private async Task<int> AppendAsync(string tenantId, IReadOnlyList<ReportedEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            return await AppendTogetherAsync(tenantId, events, cancellationToken);
        }
        catch (PostgresException) when (events.Count > 1)
        {
            return await AppendOneByOneAsync(tenantId, events, cancellationToken);
        }
    }

    /// <summary>What cannot be kept holds back nothing else; the message comes again for its sake, and then nothing is added twice.</summary>
    private async Task<int> AppendOneByOneAsync(string tenantId, IReadOnlyList<ReportedEvent> events, CancellationToken cancellationToken)
    {
        var (added, refused) = (0, (PostgresException?)null);
        foreach (var one in events)
        {
            try
            {
                added += await AppendTogetherAsync(tenantId, [one], cancellationToken);
            }
            catch (PostgresException e)
            {
                refused ??= e;
            }
        }

        return refused is null ? added : throw refused;
    }

    private async Task<int> AppendTogetherAsync(string tenantId, IReadOnlyList<ReportedEvent> events, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var chain = await LockAsync(transaction, tenantId, events, cancellationToken);
        var entries = EntriesOf(tenantId, events, chain);
        if (entries.Count > 0)
            await InsertAsync(transaction, entries, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return entries.Count;
    }

    /// <summary>
    /// Locks the tenant's chain until the transaction ends and finds out what is new, and has Postgres spell the details as it will give them
    /// back, since the hash is recomputed from that.
    /// </summary>
    private async Task<Chain> LockAsync(NpgsqlTransaction transaction, string tenantId, IReadOnlyList<ReportedEvent> events, CancellationToken cancellationToken)
    {
        var ids = events.Select(e => e.Id).ToArray();
        // Nothing is recorded before it happens, give or take the difference of two clocks: earlier months need no look.
        var earliest = events.Min(e => e.Event.At).ToUniversalTime().AddDays(-1);
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(Statement.Of("INSERT INTO chain_heads (tenant_id, seq, hash) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING", (NpgsqlDbType.Text, tenantId), (NpgsqlDbType.Bytea, EntryHash.Genesis)));
        batch.BatchCommands.Add(Statement.Of("SELECT seq, hash, greatest(recorded_at, '1970-01-01+00') FROM chain_heads WHERE tenant_id = $1 FOR UPDATE", (NpgsqlDbType.Text, tenantId)));
        batch.BatchCommands.Add(Inbox.TakeNew(Consumer, ids, clock.GetUtcNow()));
        // The inbox forgets after 30 days; error queues do not.
        batch.BatchCommands.Add(Statement.Of(
            "SELECT message_id FROM entries WHERE message_id = ANY ($1) AND recorded_at >= $2", (NpgsqlDbType.Array | NpgsqlDbType.Uuid, ids), (NpgsqlDbType.TimestampTz, earliest)));
        batch.BatchCommands.Add(Statement.Of(
            "SELECT details::jsonb::text FROM unnest($1) WITH ORDINALITY AS d (details, place) ORDER BY place",
            (NpgsqlDbType.Array | NpgsqlDbType.Text, events.Select(e => EntryText.Clean(e.Event.DetailsJson)).ToArray())));

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var (seq, hash, recordedAt) = (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<DateTimeOffset>(2));
        var added = (await RestAsync(reader, r => r.GetGuid(0), cancellationToken)).ToHashSet();
        added.ExceptWith(await RestAsync(reader, r => r.GetGuid(0), cancellationToken));
        return new Chain(seq, hash, recordedAt, added, await RestAsync(reader, r => r.IsDBNull(0) ? null : r.GetString(0), cancellationToken));
    }

    private static async Task<List<T>> RestAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(read(reader));
        return rows;
    }

    private List<Entry> EntriesOf(string tenantId, IReadOnlyList<ReportedEvent> events, Chain chain)
    {
        var (entries, seq, previous, recorded) = (new List<Entry>(events.Count), chain.Seq, chain.Hash, chain.RecordedAt);
        foreach (var ((id, message, _), details) in events.Zip(chain.Details))
        {
            if (!chain.New.Contains(id))
                continue;
            var now = ToMicroseconds(clock.GetUtcNow());
            // A clock that was set back does not put the chain out of order.
            recorded = now > recorded ? now : recorded;
            var entry = new Entry
            {
                TenantId = tenantId,
                Seq = ++seq,
                MessageId = id,
                At = ToMicroseconds(message.At),
                RecordedAt = recorded,
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
            previous = EntryHash.Of(previous, entry);
            entries.Add(entry with { Hash = previous });
        }

        return entries;
    }

    private static async Task InsertAsync(NpgsqlTransaction transaction, List<Entry> entries, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        foreach (var entry in entries)
            batch.BatchCommands.Add(Insert(entry));
        var last = entries[^1];
        batch.BatchCommands.Add(Statement.Of(
            "UPDATE chain_heads SET seq = $2, hash = $3, recorded_at = $4 WHERE tenant_id = $1",
            (NpgsqlDbType.Text, last.TenantId),
            (NpgsqlDbType.Bigint, last.Seq),
            (NpgsqlDbType.Bytea, last.Hash),
            (NpgsqlDbType.TimestampTz, last.RecordedAt)));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand Insert(Entry entry) => Statement.Of(
        """
        INSERT INTO entries (tenant_id, seq, message_id, at, recorded_at, actor, service, action, outcome, subject_id, plugin_id, dataset_id,
            dataset_version, question, sql, details, duration_ms, trace_id, prev_hash, hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
        """,
        (NpgsqlDbType.Text, entry.TenantId),
        (NpgsqlDbType.Bigint, entry.Seq),
        (NpgsqlDbType.Uuid, entry.MessageId),
        (NpgsqlDbType.TimestampTz, entry.At),
        (NpgsqlDbType.TimestampTz, entry.RecordedAt),
        (NpgsqlDbType.Text, entry.Actor),
        (NpgsqlDbType.Text, entry.Service),
        (NpgsqlDbType.Text, entry.Action),
        (NpgsqlDbType.Text, entry.Outcome),
        (NpgsqlDbType.Text, entry.SubjectId),
        (NpgsqlDbType.Text, entry.PluginId),
        (NpgsqlDbType.Uuid, entry.DatasetId),
        (NpgsqlDbType.Integer, entry.DatasetVersion),
        (NpgsqlDbType.Text, entry.Question),
        (NpgsqlDbType.Text, entry.Sql),
        (NpgsqlDbType.Jsonb, entry.DetailsJson),
        (NpgsqlDbType.Double, entry.DurationMs),
        (NpgsqlDbType.Text, entry.TraceId),
        (NpgsqlDbType.Bytea, entry.PrevHash),
        (NpgsqlDbType.Bytea, entry.Hash));

    private static DateTimeOffset ToMicroseconds(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>Where a tenant's chain ends, and what of a group is to be added.</summary>
    /// <param name="Seq">Position of the last entry.</param>
    /// <param name="Hash">Its hash.</param>
    /// <param name="RecordedAt">When it was recorded.</param>
    /// <param name="New">The events that are not there yet.</param>
    /// <param name="Details">The details of each event as Postgres spells them.</param>
    private sealed record Chain(long Seq, byte[] Hash, DateTimeOffset RecordedAt, HashSet<Guid> New, List<string?> Details);
}
