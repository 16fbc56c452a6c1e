using NlSql.SemanticModel.Definitions;

namespace NlSql.SemanticModel.Validation;

/// <summary>The numbers that each detector of an insight takes.</summary>
internal static class DetectorParameters
{
    private static readonly Dictionary<DetectorKind, (string[] OneNeeded, string[] Optional)> ByKind = new()
    {
        [DetectorKind.Threshold] = (["above", "below"], []),
        [DetectorKind.Change] = ([], ["min_change", "min_change_pct"]),
        [DetectorKind.Zscore] = ([], ["threshold", "periods"]),
        [DetectorKind.Trend] = ([], ["periods", "min_change_pct"]),
        [DetectorKind.Share] = (["above", "below"], []),
        [DetectorKind.Top] = (["n"], []),
        [DetectorKind.Bottom] = (["n"], []),
    };

    private static readonly Dictionary<string, string> Texts = new()
    {
        ["above"] = "threshold, share: noticed above this value.",
        ["below"] = "threshold, share: noticed below this value.",
        ["min_change"] = "change: noticed from this difference on.",
        ["min_change_pct"] = "change, trend: noticed from this difference in percent on.",
        ["threshold"] = "zscore: noticed from so many standard deviations on.",
        ["periods"] = "zscore, trend: so many periods are looked at.",
        ["n"] = "top, bottom: how many groups.",
    };

    /// <summary>All parameters.</summary>
    public static IEnumerable<string> Names { get; } = [.. ByKind.Values.SelectMany(p => p.OneNeeded.Concat(p.Optional)).Distinct()];

    /// <summary>What a parameter means.</summary>
    public static string Describe(string name) => Texts[name];

    /// <summary>The parameters of a detector, and those of which it needs one.</summary>
    public static (IReadOnlyList<string> Known, IReadOnlyList<string> OneNeeded) Of(DetectorKind kind) =>
        ([.. ByKind[kind].OneNeeded, .. ByKind[kind].Optional], ByKind[kind].OneNeeded);
}
