using Dapper;
using Npgsql;
using NlSql.Contracts.Datasets;
using NlSql.Ingestion.DataTables;
using NlSql.Ingestion.Profiles;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Datasets;

/// <summary>Puts the catalog of a version together from its parts.</summary>
internal static class CatalogStore
{
    // Of several parts with incomplete lists together.
    private const int MostValuesOfIncomplete = 1_000;

    /// <summary>The catalog, with a table for each of the plugin's, or of the version's own; null when there is no such version.</summary>
    public static async Task<DatasetCatalog?> ReadAsync(NpgsqlConnection connection, DatasetRow dataset, int version, CancellationToken cancellationToken)
    {
        if (await DatasetStore.PublishedAtAsync(connection, dataset, version, cancellationToken) is not { } publishedAt)
            return null;
        var parts = (await DatasetStore.PartsAsync(connection, dataset, version, cancellationToken)).ToLookup(p => p.TableName);
        var profiles = (await ProfilesAsync(connection, dataset, version, cancellationToken)).ToLookup(p => (p.TableName, p.Name));
        var values = (await ValuesAsync(connection, dataset, version, cancellationToken)).ToLookup(v => (v.TableName, v.Name), v => v.Value);
        var tables = dataset.PluginId is { } pluginId
            ? await DataTableStore.ListAsync(connection, pluginId, cancellationToken)
            : await DynamicTableStore.ListAsync(connection, dataset.DatasetId, version, cancellationToken);
        return new DatasetCatalog(
            dataset.DatasetId, dataset.TenantId, dataset.Name, dataset.PluginId, version, publishedAt,
            [.. tables.Select(t => new CatalogTable(
                t.TableName,
                t.PhysicalName,
                [.. parts[t.TableName].Select(p => p.PartId)],
                parts[t.TableName].Sum(p => p.Rows),
                [.. t.Columns.Select(c => ColumnOf(c, [.. profiles[(t.TableName, c.Name)]], values[(t.TableName, c.Name)]))]))]);
    }

    private static CatalogColumn ColumnOf(DataColumn column, List<Profile> profiles, IEnumerable<string> values)
    {
        var complete = column.Type == ColumnType.Text && profiles.All(p => p.ValuesComplete);
        return new CatalogColumn(
            column.Name,
            DatasetStore.NameOf(column.Type),
            Extremes.Smallest(column.Type, profiles.Select(p => p.Minimum)),
            Extremes.Largest(column.Type, profiles.Select(p => p.Maximum)),
            [.. complete ? values : values.Take(MostValuesOfIncomplete)],
            complete,
            profiles.Any(p => p.HasValues),
            profiles.Any(p => p.HasGaps));
    }

    private static async Task<IEnumerable<Profile>> ProfilesAsync(NpgsqlConnection connection, DatasetRow dataset, int version, CancellationToken cancellationToken) =>
        await connection.QueryAsync<Profile>(new CommandDefinition(
            """
            SELECT v.table_name, c.name, c.minimum, c.maximum, c.values_complete, c.nulls < p.rows AS has_values, c.nulls > 0 AS has_gaps
            FROM version_parts v
            JOIN part_columns c USING (dataset_id, part_id)
            JOIN parts p USING (dataset_id, part_id)
            WHERE v.dataset_id = @DatasetId AND v.version = @version AND c.tenant_id = @TenantId
            """,
            new { dataset.DatasetId, dataset.TenantId, version },
            cancellationToken: cancellationToken));

    private static async Task<IEnumerable<ColumnValue>> ValuesAsync(NpgsqlConnection connection, DatasetRow dataset, int version, CancellationToken cancellationToken) =>
        await connection.QueryAsync<ColumnValue>(new CommandDefinition(
            """
            SELECT v.table_name, c.name, i.value
            FROM version_parts v
            JOIN part_columns c USING (dataset_id, part_id)
            JOIN part_values i USING (dataset_id, part_id, ordinal)
            WHERE v.dataset_id = @DatasetId AND v.version = @version AND c.tenant_id = @TenantId
            GROUP BY v.table_name, c.name, i.value
            ORDER BY v.table_name, c.name, sum(i.occurrences) DESC, i.value
            """,
            new { dataset.DatasetId, dataset.TenantId, version },
            cancellationToken: cancellationToken));

    private sealed class Profile
    {
        public string TableName { get; init; } = "";

        public string Name { get; init; } = "";

        public string? Minimum { get; init; }

        public string? Maximum { get; init; }

        public bool ValuesComplete { get; init; }

        public bool HasValues { get; init; }

        public bool HasGaps { get; init; }
    }

    private sealed class ColumnValue
    {
        public string TableName { get; init; } = "";

        public string Name { get; init; } = "";

        public string Value { get; init; } = "";
    }
}
