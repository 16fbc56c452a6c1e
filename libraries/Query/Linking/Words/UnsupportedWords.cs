namespace NlSql.Query.Linking.Words;

/// <summary>Ways of calculating that are understood as such, so that the answer can say what it cannot do instead of guessing.</summary>
internal static class UnsupportedWords
{
    /// <summary>What changes are called.</summary>
    public const string Change = "growth or change";

    /// <summary>What is set against an average.</summary>
    public const string Average = "a comparison with an average";

    public static IEnumerable<(string Phrase, MentionTarget Target)> Phrases =>
        Of("a comparison of two periods or groups", "against", "relative to", "difference between")
        .Concat(Of(Change, "change", "changes", "grew", "grow", "growing", "increase", "increased", "decrease", "decreased", "decline",
            "declined", "drop", "dropped", "drop in", "fell", "rise", "rose", "improved", "improvement", "delta"))
        .Concat(Of("a moving average", "moving average", "rolling average", "rolling"))
        .Concat(Of(Average, "above average", "below average", "than average", "than the average", "above the average", "below the average"))
        .Concat(Of("a correlation", "correlation", "correlate", "correlated", "correlation between"))
        .Concat(Of("a percentile", "percentile", "quartile", "standard deviation", "variance", "stddev", "90th percentile", "95th percentile", "99th percentile"));

    private static IEnumerable<(string, MentionTarget)> Of(string what, params string[] phrases) =>
        phrases.Select(p => (p, (MentionTarget)new MentionTarget.Unsupported(what)));
}
