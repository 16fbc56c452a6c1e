namespace NlSql.Query.Linking.Words;

/// <summary>Ways of calculating that are understood as such, so that the answer can say what it cannot do instead of guessing.</summary>
internal static class UnsupportedWords
{
    public static IEnumerable<(string Phrase, MentionTarget Target)> Phrases =>
        Of("a comparison of two periods or groups", "compare", "compared to", "compared with", "comparison", "comparison of", "versus", "vs", "against", "relative to", "in comparison to", "difference between", "comparing")
        .Concat(Of("growth or change", "growth", "growth of", "growth rate", "change", "changes", "change in", "grew", "grow", "growing", "increase", "increased", "decrease", "decreased", "decline",
            "declined", "drop", "dropped", "drop in", "fell", "rise", "rose", "yoy", "mom", "wow", "qoq", "year over year", "month over month", "week over week", "quarter over quarter", "year on year",
            "month on month", "week on week", "improved", "improvement", "percent change", "percentage change", "delta"))
        .Concat(Of("a share of the total", "share", "share of", "percentage of", "percent of", "proportion of", "percentage", "proportion", "fraction of", "contribution of", "contribution", "what percent of",
            "what percentage of", "what share of", "% of", "what proportion of"))
        .Concat(Of("a running total", "cumulative", "running total", "running total of", "cumulative total", "moving average", "rolling average", "rolling"))
        .Concat(Of("a comparison with an average", "above average", "below average", "than average", "than the average", "above the average", "below the average"))
        .Concat(Of("a correlation", "correlation", "correlate", "correlated", "correlation between"))
        .Concat(Of("a percentile", "percentile", "quartile", "standard deviation", "variance", "stddev", "90th percentile", "95th percentile", "99th percentile"));

    private static IEnumerable<(string, MentionTarget)> Of(string what, params string[] phrases) =>
        phrases.Select(p => (p, (MentionTarget)new MentionTarget.Unsupported(what)));
}
