using Npgsql;
using NlSql.Query.Sql;
using NlSql.ServiceDefaults.Database;

namespace NlSql.Ingestion.DataTables;

/// <summary>
/// Partitions, one per part. A part is first a table of its own, because COPY into a table with row-level security is refused and
/// COPY FREEZE wants a table made in the same transaction; indexes, statistics and security follow, and attaching it comes last.
/// </summary>
internal static class PartTables
{
    private const long SmallestIndexedRows = 5_000;
    private const long SmallPartRows = 200_000;
    private const string EnterOwnerRole = $"SET LOCAL ROLE {DatabaseRoles.DataOwner}";
    private const string LeaveOwnerRole = "SET LOCAL ROLE NONE";

    /// <summary>Makes the empty table, as the owner role, which the transaction keeps until <see cref="LeaveOwnerRoleAsync"/>.</summary>
    public static Task CreateAsync(NpgsqlTransaction transaction, DataTable parent, Guid partId, CancellationToken cancellationToken)
    {
        var columns = parent.Columns.Select(c => $"{SqlNames.Quote(c.Name)} {StoredTypes.Of(c.Type)}");
        return ExecuteAsync(
            transaction,
            [
                // A client that vanishes without a word must not keep the transaction open for hours.
                "SET LOCAL tcp_keepalives_idle = 15",
                "SET LOCAL tcp_keepalives_interval = 5",
                "SET LOCAL tcp_keepalives_count = 3",
                // Nor may a service that is frozen between two commands, while others wait to attach their parts.
                "SET LOCAL idle_in_transaction_session_timeout = '30s'",
                EnterOwnerRole,
                $"CREATE TABLE {Name(partId)} ({string.Join(", ", columns)})",
            ],
            cancellationToken);
    }

    public static string CopyCommand(Guid partId, IEnumerable<string> columns) =>
        $"COPY {Name(partId)} ({string.Join(", ", columns.Select(SqlNames.Quote))}) FROM STDIN (FORMAT BINARY, FREEZE)";

    public static Task LeaveOwnerRoleAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        ExecuteAsync(transaction, [LeaveOwnerRole], cancellationToken);

    /// <summary>Removes a part's table. Waits for questions that read the table or its parent only so long that others hardly notice.</summary>
    public static Task DropAsync(NpgsqlTransaction transaction, Guid partId, CancellationToken cancellationToken) =>
        ExecuteAsync(transaction, ["SET LOCAL lock_timeout = '200ms'", EnterOwnerRole, $"DROP TABLE IF EXISTS {Name(partId)}", LeaveOwnerRole], cancellationToken);

    /// <summary>Removes a table that one dataset had for itself, once it has no part any more.</summary>
    public static Task DropParentAsync(NpgsqlTransaction transaction, string physicalName, CancellationToken cancellationToken) =>
        ExecuteAsync(transaction, ["SET LOCAL lock_timeout = '200ms'", EnterOwnerRole, $"DROP TABLE IF EXISTS {SqlNames.InData(physicalName)}", LeaveOwnerRole], cancellationToken);

    /// <summary>Bytes that the part takes, indexes included.</summary>
    public static async Task<long> SizeAsync(NpgsqlTransaction transaction, Guid partId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT (relpages::bigint * current_setting('block_size')::bigint) FROM pg_class WHERE oid = @name::regclass", transaction.Connection, transaction);
        command.Parameters.AddWithValue("name", Name(partId));
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>
    /// Turns the filled table into a partition of its parent. <c>dataset_id</c> and <c>part_id</c> are added with a constant default,
    /// which Postgres keeps once for the table instead of in each row.
    /// </summary>
    /// <param name="transaction">The transaction that filled it.</param>
    /// <param name="parent">The parent with its columns as they are now.</param>
    /// <param name="part">The part.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Task AttachAsync(NpgsqlTransaction transaction, DataTable parent, FilledPart part, CancellationToken cancellationToken)
    {
        var name = Name(part.PartId);
        List<string> commands = [EnterOwnerRole];
        if (part.TimeColumn is not null && part.Rows >= SmallestIndexedRows)
            commands.Add(IndexCommand(name, part));
        commands.Add($"ALTER TABLE {name} ADD COLUMN dataset_id uuid NOT NULL DEFAULT '{part.DatasetId:D}', ADD COLUMN part_id uuid NOT NULL DEFAULT '{part.PartId:D}'");
        // Columns that the plugin has gained while the file was loaded.
        commands.AddRange(parent.Columns.Select(c => $"ALTER TABLE {name} ADD COLUMN IF NOT EXISTS {SqlNames.Quote(c.Name)} {StoredTypes.Of(c.Type)}"));
        // Samples of 9,000 and 3,000 rows instead of 30,000: a part is analysed once, while its uploader waits.
        commands.Add($"SET LOCAL default_statistics_target = {(part.Rows > SmallPartRows ? 30 : 10)}");
        commands.Add($"ANALYZE {name}");
        commands.AddRange(RowSecurity.Commands(name));
        // With the constraint in place, attaching does not read the rows while it holds its lock on the parent.
        commands.Add($"ALTER TABLE {name} ADD CONSTRAINT one_part CHECK (part_id = '{part.PartId:D}')");
        commands.Add($"ALTER TABLE {SqlNames.InData(parent.PhysicalName)} ATTACH PARTITION {name} FOR VALUES IN ('{part.PartId:D}')");
        commands.Add($"ALTER TABLE {name} DROP CONSTRAINT one_part");
        commands.Add(LeaveOwnerRole);
        return ExecuteAsync(transaction, commands, cancellationToken);
    }

    // Rows in order of time need only the range of each run of pages; others need every row.
    private static string IndexCommand(string name, FilledPart part)
    {
        var column = SqlNames.Quote(part.TimeColumn!);
        return part.OrderedByTime
            ? $"CREATE INDEX ON {name} USING brin ({column}) WITH (pages_per_range = 16)"
            : $"CREATE INDEX ON {name} ({column})";
    }

    private static string Name(Guid partId) => SqlNames.InData(SqlNames.PartName(partId));

    internal static async Task ExecuteAsync(NpgsqlTransaction transaction, IEnumerable<string> commands, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction) { Timeout = 0 };
        foreach (var command in commands)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(command));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>A part whose rows are loaded and that is to become a partition.</summary>
/// <param name="DatasetId">Its dataset.</param>
/// <param name="PartId">The part.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="TimeColumn">The table's time column, when the file has it.</param>
/// <param name="OrderedByTime">Whether nearly all rows follow each other in time.</param>
internal sealed record FilledPart(Guid DatasetId, Guid PartId, long Rows, string? TimeColumn, bool OrderedByTime);
