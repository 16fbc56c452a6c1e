using Npgsql;
using NlSql.Ingestion.Datasets;

namespace NlSql.Ingestion.Profiles;

/// <summary>Profiles as people may see them.</summary>
internal static class VisibleProfiles
{
    /// <summary>The tables that the version has rows of, without hidden columns; none when there is no such version.</summary>
    public static async Task<IReadOnlyList<ProfiledTable>> ReadAsync(
        NpgsqlConnection connection, DatasetRow dataset, int version, int mostValues, CancellationToken cancellationToken)
    {
        var tables = await WithHiddenAsync(connection, dataset, version, mostValues, cancellationToken);
        return [.. tables.Select(t => t with { Columns = [.. t.Columns.Where(c => !c.Hidden)] })];
    }

    /// <summary>
    /// The same with the columns that a dataset's own model hides, marked as hidden: its owner has uploaded them and decides. What a plugin hides is in
    /// neither.
    /// </summary>
    public static async Task<IReadOnlyList<ProfiledTable>> WithHiddenAsync(
        NpgsqlConnection connection, DatasetRow dataset, int version, int mostValues, CancellationToken cancellationToken)
    {
        var hidden = await HiddenColumns.OfAsync(connection, dataset, version, cancellationToken);
        var tables = await ProfileStore.ReadAsync(connection, dataset, version, mostValues, cancellationToken);
        return [.. tables.Select(t => t with
        {
            Columns = [.. t.Columns
                .Select(c => hidden.Contains((t.Name, c.Name)) ? c with { Hidden = true } : c)
                .Where(c => !c.Hidden || dataset.PluginId is null)],
        })];
    }
}
