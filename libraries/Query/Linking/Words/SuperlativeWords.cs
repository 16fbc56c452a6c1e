namespace NlSql.Query.Linking.Words;

/// <summary>"highest", "fewest", "best"… Numbers beside them ("top 5") are read by the limit recogniser.</summary>
internal static class SuperlativeWords
{
    public static readonly string[] Largest =
    [
        "highest", "most", "largest", "biggest", "greatest", "best", "strongest", "maximal", "the most", "the highest", "the largest", "the biggest",
        "largest number of", "highest number of", "greatest number of", "biggest number of", "highest total", "most of the", "largest total", "leading",
        "highest amount of", "largest amount of", "more than any other", "highest overall", "max number of", "maximum number of", "top performing", "best performing",
        "number one", "top ranked", "busiest", "best selling", "top selling", "bestselling", "the greatest", "the best", "the majority of", "majority of", "makes up the majority of", "make up the majority of", "makes up most of", "most money", "the most money",
    ];

    public static readonly string[] Smallest =
    [
        "lowest", "least", "fewest", "smallest", "worst", "weakest", "minimal", "the least", "the lowest", "the fewest", "the smallest", "lowest number of",
        "smallest number of", "least number of", "fewest number of", "lowest total", "smallest total", "lowest amount of", "worst performing", "poorest",
        "min number of", "minimum number of", "least amount of", "poorest performing", "worst selling", "the worst", "quietest", "least money", "the least money",
    ];

    public static IEnumerable<(string Phrase, MentionTarget Target)> Phrases =>
        Largest.Select(p => (p, (MentionTarget)new MentionTarget.Extreme(true)))
        .Concat(Smallest.Select(p => (p, (MentionTarget)new MentionTarget.Extreme(false))))
        .Concat(PhraseList.Of(new MentionTarget.Limit(null, true), "top", "the top", "top most", "topmost"))
        .Concat(PhraseList.Of(new MentionTarget.Limit(null, false), "bottom", "the bottom"));
}
