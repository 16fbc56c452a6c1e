namespace NlSql.Insights.Statistics;

/// <summary>Medians and ranks.</summary>
internal static class Ranks
{
    /// <summary>The middle value; the mean of the two middle ones where there is none.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToList();
        var half = ordered.Count / 2;
        return ordered.Count % 2 == 1 ? ordered[half] : (ordered[half - 1] + ordered[half]) / 2;
    }

    /// <summary>The rank of each value, 1 for the smallest; equal values share the mean of their ranks.</summary>
    public static double[] Of(IReadOnlyList<double> values)
    {
        var order = Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Count];
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end + 1 < order.Length && values[order[end + 1]] == values[order[start]])
                end++;
            for (var i = start; i <= end; i++)
                ranks[order[i]] = ((start + end) / 2.0) + 1;
            start = end + 1;
        }

        return ranks;
    }
}
