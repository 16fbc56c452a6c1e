namespace NlSql.Insights.Statistics;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    /// <summary>
    /// The chance of a value at least this far from zero, to either side: 2·(1 − Φ(|z|)). By the continued fraction of the complementary error
    /// function in W. H. Press et al., Numerical Recipes, 2nd ed., section 6.2 (erfcc); its relative error is below 1.2e-7.
    /// </summary>
    public static double TwoSided(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + (0.5 * x));
        var series = -1.26551223 + (t * (1.00002368 + (t * (0.37409196 + (t * (0.09678418 + (t * (-0.18628806 + (t * (0.27886807
            + (t * (-1.13520398 + (t * (1.48851587 + (t * (-0.82215223 + (t * 0.17087277)))))))))))))))));
        return Math.Min(1, t * Math.Exp((-x * x) + series));
    }
}
