using System.Text.Json;
using Dapper;
using Npgsql;
using NlSql.Drafting.Profiling;
using NlSql.Ingestion.Datasets;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults;

namespace NlSql.Ingestion.Profiles;

/// <summary>Puts the profiles of a version's tables together from those of their parts.</summary>
internal static class ProfileStore
{
    /// <summary>The tables that the version has rows of.</summary>
    /// <param name="connection">The connection, within or without a transaction.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="version">The version.</param>
    /// <param name="mostValues">Values of a text column at most.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<IReadOnlyList<ProfiledTable>> ReadAsync(
        NpgsqlConnection connection, DatasetRow dataset, int version, int mostValues, CancellationToken cancellationToken)
    {
        var parts = await DatasetStore.PartsAsync(connection, dataset, version, cancellationToken);
        var columns = (await ColumnsAsync(connection, dataset, version, cancellationToken)).ToLookup(c => c.TableName);
        var values = (await ValuesAsync(connection, dataset, version, mostValues, cancellationToken)).ToLookup(v => (v.TableName, v.Name));
        return [.. parts.GroupBy(p => p.TableName).Select(table => new ProfiledTable(
            table.Key,
            table.Sum(p => p.Rows),
            [.. columns[table.Key].GroupBy(c => c.Name).OrderBy(c => c.Min(p => p.Ordinal)).Select(column => Summarise(
                [.. column], [.. table], [.. values[(table.Key, column.Key)].Select(v => new ValueCount(v.Value, v.Occurrences))]))]))];
    }

    private static ColumnSummary Summarise(List<PartColumn> own, List<PartRow> parts, IReadOnlyList<ValueCount> values)
    {
        var newest = own[^1];
        var type = Enum.Parse<ColumnType>(newest.Type, ignoreCase: true);
        var sketch = newest.Sketch is null ? new DistinctSketch() : DistinctSketch.Of(newest.Sketch);
        var statistics = Read(newest);
        foreach (var part in own.SkipLast(1))
        {
            var other = part.Sketch is null ? new DistinctSketch() : DistinctSketch.Of(part.Sketch);
            var earlier = Read(part);
            // Samples of the distinct values that share none say that the parts do.
            var unique = statistics.Unique is true && earlier.Unique is true ? !sketch.Meets(other) : statistics.Unique is false || earlier.Unique is false ? false : (bool?)null;
            statistics = MergeStatistics.Of(earlier, statistics, unique);
            sketch.Add(other);
        }

        // A part from before the column was there has no value in it.
        var known = own.Select(c => c.PartId).ToHashSet();
        var absent = parts.Where(p => !known.Contains(p.PartId)).Sum(p => p.Rows);
        return new ColumnSummary
        {
            Name = newest.Name,
            Label = newest.Header ?? newest.Name,
            Type = type,
            Rows = parts.Sum(p => p.Rows),
            Minimum = Extremes.Smallest(type, own.Select(c => c.Minimum)),
            Maximum = Extremes.Largest(type, own.Select(c => c.Maximum)),
            Statistics = statistics with { Nulls = statistics.Nulls + absent },
            Sketch = sketch,
            Values = values,
            ValuesComplete = type == ColumnType.Text && own.TrueForAll(c => c.ValuesComplete),
        };
    }

    // Parts from before there were profiles hold nothing but their nulls.
    private static ColumnStatistics Read(PartColumn column) =>
        (JsonSerializer.Deserialize<ColumnStatistics>(column.Statistics, JsonOptions.Snake) ?? new ColumnStatistics()) with { Nulls = column.Nulls };

    private static Task<IEnumerable<PartColumn>> ColumnsAsync(NpgsqlConnection connection, DatasetRow dataset, int version, CancellationToken cancellationToken) =>
        connection.QueryAsync<PartColumn>(new CommandDefinition(
            """
            SELECT v.table_name, c.part_id, c.ordinal, c.name, c.header, c.type, c.nulls, c.minimum, c.maximum, c.values_complete,
                   c.statistics::text AS statistics, c.sketch
            FROM version_parts v JOIN part_columns c USING (dataset_id, part_id)
            WHERE v.dataset_id = @DatasetId AND v.version = @version AND c.tenant_id = @TenantId
            ORDER BY v.table_name, v.position, c.ordinal
            """,
            new { dataset.DatasetId, dataset.TenantId, version },
            cancellationToken: cancellationToken));

    private static Task<IEnumerable<PartValue>> ValuesAsync(
        NpgsqlConnection connection, DatasetRow dataset, int version, int most, CancellationToken cancellationToken) =>
        connection.QueryAsync<PartValue>(new CommandDefinition(
            """
            SELECT table_name, name, value, occurrences FROM (
                SELECT v.table_name, c.name, i.value, sum(i.occurrences)::bigint AS occurrences,
                       row_number() OVER (PARTITION BY v.table_name, c.name ORDER BY sum(i.occurrences) DESC, i.value) AS place
                FROM version_parts v
                JOIN part_columns c USING (dataset_id, part_id)
                JOIN part_values i USING (dataset_id, part_id, ordinal)
                WHERE v.dataset_id = @DatasetId AND v.version = @version AND c.tenant_id = @TenantId
                GROUP BY v.table_name, c.name, i.value) ranked
            WHERE place <= @most
            ORDER BY table_name, name, place
            """,
            new { dataset.DatasetId, dataset.TenantId, version, most },
            cancellationToken: cancellationToken));

    private sealed class PartColumn
    {
        public string TableName { get; init; } = "";

        public Guid PartId { get; init; }

        public int Ordinal { get; init; }

        public string Name { get; init; } = "";

        public string? Header { get; init; }

        public string Type { get; init; } = "";

        public long Nulls { get; init; }

        public string? Minimum { get; init; }

        public string? Maximum { get; init; }

        public bool ValuesComplete { get; init; }

        public string Statistics { get; init; } = "{}";

        public byte[]? Sketch { get; init; }
    }

    private sealed class PartValue
    {
        public string TableName { get; init; } = "";

        public string Name { get; init; } = "";

        public string Value { get; init; } = "";

        public long Occurrences { get; init; }
    }
}
