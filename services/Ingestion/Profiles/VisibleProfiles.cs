using Npgsql;
using NlSql.Ingestion.Datasets;

namespace NlSql.Ingestion.Profiles;

/// <summary>Profiles as people may see them: without the columns that are hidden.</summary>
internal static class VisibleProfiles
{
    /// <summary>The tables that the version has rows of; none when there is no such version.</summary>
    public static async Task<IReadOnlyList<ProfiledTable>> ReadAsync(
        NpgsqlConnection connection, DatasetRow dataset, int version, int mostValues, CancellationToken cancellationToken)
    {
        var hidden = await HiddenColumns.OfAsync(connection, dataset, version, cancellationToken);
        var tables = await ProfileStore.ReadAsync(connection, dataset, version, mostValues, cancellationToken);
        return [.. tables.Select(t => t with { Columns = [.. t.Columns.Where(c => !hidden.Contains((t.Name, c.Name)))] })];
    }
}
