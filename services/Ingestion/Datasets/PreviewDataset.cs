using System.Text.Json;
using Npgsql;
using NlSql.Ingestion.DataTables;
using NlSql.Ingestion.Profiles;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Datasets;

/// <summary>Reads the first rows of a table: own SQL under row-level security, hidden columns left out.</summary>
internal static class PreviewDataset
{
    public static async Task<Result<DatasetPreview>> ExecuteAsync(
        NpgsqlConnection connection, DatasetRow dataset, string? tableName, int? version, int limit, CancellationToken cancellationToken)
    {
        var wanted = version ?? dataset.CurrentVersion;
        var parts = await DatasetStore.PartsAsync(connection, dataset, wanted, cancellationToken);
        if (parts.Count == 0)
            return DatasetErrors.VersionUnknown(dataset.DatasetId, wanted);
        var name = tableName ?? parts[0].TableName;
        var own = parts.Where(p => p.TableName == name).ToList();
        if (own.Count == 0)
            return DatasetErrors.TableEmpty(name);

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var table = await DataTableStore.HoldAsync(transaction, own[0].PhysicalName, cancellationToken);
        var hidden = await HiddenColumns.OfAsync(connection, dataset, wanted, cancellationToken);
        var columns = table.Columns.Where(c => !hidden.Contains((name, c.Name))).ToList();
        var rows = await ReadAsync(transaction, dataset.DatasetId, table, columns, [.. own.Select(p => p.PartId)], limit, cancellationToken);
        return new DatasetPreview(dataset.DatasetId, wanted, name, [.. columns.Select(c => new PreviewColumn(c.Name, DatasetStore.NameOf(c.Type)))], rows);
    }

    private static async Task<List<JsonElement>> ReadAsync(
        NpgsqlTransaction transaction, Guid datasetId, DataTable table, List<DataColumn> columns, Guid[] parts, int limit, CancellationToken cancellationToken)
    {
        // Postgres writes the JSON, so numbers keep all their digits.
        var names = string.Join(", ", columns.Select(c => SqlNames.Quote(c.Name)));
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SET LOCAL statement_timeout = '5s'"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(RowSecurity.Scope(datasetId)));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            $"SELECT row_to_json(r)::text FROM (SELECT {names} FROM {SqlNames.InData(table.PhysicalName)} WHERE dataset_id = $1 AND part_id = ANY($2) LIMIT $3) r")
        {
            Parameters = { new() { Value = datasetId }, new() { Value = parts }, new() { Value = limit } },
        });
        var rows = new List<JsonElement>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            using var row = JsonDocument.Parse(reader.GetString(0));
            rows.Add(row.RootElement.Clone());
        }

        return rows;
    }
}
