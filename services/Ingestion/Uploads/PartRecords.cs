using System.Text.Json;
using Dapper;
using Npgsql;
using NlSql.Ingestion.Datasets;
using NlSql.Ingestion.DataTables;
using NlSql.Ingestion.Profiles;
using NlSql.Ingestion.Uploads.Columns;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults;

namespace NlSql.Ingestion.Uploads;

/// <summary>What is kept of a part besides its rows: column profiles, value index, rejected rows, size.</summary>
internal static class PartRecords
{
    // A list that is incomplete anyway serves as examples.
    private const int MostValuesOfIncomplete = 1_000;

    public static async Task WriteProfileAsync(Publication publication, NpgsqlTransaction transaction, DatasetRow dataset, CancellationToken cancellationToken)
    {
        var loaded = publication.Loaded.Columns.ToDictionary(c => c.Definition.Name, StringComparer.Ordinal);
        var ordinal = 0;
        foreach (var definition in publication.Definition.Columns)
        {
            ordinal++;
            var column = loaded.GetValueOrDefault(definition.Name);
            await WriteColumnAsync(publication, transaction, dataset, ordinal, definition, column, cancellationToken);
            if (column?.Values is { Count: > 0 } values)
                await WriteValuesAsync(publication, transaction, dataset, ordinal, values, cancellationToken);
        }

        if (publication.Loaded.Rejected.Cells is { Count: > 0 } rejects)
            await WriteRejectsAsync(publication, transaction, dataset, rejects, cancellationToken);
    }

    /// <summary>Records how much room the part takes, which is known once it is analysed.</summary>
    public static async Task WriteSizeAsync(Publication publication, NpgsqlTransaction transaction, DatasetRow dataset, CancellationToken cancellationToken)
    {
        var size = await PartTables.SizeAsync(transaction, publication.PartId, cancellationToken);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "UPDATE parts SET stored_bytes = @size WHERE dataset_id = @DatasetId AND part_id = @PartId",
            new { size, dataset.DatasetId, publication.PartId },
            transaction,
            cancellationToken: cancellationToken));
    }

    private static Task<int> WriteColumnAsync(
        Publication publication, NpgsqlTransaction transaction, DatasetRow dataset, int ordinal, ColumnDefinition definition,
        CellColumn? column, CancellationToken cancellationToken)
    {
        var statistics = column?.Statistics() ?? new ColumnStatistics { Nulls = publication.Loaded.Rows };
        return transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO part_columns (
                tenant_id, dataset_id, part_id, ordinal, name, header, type, nulls, minimum, maximum, distinct_values, values_complete, statistics, sketch)
            VALUES (
                @TenantId, @DatasetId, @PartId, @ordinal, @name, @header, @type, @nulls, @minimum, @maximum, @distinct, @complete, @statistics::jsonb, @sketch)
            """,
            new
            {
                dataset.TenantId,
                dataset.DatasetId,
                publication.PartId,
                ordinal,
                name = definition.Name,
                header = definition.Label,
                type = DatasetStore.NameOf(definition.Type),
                nulls = statistics.Nulls,
                minimum = column?.Minimum,
                maximum = column?.Maximum,
                distinct = column?.Sketch.Count ?? 0,
                complete = column?.Values?.Complete ?? definition.Type == ColumnType.Text,
                statistics = JsonSerializer.Serialize(statistics, JsonOptions.Snake),
                sketch = column?.Sketch.ToBytes(),
            },
            transaction,
            cancellationToken: cancellationToken));
    }

    private static Task<int> WriteValuesAsync(
        Publication publication, NpgsqlTransaction transaction, DatasetRow dataset, int ordinal, ValueIndex index, CancellationToken cancellationToken)
    {
        var values = index.MostFrequentFirst().Take(index.Complete ? int.MaxValue : MostValuesOfIncomplete).ToList();
        return transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO part_value_lists (tenant_id, dataset_id, part_id, ordinal, texts, normals, counts)
            VALUES (@TenantId, @DatasetId, @PartId, @ordinal, @values, @normals, @counts)
            """,
            new
            {
                dataset.TenantId,
                dataset.DatasetId,
                publication.PartId,
                ordinal,
                values = values.Select(v => v.Value).ToArray(),
                normals = values.Select(v => NormalText.Of(v.Value)).ToArray(),
                counts = values.Select(v => v.Count).ToArray(),
            },
            transaction,
            cancellationToken: cancellationToken));
    }

    private static Task<int> WriteRejectsAsync(
        Publication publication, NpgsqlTransaction transaction, DatasetRow dataset, IReadOnlyList<RejectedCell> rejects, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO rejects (tenant_id, dataset_id, part_id, line, column_name, code, original)
            SELECT @TenantId, @DatasetId, @PartId, r.line, r.column_name, r.code, r.original
            FROM unnest(@lines, @columns, @codes, @originals) AS r (line, column_name, code, original)
            """,
            new
            {
                dataset.TenantId,
                dataset.DatasetId,
                publication.PartId,
                lines = rejects.Select(r => r.Line).ToArray(),
                columns = rejects.Select(r => r.Column).ToArray(),
                codes = rejects.Select(r => r.Code).ToArray(),
                originals = rejects.Select(r => r.Original).ToArray(),
            },
            transaction,
            cancellationToken: cancellationToken));
}
