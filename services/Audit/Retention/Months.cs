using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using NlSql.Audit.Heads;
using NpgsqlTypes;
using Npgsql;

namespace NlSql.Audit.Retention;

/// <summary>The months that the trail is kept in: made before they are needed, left behind when they are too old.</summary>
internal sealed class Months(NpgsqlDataSource database, HeadsFile file, IOptions<AuditOptions> options, TimeProvider clock, ILogger<Months> logger)
{
    private const int Ahead = 2;
    private readonly ConcurrentDictionary<DateOnly, bool> made = [];

    /// <summary>Makes the month of a moment, unless it is there.</summary>
    public async Task MakeAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var month = FirstOf(moment);
        if (made.ContainsKey(month))
            return;
        await using var command = database.CreateCommand("SELECT make_month($1)");
        command.Parameters.Add(new() { Value = month, NpgsqlDbType = NpgsqlDbType.Date });
        if (await command.ExecuteScalarAsync(cancellationToken) is true)
            Log.MonthMade(logger, month);
        made[month] = true;
    }

    /// <summary>Makes this month and the next two.</summary>
    public async Task MakeAheadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        for (var months = 0; months <= Ahead; months++)
            await MakeAsync(FirstOf(now).AddMonths(months).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), cancellationToken);
    }

    /// <summary>Leaves behind what is older than the retention says; how many months that were.</summary>
    public async Task<int> DropAsync(CancellationToken cancellationToken)
    {
        if (options.Value.RetentionMonths is not { } kept)
            return 0;
        var keptFrom = new DateTimeOffset(FirstOf(clock.GetUtcNow()).AddMonths(-kept).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var dropped = 0;
        while (await DropOldestAsync(keptFrom, cancellationToken))
            dropped++;
        return dropped;
    }

    private async Task<bool> DropOldestAsync(DateTimeOffset endedBy, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var before = await CountAsync(connection, transaction, cancellationToken);
        var anchors = new List<ExportedHead>();
        await using (var command = new NpgsqlCommand("SELECT dropped_tenant, dropped_seq, dropped_hash FROM drop_oldest_month($1)", connection, transaction))
        {
            command.Parameters.Add(new() { Value = endedBy, NpgsqlDbType = NpgsqlDbType.TimestampTz });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                anchors.Add(new ExportedHead(reader.GetString(0), reader.GetInt64(1), Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(2)), clock.GetUtcNow(), LeftBehind: true));
        }

        if (await CountAsync(connection, transaction, cancellationToken) == before)
            return false;
        // Before the commit: what is gone from the database is known outside of it.
        await file.AppendAsync(anchors, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var anchor in anchors)
            Log.ChainShortened(logger, anchor.Tenant, anchor.Seq, anchor.Hash);
        return true;
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_inherits WHERE inhparent = 'entries'::regclass", connection, transaction);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static DateOnly FirstOf(DateTimeOffset moment) => new(moment.UtcDateTime.Year, moment.UtcDateTime.Month, 1);
}
