namespace NlSql.Query.Linking.Words;

/// <summary>"sorted by", "in descending order"…</summary>
internal static class OrderWords
{
    public static IEnumerable<(string Phrase, MentionTarget Target)> Phrases =>
        Of(null, true, "sorted by", "sort by", "ordered by", "order by", "ranked by", "rank by", "ranked on", "sorted on", "in order of", "arranged by", "ranking by",
            "sort them by", "order them by", "sorted according to", "ranked according to", "sort the result by", "order the result by", "sorted from", "sort from")
        .Concat(Of(true, true, "in descending order of", "in the descending order of", "by descending order of", "in a descending order of", "in decreasing order of", "descending by", "sorted descending by", "sorted in descending order by",
            "sort descending by", "by descending"))
        .Concat(Of(false, true, "in ascending order of", "in the ascending order of", "by ascending order of", "in an ascending order of", "in the alphabetical order of", "in order by", "in the order of", "in increasing order of", "in the order they were", "in the order that they were", "in the order in which they were", "in the order they", "ascending by", "sorted ascending by", "sorted in ascending order by",
            "sort ascending by", "in alphabetical order of", "by ascending"))
        .Concat(Of(true, false, "descending", "desc", "descending order", "order it descending", "order them descending", "sort it descending", "sort them descending", "sorted in descending order", "ordered descending", "in descending order", "in decreasing order", "in the descending order", "in a decreasing order", "highest first", "largest first", "biggest first",
            "from highest to lowest", "from high to low", "high to low", "highest to lowest", "from largest to smallest", "largest to smallest", "newest first",
            "latest first", "most recent first", "best first", "from best to worst", "sorted descending", "from most to least", "decreasing", "z to a", "from z to a", "reverse alphabetically", "in reverse alphabetical order",
            "biggest to smallest", "from biggest to smallest", "most to fewest", "from most to fewest", "most to least", "sorted from most to fewest", "most popular on top", "most popular first", "best on top", "best at the top", "highest on top", "largest on top", "biggest on top", "sorted high to low", "most first", "most frequent first", "most common first", "most expensive first", "from high to low order", "top to bottom", "best to worst"))
        .Concat(Of(false, false, "ascending", "asc", "ascending order", "order it ascending", "order them ascending", "sort it ascending", "sort them ascending", "sorted in ascending order", "ordered ascending", "in ascending order", "in increasing order", "in the ascending order", "in the alphabetical order", "lowest first", "smallest first", "from lowest to highest",
            "from low to high", "low to high", "fewest to most", "from fewest to most", "least to most", "cheapest first", "fewest first", "sorted low to high", "lowest to highest", "from smallest to largest", "smallest to largest", "oldest first", "earliest first", "worst first",
            "from worst to best", "alphabetically", "in alphabetical order", "alphabetical order", "sorted ascending", "sorted alphabetically", "from least to most",
            "increasing", "a to z", "from a to z", "chronologically", "in chronological order", "in calendar order", "in date order", "in order of date", "in order of month", "in month order", "alphabetical"))
        .Concat(Of(null, false, "sorted", "ordered", "ranked", "ranking", "rank", "sort", "in order", "ranking of", "rank the"));

    /// <summary>Directions of time.</summary>
    public static string[] OfTime { get; } = ["newest first", "latest first", "most recent first", "oldest first", "earliest first", "chronologically", "in chronological order", "in calendar order", "in date order", "in order of date", "in order of month", "in month order"];

    private static IEnumerable<(string, MentionTarget)> Of(bool? descending, bool takesKey, params string[] phrases) =>
        phrases.Select(p => (p, (MentionTarget)new MentionTarget.Order(descending, takesKey)));
}
