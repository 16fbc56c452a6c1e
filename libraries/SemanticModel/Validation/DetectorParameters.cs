using System.Globalization;
using NlSql.SemanticModel.Definitions;

namespace NlSql.SemanticModel.Validation;

/// <summary>The numbers that each detector of an insight takes, and what they may be.</summary>
internal static class DetectorParameters
{
    private static readonly Dictionary<DetectorKind, (string[] OneNeeded, string[] Optional)> ByKind = new()
    {
        [DetectorKind.Threshold] = (["above", "below"], []),
        [DetectorKind.Change] = ([], ["min_change", "min_change_pct"]),
        [DetectorKind.Zscore] = ([], ["threshold", "periods"]),
        [DetectorKind.Trend] = ([], ["periods", "min_change_pct", "alpha"]),
        [DetectorKind.Share] = (["above", "below", "min_change"], []),
        [DetectorKind.Top] = (["n"], []),
        [DetectorKind.Bottom] = (["n"], []),
    };

    private static readonly Dictionary<string, string> Texts = new()
    {
        ["above"] = "threshold: noticed above this value; share: above this part of the whole, 0.5 for half.",
        ["below"] = "threshold: noticed below this value; share: below this part of the whole.",
        ["min_change"] = "change: noticed from this difference on; share: from this change of the share on, 0.05 for five points.",
        ["min_change_pct"] = "change, trend: noticed from this difference in percent on.",
        ["threshold"] = "zscore: noticed from this modified z-score on; 3.5 when left out.",
        ["periods"] = "zscore: so many periods before the range make up what is usual; trend: so many periods are looked at.",
        ["n"] = "top, bottom: how many groups.",
        ["alpha"] = "trend: the chance of taking mere noise for a trend that is accepted; 0.05 when left out.",
    };

    private static readonly Dictionary<string, Bounds> All = new()
    {
        ["min_change"] = new(0, null),
        ["min_change_pct"] = new(0, null),
        ["threshold"] = new(0.1m, 1_000),
        ["periods"] = new(5, 1_000) { Whole = true },
        ["n"] = new(1, 100) { Whole = true },
        ["alpha"] = new(0.000001m, 0.5m),
    };

    private static readonly Bounds Part = new(0, 1);

    /// <summary>All parameters.</summary>
    public static IEnumerable<string> Names { get; } = [.. ByKind.Values.SelectMany(p => p.OneNeeded.Concat(p.Optional)).Distinct()];

    /// <summary>What a parameter means.</summary>
    public static string Describe(string name) => Texts[name];

    /// <summary>The parameters of a detector, and those of which it needs one.</summary>
    public static (IReadOnlyList<string> Known, IReadOnlyList<string> OneNeeded) Of(DetectorKind kind) =>
        ([.. ByKind[kind].OneNeeded, .. ByKind[kind].Optional], ByKind[kind].OneNeeded);

    /// <summary>What is wrong with the values, in sentences.</summary>
    public static IEnumerable<string> Problems(DetectorDefinition detector)
    {
        foreach (var (name, value) in detector.Parameters)
        {
            var bounds = detector.Kind == DetectorKind.Share ? Part : All.GetValueOrDefault(name);
            if (bounds is not null && !bounds.Hold(value))
                yield return $"'{name}' is {bounds.Text}, not {value.ToString(CultureInfo.InvariantCulture)}.";
        }

        if (detector.Parameters.TryGetValue("above", out var above) && detector.Parameters.TryGetValue("below", out var below) && above < below)
            yield return "With 'above' under 'below' every value would be noticed.";
    }

    private sealed record Bounds(decimal From, decimal? To)
    {
        public bool Whole { get; init; }

        public string Text => string.Create(
            CultureInfo.InvariantCulture, $"a {(Whole ? "whole number" : "number")} {(To is { } to ? $"from {From} to {to}" : $"of at least {From}")}");

        public bool Hold(decimal value) => value >= From && !(value > To) && (!Whole || decimal.Truncate(value) == value);
    }
}
