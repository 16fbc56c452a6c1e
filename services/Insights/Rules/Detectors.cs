using NlSql.SemanticModel.Definitions;

namespace NlSql.Insights.Rules;

/// <summary>Decides which groups are worth noticing.</summary>
internal static class Detectors
{
    private const int UsualCount = 3;

    /// <summary>The groups worth noticing, the most notable first. A whole that is not split is one group. Without a detector, all are.</summary>
    public static IEnumerable<Noticed> Choose(DetectorDefinition? detector, IReadOnlyList<Noticed> groups) => detector?.Kind switch
    {
        null => groups,
        DetectorKind.Threshold => MostChangedFirst(groups.Where(g => IsBeyond(detector.Parameters, g.Comparison.Value))),
        DetectorKind.Change => MostChangedFirst(groups.Where(g => IsChange(detector.Parameters, g.Comparison))),
        DetectorKind.Share => groups.Where(g => IsShare(detector.Parameters, g)).OrderByDescending(g => g.Share).ThenBy(g => g.Group, StringComparer.Ordinal),
        DetectorKind.Top => groups.OrderByDescending(g => g.Comparison.Value).ThenBy(g => g.Group, StringComparer.Ordinal).Take(Count(detector)),
        DetectorKind.Bottom => groups.OrderBy(g => g.Comparison.Value).ThenBy(g => g.Group, StringComparer.Ordinal).Take(Count(detector)),
        _ => throw new ArgumentOutOfRangeException(nameof(detector), detector.Kind, "A series has detectors of its own."),
    };

    private static IEnumerable<Noticed> MostChangedFirst(IEnumerable<Noticed> groups) =>
        groups.OrderByDescending(g => Math.Abs(g.Comparison.ChangePct ?? 0)).ThenBy(g => g.Group, StringComparer.Ordinal);

    private static int Count(DetectorDefinition detector) => (int)detector.Parameters.GetValueOrDefault("n", UsualCount);

    private static bool IsBeyond(IReadOnlyDictionary<string, decimal> limits, decimal value) =>
        (limits.TryGetValue("above", out var above) && value > above) || (limits.TryGetValue("below", out var below) && value < below);

    private static bool IsChange(IReadOnlyDictionary<string, decimal> limits, Comparison comparison)
    {
        if (comparison.Change is not { } change || change == 0)
            return false;
        // From zero, any change is more than any percentage.
        if (limits.TryGetValue("min_change_pct", out var percent) && comparison.ChangePct is { } changed && Math.Abs(changed) < percent)
            return false;
        return !limits.TryGetValue("min_change", out var amount) || Math.Abs(change) >= amount;
    }

    private static bool IsShare(IReadOnlyDictionary<string, decimal> limits, Noticed group) =>
        group.Share is { } share
        && (IsBeyond(limits, share)
            || (limits.TryGetValue("min_change", out var least) && group.PreviousShare is { } before && share != before && Math.Abs(share - before) >= least));
}
