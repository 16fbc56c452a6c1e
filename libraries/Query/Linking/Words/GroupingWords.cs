namespace NlSql.Query.Linking.Words;

/// <summary>"by", "per", "for each", "broken down by"…</summary>
internal static class GroupingWords
{
    private static readonly string[] By =
    [
        "by", "grouped by", "group by", "broken down by", "break down by", "break that down by", "break it down by", "break this down by", "broken up into", "breakdown by", "split by", "divided by", "split into", "according to",
        "segmented by", "sliced by", "organised by", "organized by", "categorised by", "categorized by", "depending on", "broken out by", "grouped per",
        "distributed by", "in terms of", "based on", "split up by", "broken up by", "separated by", "subdivided by", "differentiated by", "classified by",
        "aggregated by", "summarised by", "summarized by", "breakdown of", "by each", "group on", "bucketed by", "listed by",
    ];

    private static readonly string[] Each =
    [
        "per", "for each", "for every", "each", "every", "in each", "in every", "across", "of each", "of every", "among", "amongst",
        "within each", "at each", "for each of the", "at every", "to each", "from each", "by every", "across the", "across different", "for the different",
        "in each of the", "for each of our", "between the different", "for the various", "with each", "each of the", "in the different", "in our different",
    ];

    public static IEnumerable<(string Phrase, MentionTarget Target)> Phrases =>
        By.Select(p => (p, (MentionTarget)new MentionTarget.Grouping(false)))
        .Concat(Each.Select(p => (p, (MentionTarget)new MentionTarget.Grouping(true))));
}
