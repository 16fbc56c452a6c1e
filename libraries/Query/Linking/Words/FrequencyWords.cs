namespace NlSql.Query.Linking.Words;

/// <summary>"most common", "least popular", "most often"…</summary>
internal static class FrequencyWords
{
    private static readonly string[] Adjectives = ["common", "popular", "frequent", "frequently", "commonly", "often", "frequently used", "commonly used", "widely used", "used", "prevalent", "times", "number of times", "productive", "prolific"];

    public static IEnumerable<(string Phrase, MentionTarget Target)> Phrases =>
        Adjectives.SelectMany(a => new[]
        {
            ($"most {a}", (MentionTarget)new MentionTarget.Frequent(true)), ($"the most {a}", new MentionTarget.Frequent(true)),
            ($"least {a}", new MentionTarget.Frequent(false)), ($"the least {a}", new MentionTarget.Frequent(false)), ($"fewest {a}", new MentionTarget.Frequent(false)),
        })
        .Concat(PhraseList.Of(
            new MentionTarget.Frequent(true), "the highest number of times", "the greatest number of times", "the largest number of times", "commonest", "the most records", "most records", "the most entries", "most entries", "the most rows", "most rows"))
        .Concat(PhraseList.Of(new MentionTarget.Frequent(false), "rarest"));
}
