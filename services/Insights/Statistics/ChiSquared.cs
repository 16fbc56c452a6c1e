namespace NlSql.Insights.Statistics;

/// <summary>
/// Whether rows fall into groups unevenly: Pearson's chi-squared test of equal counts (K. Pearson, Philosophical Magazine 50, 1900), its chance by the
/// cube root approximation of E. B. Wilson and M. M. Hilferty, Proceedings of the National Academy of Sciences 17, 1931.
/// </summary>
internal static class ChiSquared
{
    /// <summary>The chance of counts as uneven as these, or more so, where all groups are equally likely.</summary>
    public static double OfEqualCounts(IReadOnlyList<double> counts)
    {
        var (expected, freedom) = (counts.Average(), counts.Count - 1.0);
        if (expected <= 0 || freedom < 1)
            return 1;
        var statistic = counts.Sum(c => (c - expected) * (c - expected) / expected);
        var spread = 2 / (9 * freedom);
        var z = (Math.Cbrt(statistic / freedom) - (1 - spread)) / Math.Sqrt(spread);
        return z > 0 ? Normal.TwoSided(z) / 2 : 1 - (Normal.TwoSided(z) / 2);
    }
}
