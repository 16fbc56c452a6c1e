namespace NlSql.Insights.Statistics;

/// <summary>
/// Whether values rise or fall over time, whatever their distribution: the Mann–Kendall test (H. B. Mann, Econometrica 13, 1945; M. G. Kendall, "Rank
/// Correlation Methods", 1975) with its correction for ties and for continuity as in R. O. Gilbert, "Statistical Methods for Environmental
/// Pollution Monitoring", 1987, chapter 16. Up to ten values without ties the chance is exact. With seasons (days of the week), only values of
/// one season are compared: the seasonal Kendall test (R. M. Hirsch, J. R. Slack and R. A. Smith, Water Resources Research 18, 1982). The slope is the
/// median of the slopes of all pairs compared (P. K. Sen, Journal of the American Statistical Association 63, 1968).
/// </summary>
/// <param name="S">Pairs that rise less pairs that fall.</param>
/// <param name="Tau">S as a part of all pairs, from -1 to 1.</param>
/// <param name="PValue">The chance of such an S, or one further from zero, where there is no trend.</param>
/// <param name="Slope">Sen's slope, in units per step of time.</param>
/// <param name="Intercept">The value of Sen's line at time 0: the median of what the slope leaves.</param>
internal sealed record MannKendall(long S, double Tau, double PValue, double Slope, double Intercept)
{
    /// <summary>Fewer values cannot be significant.</summary>
    public const int FewestValues = 5;

    private const int MostExact = 10;

    /// <summary>Tests values at times; null when there are too few.</summary>
    /// <param name="points">Time and value, times rising.</param>
    /// <param name="season">The season of a time; null for none.</param>
    public static MannKendall? Of(IReadOnlyList<(int Time, double Value)> points, Func<int, int>? season = null)
    {
        if (points.Count < FewestValues)
            return null;
        var seasons = season is null ? [points] : points.GroupBy(p => season(p.Time)).Select(g => (IReadOnlyList<(int Time, double Value)>)[.. g]).Where(g => g.Count > 1).ToList();
        var (s, variance, pairs) = (0L, 0.0, 0L);
        var slopes = new List<double>();
        foreach (var group in seasons)
        {
            for (var i = 0; i < group.Count; i++)
            {
                for (var j = i + 1; j < group.Count; j++)
                {
                    s += Math.Sign(group[j].Value - group[i].Value);
                    slopes.Add((group[j].Value - group[i].Value) / (group[j].Time - group[i].Time));
                }
            }

            pairs += group.Count * (group.Count - 1L) / 2;
            variance += Variance(group);
        }

        if (pairs == 0)
            return null;
        var slope = Ranks.Median(slopes);
        var intercept = Ranks.Median(points.Select(p => p.Value - (slope * p.Time)));
        var isExact = season is null && points.Count <= MostExact && points.Select(p => p.Value).Distinct().Count() == points.Count;
        return new(s, (double)s / pairs, isExact ? Exact(s, points.Count) : Approximate(s, variance), slope, intercept);
    }

    // n(n-1)(2n+5)/18, less as much for each run of equal values.
    private static double Variance(IReadOnlyList<(int Time, double Value)> points)
    {
        static double Part(double n) => n * (n - 1) * ((2 * n) + 5);
        return (Part(points.Count) - points.GroupBy(p => p.Value).Sum(g => Part(g.Count()))) / 18;
    }

    private static double Approximate(long s, double variance) => s == 0 || variance <= 0 ? 1 : Normal.TwoSided((Math.Abs(s) - 1) / Math.Sqrt(variance));

    // How many orders of n values have how many pairs that fall: each new value adds 0 to k of them.
    private static double Exact(long s, int n)
    {
        double[] orders = [1];
        for (var k = 1; k < n; k++)
        {
            var next = new double[orders.Length + k];
            for (var falls = 0; falls < orders.Length; falls++)
            {
                for (var more = 0; more <= k; more++)
                    next[falls + more] += orders[falls];
            }

            orders = next;
        }

        var most = n * (n - 1) / 2;
        var asFar = Enumerable.Range(0, orders.Length).Where(falls => Math.Abs(most - (2 * falls)) >= Math.Abs(s)).Sum(falls => orders[falls]);
        return asFar / orders.Sum();
    }
}
