using Npgsql;
using NlSql.Ingestion.Datasets;
using NlSql.Ingestion.Profiles;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Drift;

/// <summary>Compares the profiles of two versions.</summary>
internal static class CompareVersions
{
    // Beyond it a list of values counts as incomplete.
    private const int MostValues = 10_000;

    /// <summary>
    /// Compares the versions given; of those left out, the newest and the one before the upload that changed the table last. Each version
    /// changes one table, so without a table the newest version is compared with the one before it.
    /// </summary>
    public static async Task<Result<DatasetDrift>> ExecuteAsync(
        NpgsqlConnection connection, DatasetRow dataset, int? from, int? to, string? table, CancellationToken cancellationToken)
    {
        var last = to ?? dataset.CurrentVersion;
        var uploads = await DatasetStore.VersionsAsync(connection, dataset, last + 1, int.MaxValue, cancellationToken);
        if (uploads.Count == 0 || uploads[0].Version != last)
            return DatasetErrors.VersionUnknown(dataset.DatasetId, last);
        if (table is not null && uploads.TrueForAll(u => u.TableName != table))
            return DatasetErrors.TableEmpty(table);
        if (to is null && table is not null)
            last = uploads.First(u => u.TableName == table).Version;
        var first = from ?? uploads.First(u => table is null || u.TableName == table).Version - 1;
        if (first == 0)
            return DatasetErrors.OneVersionOnly;
        if (uploads.TrueForAll(u => u.Version != first))
            return DatasetErrors.VersionUnknown(dataset.DatasetId, first);

        var before = (await VisibleProfiles.ReadAsync(connection, dataset, first, MostValues + 1, cancellationToken)).ToDictionary(t => t.Name);
        var after = (await VisibleProfiles.ReadAsync(connection, dataset, last, MostValues + 1, cancellationToken)).ToDictionary(t => t.Name);
        var names = before.Keys.Union(after.Keys).Where(n => table is null || n == table).Order(StringComparer.Ordinal);
        return new DatasetDrift(
            dataset.DatasetId, first, last, [.. names.Select(n => Compare(n, before.GetValueOrDefault(n), after.GetValueOrDefault(n)))]);
    }

    private static TableDrift Compare(string name, ProfiledTable? before, ProfiledTable? after)
    {
        List<DriftChange> changes = (before, after) switch
        {
            (null, not null) => [new(DriftKind.TableAdded, DriftSeverity.Info, null, $"The table '{name}' is new.")],
            (not null, null) => [new(DriftKind.TableRemoved, DriftSeverity.Major, null, $"The table '{name}' is gone.")],
            _ => [.. CompareTables.Changes(before!, after!).OrderByDescending(c => c.Severity)],
        };
        return new TableDrift(name, before?.Rows ?? 0, after?.Rows ?? 0, changes);
    }

    /// <summary>Whether the list of a column's values holds all of them.</summary>
    public static bool HasAllValues(ColumnSummary column) => column.ValuesComplete && column.Values.Count <= MostValues;
}
