using NlSql.SemanticModel.Definitions;

namespace NlSql.Insights.Rules;

/// <summary>Decides whether a number is worth noticing.</summary>
internal static class Detectors
{
    public static bool Decide(DetectorDefinition detector, Comparison comparison) => detector.Kind switch
    {
        DetectorKind.Threshold => Threshold(detector.Parameters, comparison.Value),
        DetectorKind.Change => Change(detector.Parameters, comparison),
        _ => throw new ArgumentOutOfRangeException(nameof(detector), detector.Kind, "The rule should have been refused as unsupported."),
    };

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
