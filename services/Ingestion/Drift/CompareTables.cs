using System.Globalization;
using NlSql.Ingestion.Profiles;

namespace NlSql.Ingestion.Drift;

/// <summary>What changed in a table: its rows, which columns it has, and what each of them holds.</summary>
internal static class CompareTables
{
    // Growth by half or a loss of a third is worth a look; the loss of most rows is hardly meant.
    private const double NotableGrowth = 1.5;
    private const double NotableLoss = 0.67;
    private const double GraveLoss = 0.1;
    private const double SameValues = 0.8;
    private const int FewestValuesOfARename = 5;

    public static IEnumerable<DriftChange> Changes(ProfiledTable before, ProfiledTable after)
    {
        if (before.Rows != after.Rows)
            yield return Rows(before.Rows, after.Rows);
        var (earlier, later) = (before.Columns.ToDictionary(c => c.Name), after.Columns.ToDictionary(c => c.Name));
        // A column without a value in both versions has neither come nor gone.
        var gone = before.Columns.Where(c => !IsThere(c.Name, later) && (IsThere(c.Name, earlier) || !later.ContainsKey(c.Name))).ToList();
        var come = after.Columns.Where(c => !IsThere(c.Name, earlier) && (IsThere(c.Name, later) || !earlier.ContainsKey(c.Name))).ToList();
        foreach (var column in gone)
        {
            if (come.Find(c => IsSame(column, c)) is not { } renamed)
            {
                yield return new(DriftKind.ColumnRemoved, DriftSeverity.Major, column.Name, $"The column '{column.Name}' is gone or has no value any more.");
                continue;
            }

            come.Remove(renamed);
            yield return new(
                DriftKind.ColumnRenamed, DriftSeverity.Warning, renamed.Name, $"The column '{column.Name}' seems to be called '{renamed.Name}' now: most of their values are the same.")
            {
                Before = column.Name,
                After = renamed.Name,
            };
        }

        foreach (var column in come)
            yield return new(DriftKind.ColumnAdded, DriftSeverity.Info, column.Name, $"The column '{column.Name}' is new.");
        foreach (var change in before.Columns.Where(c => IsThere(c.Name, earlier) && IsThere(c.Name, later)).SelectMany(c => CompareColumns.Changes(c, later[c.Name])))
            yield return change;

        // A plugin's column that the file did not have is there without values.
        static bool IsThere(string name, Dictionary<string, ColumnSummary> columns) => columns.TryGetValue(name, out var column) && (column.Nulls < column.Rows || column.Rows == 0);
    }

    private static DriftChange Rows(long before, long after)
    {
        var factor = (double)after / Math.Max(1, before);
        var severity = factor <= GraveLoss ? DriftSeverity.Major : factor is >= NotableGrowth or <= NotableLoss ? DriftSeverity.Warning : DriftSeverity.Info;
        return new(DriftKind.RowsChanged, severity, null, $"The table has {after} row(s) instead of {before}.")
        {
            Before = before.ToString(CultureInfo.InvariantCulture),
            After = after.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static bool IsSame(ColumnSummary gone, ColumnSummary come) =>
        gone.Type == come.Type && Math.Min(gone.Sketch.Count, come.Sketch.Count) >= FewestValuesOfARename
        && gone.Sketch.ContainedIn(come.Sketch) >= SameValues && come.Sketch.ContainedIn(gone.Sketch) >= SameValues;
}
