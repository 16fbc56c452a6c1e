using NlSql.SemanticModel.Definitions;

namespace NlSql.Insights.Rules;

/// <summary>Decides which numbers are worth noticing.</summary>
internal static class Detectors
{
    private const int UsualCount = 3;

    public static bool Supports(DetectorKind kind) => kind is DetectorKind.Threshold or DetectorKind.Change or DetectorKind.Top or DetectorKind.Bottom;

    /// <summary>The groups worth noticing, the most notable first. A whole that is not split is one group.</summary>
    public static IEnumerable<(string Group, Comparison Comparison)> Choose(DetectorDefinition detector, IReadOnlyList<(string Group, Comparison Comparison)> groups) =>
        detector.Kind switch
        {
            DetectorKind.Threshold => MostChangedFirst(groups.Where(g => Threshold(detector.Parameters, g.Comparison.Value))),
            DetectorKind.Change => MostChangedFirst(groups.Where(g => Change(detector.Parameters, g.Comparison))),
            DetectorKind.Top => groups.OrderByDescending(g => g.Comparison.Value).ThenBy(g => g.Group, StringComparer.Ordinal).Take(Count(detector)),
            DetectorKind.Bottom => groups.OrderBy(g => g.Comparison.Value).ThenBy(g => g.Group, StringComparer.Ordinal).Take(Count(detector)),
            _ => throw new ArgumentOutOfRangeException(nameof(detector), detector.Kind, "The rule should have been refused as unsupported."),
        };

    private static IEnumerable<(string Group, Comparison Comparison)> MostChangedFirst(IEnumerable<(string Group, Comparison Comparison)> groups) =>
        groups.OrderByDescending(g => Math.Abs(g.Comparison.ChangePct ?? 0)).ThenBy(g => g.Group, StringComparer.Ordinal);

    private static int Count(DetectorDefinition detector) => (int)detector.Parameters.GetValueOrDefault("n", UsualCount);

    private static bool Threshold(IReadOnlyDictionary<string, decimal> limits, decimal value) =>
        (limits.TryGetValue("above", out var above) && value > above) || (limits.TryGetValue("below", out var below) && value < below);

    private static bool Change(IReadOnlyDictionary<string, decimal> limits, Comparison comparison)
    {
        if (comparison.Change is not { } change || change == 0)
            return false;
        // From zero, any change is more than any percentage.
        if (limits.TryGetValue("min_change_pct", out var percent) && comparison.ChangePct is { } changed && Math.Abs(changed) < percent)
            return false;
        return !limits.TryGetValue("min_change", out var amount) || Math.Abs(change) >= amount;
    }
}
