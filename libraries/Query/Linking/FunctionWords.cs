using NlSql.Query.Linking.Words;

namespace NlSql.Query.Linking;

/// <summary>The words of the language rather than of a model: one list per meaning, in the folder Words.</summary>
internal static class FunctionWords
{
    /// <summary>All phrases, keyed by folded words: "orders by" is no "order by".</summary>
    public static PhraseIndex<MentionTarget> Phrases { get; } = Build();

    /// <summary>The single words that occur in phrases, and those of time.</summary>
    public static IEnumerable<string> Words => Phrases.Words.Concat(TimeWords.All);

    /// <summary>Whether a word belongs to the language rules.</summary>
    public static bool Knows(string folded) => Phrases.Knows(folded) || TimeWords.Knows(folded);

    /// <summary>Whether a word means something to the language rules by itself: "number", but not the "name" of "name the".</summary>
    public static bool MeansAlone(string folded) => TimeWords.Knows(folded) || (Phrases.Step(0, folded) is var node and > 0 && Phrases.At(node).Count > 0);

    /// <summary>Whether a single word carries no meaning of its own.</summary>
    public static bool IsFiller(string folded) => FillerWords.All.Contains(folded);

    private static PhraseIndex<MentionTarget> Build()
    {
        var index = new PhraseIndex<MentionTarget>();
        IEnumerable<(string Phrase, MentionTarget Target)>[] lists =
        [
            AggregateWords.Phrases, CountWords.Phrases, GroupingWords.Phrases, SuperlativeWords.Phrases, OrderWords.Phrases,
            ComparisonWords.Phrases, NegationWords.Phrases, ListingWords.Phrases, ActivityWords.Phrases, ConnectorWords.Phrases,
            GrainWords.Phrases, RecurringWords.Phrases, FrequencyWords.Phrases, VariantWords.Phrases, UnsupportedWords.Phrases, FillerWords.Phrases,
        ];
        foreach (var (phrase, target) in lists.SelectMany(l => l))
            index.Add(phrase.Split(' '), target);
        return index;
    }
}
