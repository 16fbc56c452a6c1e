using System.Runtime.CompilerServices;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace NlSql.Audit.Entries;

/// <summary>Reads the trail, always of one tenant.</summary>
internal sealed class EntryStore(NpgsqlDataSource database)
{
    private const int Batch = 1_000;

    /// <summary>A page, newest first.</summary>
    public async Task<List<Entry>> PageAsync(string tenantId, EntryFilter filter, EntryCursor? after, int count, CancellationToken cancellationToken)
    {
        await using var command = PageCommand(tenantId, filter, after, count);
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Where the trail ends at the moment; 0 when there is none.</summary>
    public async Task<long> EndAsync(string tenantId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT max(seq) FROM entries WHERE tenant_id = $1");
        command.Parameters.Add(new() { Value = tenantId });
        return await command.ExecuteScalarAsync(cancellationToken) is long seq ? seq : 0;
    }

    /// <summary>
    /// Everything up to a position that fits the filter, in the order of the chain. Nothing comes in between and nothing changes, so batches one
    /// after the other are as good as one reading.
    /// </summary>
    public async IAsyncEnumerable<Entry> StreamAsync(string tenantId, EntryFilter filter, long end, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = 0L;
        while (true)
        {
            await using var command = Select(tenantId, filter);
            command.CommandText += " AND seq > @after AND seq <= @end ORDER BY seq LIMIT @count";
            command.CommandTimeout = 0;
            command.Parameters.Add(new("after", NpgsqlDbType.Bigint) { Value = after });
            command.Parameters.Add(new("end", NpgsqlDbType.Bigint) { Value = end });
            command.Parameters.Add(new("count", NpgsqlDbType.Integer) { Value = Batch });
            var batch = await ReadAsync(command, cancellationToken);
            foreach (var entry in batch)
                yield return entry;
            if (batch.Count < Batch)
                yield break;
            after = batch[^1].Seq;
        }
    }

    internal NpgsqlCommand PageCommand(string tenantId, EntryFilter filter, EntryCursor? after, int count)
    {
        var command = Select(tenantId, filter);
        if (after is { } cursor)
        {
            command.CommandText += " AND (at, seq) < (@cursorAt, @cursorSeq)";
            command.Parameters.Add(new("cursorAt", NpgsqlDbType.TimestampTz) { Value = cursor.At });
            command.Parameters.Add(new("cursorSeq", NpgsqlDbType.Bigint) { Value = cursor.Seq });
        }

        command.CommandText += " ORDER BY at DESC, seq DESC LIMIT @count";
        command.Parameters.Add(new("count", NpgsqlDbType.Integer) { Value = count });
        return command;
    }

    /// <summary>One entry by its id, which is the id of the message that reported it.</summary>
    public async Task<Entry?> FindAsync(string tenantId, Guid id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"SELECT {Entry.Columns} FROM entries WHERE tenant_id = $1 AND message_id = $2");
        command.Parameters.Add(new() { Value = tenantId });
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Entry.Read(reader) : null;
    }

    private static async Task<List<Entry>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var entries = new List<Entry>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            entries.Add(Entry.Read(reader));
        return entries;
    }

    private NpgsqlCommand Select(string tenantId, EntryFilter filter)
    {
        var command = database.CreateCommand();
        var text = new StringBuilder($"SELECT {Entry.Columns} FROM entries WHERE tenant_id = @tenant");
        command.Parameters.Add(new("tenant", NpgsqlDbType.Text) { Value = tenantId });
        Where("at >= @from", "from", NpgsqlDbType.TimestampTz, filter.From?.ToUniversalTime());
        // Nothing is recorded before it happens, give or take the difference of two clocks: earlier months need no look.
        Where("recorded_at >= @recordedFrom", "recordedFrom", NpgsqlDbType.TimestampTz, RecordedFrom(filter.From));
        Where("at < @to", "to", NpgsqlDbType.TimestampTz, filter.To?.ToUniversalTime());
        Where("actor = @actor", "actor", NpgsqlDbType.Text, filter.Actor);
        Where("action = @action", "action", NpgsqlDbType.Text, filter.Action);
        Where("plugin_id = @plugin", "plugin", NpgsqlDbType.Text, filter.Plugin);
        Where("dataset_id = @dataset", "dataset", NpgsqlDbType.Uuid, filter.Dataset);
        Where("outcome = @outcome", "outcome", NpgsqlDbType.Text, filter.Outcome);
        command.CommandText = text.ToString();
        return command;

        void Where(string condition, string name, NpgsqlDbType type, object? value)
        {
            if (value is null)
                return;
            text.Append(" AND ").Append(condition);
            command.Parameters.Add(new(name, type) { Value = value });
        }
    }

    private static DateTimeOffset? RecordedFrom(DateTimeOffset? from) =>
        from is { } moment && moment.UtcTicks > TimeSpan.TicksPerDay ? moment.ToUniversalTime().AddDays(-1) : null;
}
