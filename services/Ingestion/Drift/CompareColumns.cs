using System.Globalization;
using NlSql.Ingestion.Datasets;
using NlSql.Ingestion.Profiles;
using NlSql.Ingestion.Uploads;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Drift;

/// <summary>What changed in a column that both versions have.</summary>
internal static class CompareColumns
{
    private const int ListedValues = 20;
    private const int NamedValues = 3;
    private const double NotableShare = 0.05;
    private const double GraveShare = 0.25;
    private const double SmallestShare = 0.01;

    // Effect sizes of a difference of means that are called small, medium and large: J. Cohen, "Statistical Power Analysis for the Behavioral Sciences", 1988.
    private const double SmallEffect = 0.2;
    private const double MediumEffect = 0.5;
    private const double LargeEffect = 0.8;

    public static IEnumerable<DriftChange> Changes(ColumnSummary before, ColumnSummary after)
    {
        if (before.Type != after.Type)
        {
            return
            [
                new(DriftKind.TypeChanged, DriftSeverity.Major, after.Name, $"'{after.Name}' is {DatasetStore.NameOf(after.Type)} instead of {DatasetStore.NameOf(before.Type)}.")
                {
                    Before = DatasetStore.NameOf(before.Type),
                    After = DatasetStore.NameOf(after.Type),
                },
            ];
        }

        return new[] { Nulls(before, after), Mean(before, after), Distribution(before, after), Range(before, after), New(before, after), Vanished(before, after) }.OfType<DriftChange>();
    }

    private static DriftChange? Nulls(ColumnSummary before, ColumnSummary after)
    {
        var (was, now) = (NullRate(before), NullRate(after));
        var change = Math.Abs(now - was);
        return change < SmallestShare ? null
            : new(DriftKind.NullsChanged, SeverityOf(change), after.Name, $"{Percent(now)} of the rows have no '{after.Name}'; it was {Percent(was)}.")
            {
                Before = Percent(was),
                After = Percent(now),
            };
    }

    private static DriftChange? Mean(ColumnSummary before, ColumnSummary after)
    {
        if (IsKey(before, after) || before.Statistics.Numbers is not { Count: >= StabilityIndex.FewestValues } was || after.Statistics.Numbers is not { Count: >= StabilityIndex.FewestValues } now)
            return null;
        var deviation = Math.Sqrt((was.SquaredDeviations + now.SquaredDeviations) / (was.Count + now.Count));
        var effect = deviation == 0 ? was.Mean == now.Mean ? 0 : double.PositiveInfinity : Math.Abs(now.Mean - was.Mean) / deviation;
        if (effect < SmallEffect)
            return null;
        return new(
            DriftKind.MeanChanged,
            effect >= LargeEffect ? DriftSeverity.Major : effect >= MediumEffect ? DriftSeverity.Warning : DriftSeverity.Info,
            after.Name,
            $"The mean of '{after.Name}' is {Number(now.Mean)} instead of {Number(was.Mean)}{(double.IsFinite(effect) ? $", {Number(effect)} standard deviations away" : "")}.")
        {
            Before = Number(was.Mean),
            After = Number(now.Mean),
            Distance = double.IsFinite(effect) ? Math.Round(effect, 4) : null,
        };
    }

    private static DriftChange? Distribution(ColumnSummary before, ColumnSummary after)
    {
        if (Math.Min(before.Rows - before.Nulls, after.Rows - after.Nulls) < StabilityIndex.FewestValues || IndexOf(before, after) is not { } index || index < StabilityIndex.Moderate)
            return null;
        return new(
            DriftKind.DistributionChanged,
            index >= StabilityIndex.Large ? DriftSeverity.Major : DriftSeverity.Warning,
            after.Name,
            $"The values of '{after.Name}' are spread differently: the population stability index is {Number(index)}, where from {Number(StabilityIndex.Moderate)} on a change matters.")
        {
            Distance = Math.Round(index, 4),
        };
    }

