namespace NlSql.Insights.Statistics;

/// <summary>
/// Which of many findings hold when many were looked for: the procedure of Y. Benjamini and Y. Hochberg, Journal of the Royal Statistical
/// Society B 57, 1995. Of those kept, the expected part that is mere chance is at most the rate.
/// </summary>
internal static class BenjaminiHochberg
{
    /// <summary>Whether each of the tests holds at a false discovery rate.</summary>
    public static bool[] Holds(IReadOnlyList<double> pValues, double rate)
    {
        var order = Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]).ToArray();
        var last = Array.FindLastIndex(order, i => pValues[i] <= rate * (Array.IndexOf(order, i) + 1) / order.Length);
        var holds = new bool[pValues.Count];
        for (var i = 0; i <= last; i++)
            holds[order[i]] = true;
        return holds;
    }
}
