namespace NlSql.Insights.Statistics;

/// <summary>
/// How unusual a value is beside others, by their median and their median absolute deviation, so that one outlier among them does not
/// hide the next: 0.6745·(x − median)/MAD. Values beyond 3.5 are outliers. (B. Iglewicz and D. Hoaglin, "How to Detect and Handle Outliers", ASQC
/// 1993; NIST/SEMATECH e-Handbook of Statistical Methods, section 1.3.5.17.) Where more than half of the others are equal their MAD is zero; then
/// the mean absolute deviation stands in: (x − median)/(1.253314·MeanAD), the form that the same authors give.
/// </summary>
/// <param name="Score">The score; infinite where all others are equal and this one is not.</param>
/// <param name="Median">What is usual.</param>
internal readonly record struct ModifiedZScore(double Score, double Median)
{
    /// <summary>The score from which on a value counts as an outlier.</summary>
    public const double Usual = 3.5;

    private const double OfMedian = 0.6745;
    private const double OfMean = 1.253314;

    /// <summary>Scores a value beside at least one other.</summary>
    public static ModifiedZScore Of(double value, IReadOnlyList<double> others)
    {
        var median = Ranks.Median(others);
        var deviations = others.Select(o => Math.Abs(o - median)).ToList();
        var spread = Ranks.Median(deviations) is > 0 and var mad ? mad / OfMedian : OfMean * deviations.Average();
        var distance = value - median;
        return new(spread > 0 ? distance / spread : distance == 0 ? 0 : double.CopySign(double.PositiveInfinity, distance), median);
    }
}
