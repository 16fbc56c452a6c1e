using System.Text.Json;
using Dapper;
using Npgsql;
using NlSql.Ingestion.Datasets;
using NlSql.Ingestion.DataTables;
using NlSql.Ingestion.Models;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults;

namespace NlSql.Ingestion.Profiles;

/// <summary>The columns of a version that nobody is shown: hidden by the plugin, or by the dataset's own model, which may also leave a column out.</summary>
internal static class HiddenColumns
{
    public static async Task<HashSet<(string Table, string Column)>> OfAsync(
        NpgsqlConnection connection, DatasetRow dataset, int version, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<(string Table, string Columns)>(new CommandDefinition(
            """
            SELECT DISTINCT v.table_name, d.columns::text
            FROM version_parts v JOIN parts p USING (dataset_id, part_id) JOIN data_tables d USING (physical_name)
            WHERE v.dataset_id = @DatasetId AND v.version = @version AND p.tenant_id = @TenantId
            """,
            new { dataset.DatasetId, dataset.TenantId, version },
            cancellationToken: cancellationToken));
        var columns = rows.SelectMany(r => JsonSerializer.Deserialize<List<DataColumn>>(r.Columns, JsonOptions.Snake)!.Select(c => (r.Table, Column: c)));
        if (dataset.PluginId is not null)
            return [.. columns.Where(c => c.Column.Hidden).Select(c => (c.Table, c.Column.Name))];
        var model = (await DatasetModelStore.NewestAsync(connection, dataset, version, cancellationToken))?.Model;
        return [.. columns.Where(c => model?.FindTable(c.Table)?.FindColumn(c.Column.Name) is not { Visibility: ColumnVisibility.Public }).Select(c => (c.Table, c.Column.Name))];
    }
}
