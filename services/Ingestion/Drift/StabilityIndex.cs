using NlSql.Ingestion.Profiles;

namespace NlSql.Ingestion.Drift;

/// <summary>
/// The population stability index: the sum of (b - a) · ln(b / a) over bins, where a and b are the shares of the values in each. Below 0.1
/// means no change that matters, from 0.25 on a large one (E. M. Lewis, "An Introduction to Credit Scoring", 1994; N. Siddiqi, "Credit Risk
/// Scorecards", 2006).
/// </summary>
internal static class StabilityIndex
{
    /// <summary>From here on a change matters.</summary>
    public const double Moderate = 0.1;

    /// <summary>From here on it is large.</summary>
    public const double Large = 0.25;

    /// <summary>With fewer values the index is chance: without any change it comes to about (bins - 1) · (1 / n + 1 / m).</summary>
    public const int FewestValues = 200;

    private const int Bins = 10;

    // The share that stands for an empty bin; without it the index would have no end.
    private const double Smallest = 0.0001;

    /// <summary>Of counts by bin.</summary>
    public static double Of(IReadOnlyList<(long Before, long After)> bins)
    {
        double before = bins.Sum(b => b.Before), after = bins.Sum(b => b.After);
        return bins.Sum(bin =>
        {
            var (a, b) = (Math.Max(bin.Before / before, Smallest), Math.Max(bin.After / after, Smallest));
            return (b - a) * Math.Log(b / a);
        });
    }

    /// <summary>Of numbers, in the bins that divide the earlier ones into tenths.</summary>
    public static double Of(NumberSpread before, NumberSpread after)
    {
        var limits = Enumerable.Range(1, Bins - 1).Select(i => before.Quantile((double)i / Bins)).Distinct().ToList();
        return Of([.. Enumerable.Range(0, limits.Count + 1).Select(i => (CountIn(before, limits, i), CountIn(after, limits, i)))]);
    }

    private static long CountIn(NumberSpread spread, List<double> limits, int bin) => spread.Points
        .Where(p => (bin == 0 || p.Value > limits[bin - 1]) && (bin == limits.Count || p.Value <= limits[bin]))
        .Sum(p => p.Count);
}
