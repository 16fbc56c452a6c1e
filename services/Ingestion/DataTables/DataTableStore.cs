using System.Collections.Concurrent;
using System.Text.Json;
using Dapper;
using Npgsql;
using NlSql.Ingestion.Uploads;
using NlSql.Query.Sql;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.DataTables;

/// <summary>The partitioned parents of plugins' tables: made from the model, and extended when the model gains columns.</summary>
internal sealed class DataTableStore(NpgsqlDataSource database)
{
    // Adding a column waits for running queries, and queries wait behind it: better to fail and try again.
    private const string LockTimeout = "SET LOCAL lock_timeout = '3s'";
    private readonly ConcurrentDictionary<string, string> ensuredVersions = new(StringComparer.Ordinal);

    /// <summary>Makes or extends all tables of a plugin, so that a question may join tables that were never uploaded.</summary>
    public async Task<Failure?> EnsureAsync(ModelDefinition model, CancellationToken cancellationToken)
    {
        if (ensuredVersions.GetValueOrDefault(model.Plugin.Id) == model.Version)
            return null;
        foreach (var table in model.Tables)
        {
            if (await EnsureAsync(model.Plugin.Id, table, cancellationToken) is { } failure)
                return failure;
        }

        ensuredVersions[model.Plugin.Id] = model.Version;
        return null;
    }

    /// <summary>Whether anything of the plugin was ever uploaded.</summary>
    public async Task<bool> HasPluginAsync(string pluginId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT 1 FROM data_tables WHERE plugin_id = @pluginId)", new { pluginId }, cancellationToken: cancellationToken));
    }

    /// <summary>The tables of a plugin in the schema <c>data</c>.</summary>
    public static async Task<IReadOnlyList<DataTable>> ListAsync(NpgsqlConnection connection, string pluginId, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            "SELECT physical_name, table_name, columns::text AS columns FROM data_tables WHERE plugin_id = @pluginId ORDER BY table_name",
            new { pluginId },
            cancellationToken: cancellationToken));
        return [.. rows.Select(r => r.ToTable())];
    }

    /// <summary>One table, held as it is until the transaction ends.</summary>
    public static async Task<DataTable> HoldAsync(NpgsqlTransaction transaction, string physicalName, CancellationToken cancellationToken)
    {
        var row = await transaction.Connection!.QuerySingleAsync<Row>(new CommandDefinition(
            "SELECT physical_name, table_name, columns::text AS columns FROM data_tables WHERE physical_name = @physicalName FOR SHARE",
            new { physicalName },
            transaction,
            cancellationToken: cancellationToken));
        return row.ToTable();
    }

    /// <summary>The table that an upload fills; it exists once the plugin's tables are ensured.</summary>
    public async Task<DataTable> GetAsync(string pluginId, string tableName, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleAsync<Row>(new CommandDefinition(
            "SELECT physical_name, table_name, columns::text AS columns FROM data_tables WHERE plugin_id = @pluginId AND table_name = @tableName",
            new { pluginId, tableName },
            cancellationToken: cancellationToken));
        return row.ToTable();
    }

    private async Task<Failure?> EnsureAsync(string pluginId, TableDefinition table, CancellationToken cancellationToken)
    {
        var wanted = table.Columns.Select(c => new DataColumn(c.Name, c.Type, c.Visibility == ColumnVisibility.Hidden)).ToList();
        if (wanted.Where(c => SqlNames.Reserved.Contains(c.Name)).Select(c => c.Name).ToList() is { Count: > 0 } reserved)
            return UploadErrors.TableIncompatible(table.Name, reserved);

        var name = SqlNames.PhysicalName(pluginId, table.Name);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO data_tables (physical_name, plugin_id, table_name, columns) VALUES (@name, @pluginId, @table, '[]') ON CONFLICT DO NOTHING",
            new { name, pluginId, table = table.Name },
            transaction,
            cancellationToken: cancellationToken));
        // The row lock lets two replicas that see a new plugin at once make its tables once.
        var row = await connection.QuerySingleAsync<Row>(new CommandDefinition(
            "SELECT physical_name, table_name, columns::text AS columns FROM data_tables WHERE physical_name = @name FOR UPDATE",
            new { name },
            transaction,
            cancellationToken: cancellationToken));
        var existing = row.ToTable().Columns;
        if (Changed(existing, wanted).ToList() is { Count: > 0 } changed)
            return UploadErrors.TableIncompatible(table.Name, changed);
        var added = wanted.Where(w => existing.All(e => e.Name != w.Name)).ToList();
        // A column that the plugin has dropped stays, hidden, for the parts that have it.
        var dropped = existing.Where(e => wanted.All(w => w.Name != e.Name)).Select(e => e with { Hidden = true });
        var next = wanted.Concat(dropped).ToList();
        if (next.SequenceEqual(existing))
            return null;

        if (existing.Count == 0 || added.Count > 0)
            await PartTables.ExecuteAsync(transaction, existing.Count == 0 ? CreateCommands(name, wanted) : ExtendCommands(name, added), cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE data_tables SET columns = @columns::jsonb WHERE physical_name = @name",
            new { name, columns = JsonSerializer.Serialize(next, JsonOptions.Snake) },
            transaction,
            cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    private static IEnumerable<string> Changed(IReadOnlyList<DataColumn> existing, List<DataColumn> wanted) =>
        wanted.Where(w => existing.Any(e => e.Name == w.Name && e.Type != w.Type)).Select(w => w.Name);

    internal static List<string> CreateCommands(string name, IReadOnlyList<DataColumn> columns)
    {
        var table = SqlNames.InData(name);
        var list = string.Concat(columns.Select(c => $"{SqlNames.Quote(c.Name)} {StoredTypes.Of(c.Type)}, "));
        return
        [
            $"SET LOCAL ROLE {DatabaseRoles.DataOwner}",
            $"CREATE TABLE {table} ({list}dataset_id uuid NOT NULL, part_id uuid NOT NULL) PARTITION BY LIST (part_id)",
            .. RowSecurity.Commands(table),
            // On the parent only: a partition read by its name would not be scoped by the query's table reference.
            $"GRANT SELECT ON {table} TO {DatabaseRoles.Reader}",
            "SET LOCAL ROLE NONE",
        ];
    }

    internal static List<string> ExtendCommands(string name, IReadOnlyList<DataColumn> added) =>
    [
        LockTimeout,
        $"SET LOCAL ROLE {DatabaseRoles.DataOwner}",
        $"ALTER TABLE {SqlNames.InData(name)} {string.Join(", ", added.Select(c => $"ADD COLUMN {SqlNames.Quote(c.Name)} {StoredTypes.Of(c.Type)}"))}",
        "SET LOCAL ROLE NONE",
    ];

    internal sealed record Row(string PhysicalName, string TableName, string Columns)
    {
        public DataTable ToTable() =>
            new(PhysicalName, TableName, JsonSerializer.Deserialize<List<DataColumn>>(Columns, JsonOptions.Snake) ?? []);
    }
}
