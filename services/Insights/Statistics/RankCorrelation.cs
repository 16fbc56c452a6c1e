namespace NlSql.Insights.Statistics;

/// <summary>
/// Whether two measures move together: Spearman's rank correlation (C. Spearman, American Journal of Psychology 15, 1904), its chance by Fisher's
/// transformation with the variance of E. C. Fieller, H. O. Hartley and E. S. Pearson, Biometrika 44, 1957: z = atanh(ρ)·√((n − 3)/1.06).
/// </summary>
/// <param name="Rho">From -1 to 1.</param>
/// <param name="PValue">The chance of such a correlation, or a stronger one, where there is none.</param>
internal readonly record struct RankCorrelation(double Rho, double PValue)
{
    /// <summary>Below, the approximation of the chance does not hold.</summary>
    public const int FewestPairs = 10;

    /// <summary>Correlates pairs; null when there are too few or one side never changes.</summary>
    public static RankCorrelation? Of(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        if (left.Count < FewestPairs)
            return null;
        var (a, b) = (Ranks.Of(left), Ranks.Of(right));
        var mean = (left.Count + 1) / 2.0;
        var (together, alone, other) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            together += (a[i] - mean) * (b[i] - mean);
            alone += (a[i] - mean) * (a[i] - mean);
            other += (b[i] - mean) * (b[i] - mean);
        }

        if (alone == 0 || other == 0)
            return null;
        var rho = Math.Clamp(together / Math.Sqrt(alone * other), -1, 1);
        // A perfect correlation has no finite transform; its chance is that of the strongest that the numbers can tell.
        var z = Math.Atanh(Math.Clamp(rho, -0.999999, 0.999999)) * Math.Sqrt((left.Count - 3) / 1.06);
        return new(rho, Normal.TwoSided(z));
    }
}
