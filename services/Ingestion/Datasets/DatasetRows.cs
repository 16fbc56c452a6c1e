using Dapper;
using Npgsql;

namespace NlSql.Ingestion.Datasets;

/// <summary>Everything that this service's tables say of a dataset: found by the column <c>dataset_id</c>, so that no table is forgotten.</summary>
internal static class DatasetRows
{
    private static readonly string[] OfDataset = ["dataset_id"];
    private static readonly string[] OfPart = ["dataset_id", "part_id"];

    /// <summary>Deletes the rows of a part, or with no part all of the dataset, its own row included.</summary>
    public static async Task DeleteAsync(NpgsqlTransaction transaction, Guid datasetId, Guid? partId, CancellationToken cancellationToken)
    {
        var tables = await transaction.Connection!.QueryAsync<string>(new CommandDefinition(
            """
            SELECT quote_ident(c.relname)
            FROM pg_class c
            WHERE c.relnamespace = 'ingestion'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped AND a.attname = ANY(@columns)) = cardinality(@columns)
            ORDER BY c.relname
            """,
            new { columns = partId is null ? OfDataset : OfPart },
            transaction,
            cancellationToken: cancellationToken));
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction) { Timeout = 0 };
        foreach (var table in tables)
        {
            var command = new NpgsqlBatchCommand($"DELETE FROM ingestion.{table} WHERE dataset_id = $1{(partId is null ? "" : " AND part_id = $2")}");
            command.Parameters.AddWithValue(datasetId);
            if (partId is { } part)
                command.Parameters.AddWithValue(part);
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
