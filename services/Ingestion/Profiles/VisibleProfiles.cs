using System.Text.Json;
using Dapper;
using Npgsql;
using NlSql.Ingestion.Datasets;
using NlSql.Ingestion.DataTables;
using NlSql.ServiceDefaults;

namespace NlSql.Ingestion.Profiles;

/// <summary>Profiles as people may see them: without the columns that are hidden.</summary>
internal static class VisibleProfiles
{
    /// <summary>The tables that the version has rows of; none when there is no such version.</summary>
    public static async Task<IReadOnlyList<ProfiledTable>> ReadAsync(
        NpgsqlConnection connection, DatasetRow dataset, int version, int mostValues, CancellationToken cancellationToken)
    {
        var hidden = await HiddenAsync(connection, dataset, version, cancellationToken);
        var tables = await ProfileStore.ReadAsync(connection, dataset, version, mostValues, cancellationToken);
        return [.. tables.Select(t => t with { Columns = [.. t.Columns.Where(c => !hidden.Contains((t.Name, c.Name)))] })];
    }

    private static async Task<HashSet<(string Table, string Column)>> HiddenAsync(
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
        return [.. rows.SelectMany(r => JsonSerializer.Deserialize<List<DataColumn>>(r.Columns, JsonOptions.Snake)!.Where(c => c.Hidden).Select(c => (r.Table, c.Name)))];
    }
}