    private static double? IndexOf(ColumnSummary before, ColumnSummary after)
    {
        if (before.Statistics.Numbers is { Count: > 0 } was && after.Statistics.Numbers is { Count: > 0 } now && !IsKey(before, after))
            return StabilityIndex.Of(NumberSpread.Of(was), NumberSpread.Of(now));
        if (before.Statistics.Truths is { } earlier && after.Statistics.Truths is { } later)
            return StabilityIndex.Of([(earlier.True, later.True), (earlier.False, later.False)]);
        if (before.Type != ColumnType.Text || before.Values.Count == 0 || IsKey(before, after))
            return null;
        // The most frequent values of before, and all others together.
        var counts = after.Values.ToDictionary(v => v.Value, v => v.Count, StringComparer.Ordinal);
        var bins = before.Values.Take(ListedValues).Select(v => (v.Count, counts.GetValueOrDefault(v.Value))).ToList();
        var rest = (before.Rows - before.Nulls - bins.Sum(b => b.Count), after.Rows - after.Nulls - bins.Sum(b => b.Item2));
        return StabilityIndex.Of(rest is (0, 0) ? bins : [.. bins, rest]);
    }

    private static DriftChange? Range(ColumnSummary before, ColumnSummary after) =>
        before.Type is ColumnType.Text or ColumnType.Boolean or ColumnType.Uuid || (before.Minimum == after.Minimum && before.Maximum == after.Maximum) ? null
            : new(DriftKind.RangeChanged, DriftSeverity.Info, after.Name, $"'{after.Name}' goes from {after.Minimum ?? "nothing"} to {after.Maximum ?? "nothing"}.")
            {
                Before = $"{before.Minimum} – {before.Maximum}",
                After = $"{after.Minimum} – {after.Maximum}",
            };

    private static DriftChange? New(ColumnSummary before, ColumnSummary after) =>
        Difference(DriftKind.ValuesNew, after, before, after.Name, "new", before, after);

    private static DriftChange? Vanished(ColumnSummary before, ColumnSummary after) =>
        Difference(DriftKind.ValuesVanished, before, after, after.Name, "gone", before, after);

    private static DriftChange? Difference(DriftKind kind, ColumnSummary of, ColumnSummary without, string name, string word, ColumnSummary before, ColumnSummary after)
    {
        if (of.Type != ColumnType.Text || IsKey(before, after))
            return null;
        var known = without.Values.Select(v => v.Value).ToHashSet(StringComparer.Ordinal);
        var found = of.Values.Where(v => !known.Contains(v.Value)).ToList();
        if (found.Count == 0)
            return null;
        var certain = CompareVersions.HasAllValues(before) && CompareVersions.HasAllValues(after);
        var share = (double)found.Sum(v => v.Count) / Math.Max(1, of.Rows);
        var named = string.Join(", ", found.Take(NamedValues).Select(v => $"'{UploadErrors.Shown(v.Value)}'"));
        return new(
            kind,
            certain && share >= NotableShare ? DriftSeverity.Warning : DriftSeverity.Info,
            name,
            $"{found.Count} value(s) of '{name}' are {word}{(certain ? "" : ", as far as the incomplete lists of values tell")}: {named}{(found.Count > NamedValues ? ", …" : "")}.")
        {
            Values = [.. found.Take(ListedValues).Select(v => v.Value)],
            ValueCount = found.Count,
            ValuesCertain = certain,
        };
    }

    /// <summary>Keys and free text are new in every row; that says nothing. Numbers with a fraction measure something, however rarely one occurs twice.</summary>
    private static bool IsKey(ColumnSummary before, ColumnSummary after) => before.Type switch
    {
        ColumnType.Text => before.Statistics.Unique is true || after.Statistics.Unique is true || before.Sketch.Count * 2 > before.Rows - before.Nulls + ListedValues,
        ColumnType.Integer => before.Statistics.Unique is true && after.Statistics.Unique is true,
        _ => false,
    };

    private static double NullRate(ColumnSummary column) => column.Rows == 0 ? 0 : (double)column.Nulls / column.Rows;

    private static DriftSeverity SeverityOf(double share) =>
        share >= GraveShare ? DriftSeverity.Major : share >= NotableShare ? DriftSeverity.Warning : DriftSeverity.Info;

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#} %");

    private static string Number(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
