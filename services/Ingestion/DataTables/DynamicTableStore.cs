using System.Text.Json;
using Dapper;
using Npgsql;
using NlSql.Ingestion.Uploads;
using NlSql.ServiceDefaults;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.DataTables;

/// <summary>
/// The partitioned parents of datasets without a plugin. A table has the columns that its files had; when a file brings another type for
/// one, the table begins anew, and older versions keep the old one.
/// </summary>
internal static class DynamicTableStore
{
    private const string Columns = "physical_name, table_name, columns::text AS columns";

    /// <summary>The tables that the parts of a version lie in.</summary>
    public static async Task<IReadOnlyList<DataTable>> ListAsync(NpgsqlConnection connection, Guid datasetId, int version, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<DataTableStore.Row>(new CommandDefinition(
            $"""
            SELECT {Columns} FROM data_tables t
            WHERE t.dataset_id = @datasetId AND t.physical_name IN (
                SELECT p.physical_name FROM version_parts v JOIN parts p USING (dataset_id, part_id)
                WHERE v.dataset_id = @datasetId AND v.version = @version)
            ORDER BY table_name
            """,
            new { datasetId, version },
            cancellationToken: cancellationToken));
        return [.. rows.Select(r => r.ToTable())];
    }

    /// <summary>The table as the newest file made it; null when there is none.</summary>
    public static async Task<DataTable?> FindAsync(NpgsqlConnection connection, Guid datasetId, string tableName, CancellationToken cancellationToken) =>
        (await connection.QuerySingleOrDefaultAsync<DataTableStore.Row>(new CommandDefinition(
            $"SELECT {Columns} FROM data_tables WHERE dataset_id = @datasetId AND table_name = @tableName ORDER BY generation DESC LIMIT 1",
            new { datasetId, tableName },
            cancellationToken: cancellationToken)))?.ToTable();

    /// <summary>
    /// Makes the table that a loaded part fits into, or extends it, in the transaction that publishes the part; the dataset must be locked.
    /// </summary>
    /// <param name="transaction">The publishing transaction.</param>
    /// <param name="datasetId">The dataset.</param>
    /// <param name="wanted">The part's columns.</param>
    /// <param name="append">Whether older parts stay: then types cannot change.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<Result<DataTable>> EnsureAsync(
        NpgsqlTransaction transaction, Guid datasetId, DataTable wanted, bool append, CancellationToken cancellationToken)
    {
        var existing = await FindAsync(transaction.Connection!, datasetId, wanted.TableName, cancellationToken);
        if (existing is null)
            return await CreateAsync(transaction, datasetId, wanted, generation: 1, cancellationToken);
        var changed = wanted.Columns.Where(w => existing.Columns.Any(e => e.Name == w.Name && e.Type != w.Type)).Select(w => w.Name).ToList();
        if (changed.Count > 0 && append)
            return UploadErrors.ColumnsChanged(wanted.TableName, changed);
        if (changed.Count > 0)
            return await CreateAsync(transaction, datasetId, wanted, await NextGenerationAsync(transaction, datasetId, wanted.TableName, cancellationToken), cancellationToken);

        var added = wanted.Columns.Where(w => existing.Columns.All(e => e.Name != w.Name)).ToList();
        if (added.Count == 0)
            return existing;
        var extended = existing with { Columns = [.. existing.Columns, .. added] };
        if (extended.Columns.Count > MostColumns && append)
            return UploadErrors.TooManyColumns(extended.Columns.Count, MostColumns);
        if (extended.Columns.Count > MostColumns)
            return await CreateAsync(transaction, datasetId, wanted, await NextGenerationAsync(transaction, datasetId, wanted.TableName, cancellationToken), cancellationToken);
        await PartTables.ExecuteAsync(transaction, DataTableStore.ExtendCommands(existing.PhysicalName, added), cancellationToken);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "UPDATE data_tables SET columns = @columns::jsonb WHERE physical_name = @PhysicalName",
            new { existing.PhysicalName, columns = Json(extended) },
            transaction,
            cancellationToken: cancellationToken));
        return extended;
    }

    // Postgres allows 1,600; columns of files that came and went must not add up to that.
    private const int MostColumns = 1_000;

    private static async Task<Result<DataTable>> CreateAsync(
        NpgsqlTransaction transaction, Guid datasetId, DataTable wanted, int generation, CancellationToken cancellationToken)
    {
        var table = wanted with { PhysicalName = SqlNames.PhysicalName(datasetId, wanted.TableName, generation) };
        await PartTables.ExecuteAsync(transaction, DataTableStore.CreateCommands(table.PhysicalName, table.Columns), cancellationToken);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO data_tables (physical_name, dataset_id, table_name, generation, columns)
            VALUES (@PhysicalName, @datasetId, @TableName, @generation, @columns::jsonb)
            """,
            new { table.PhysicalName, datasetId, table.TableName, generation, columns = Json(table) },
            transaction,
            cancellationToken: cancellationToken));
        return table;
    }

    private static Task<int> NextGenerationAsync(NpgsqlTransaction transaction, Guid datasetId, string tableName, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteScalarAsync<int>(new CommandDefinition(
            "SELECT max(generation) + 1 FROM data_tables WHERE dataset_id = @datasetId AND table_name = @tableName",
            new { datasetId, tableName },
            transaction,
            cancellationToken: cancellationToken));

    private static string Json(DataTable table) => JsonSerializer.Serialize(table.Columns, JsonOptions.Snake);
}
