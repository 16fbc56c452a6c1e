namespace NlSql.Query.Linking.Words;

/// <summary>Words that count, and words that count different things.</summary>
internal static class CountWords
{
    public static IEnumerable<(string Phrase, MentionTarget Target)> Phrases =>
        PhraseList.Of(new MentionTarget.Count(), "how many", "number of", "the number of", "total number of", "count", "count of", "counts", "counts of", "count the", "count all",
            "count the number of", "how many of", "quantity of", "no of", "nr of", "amount of", "numbers of", "how often", "howmany", "tally",
            "overall number of", "the count of", "total count of", "total count", "headcount of", "how many times")
        .Concat(PhraseList.Of(new MentionTarget.Distinct(), "different", "distinct", "unique", "kinds of", "types of", "distinct values of", "unique values of", "various", "different kinds of",
            "possible", "different types of", "individual"));
}
