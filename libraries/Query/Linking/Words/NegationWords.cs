namespace NlSql.Query.Linking.Words;

/// <summary>"not", "except"… and words for values that are missing.</summary>
internal static class NegationWords
{
    /// <summary>Words that at the head of a sentence leave something out of what is there.</summary>
    public static readonly string[] Excluding = ["without", "exclude", "excluding", "except", "ignore", "ignoring", "omit", "omitting", "skip", "not"];

    public static IEnumerable<(string Phrase, MentionTarget Target)> Phrases =>
        PhraseList.Of(new MentionTarget.Negation(), "not", "not in", "not from", "except", "except for", "excluding", "exclude", "without", "but not", "other than", "apart from", "outside", "outside of",
            "isnt", "arent", "is not", "are not", "was not", "were not", "ignoring", "leaving out", "leave out", "minus", "never", "no", "dont", "doesnt", "didnt", "did not", "do not",
            "does not", "wasnt", "werent", "without the", "excl", "not including", "anything but", "everything but", "all but", "non", "aside from", "besides", "omitting", "ignore", "skip", "skipping", "disregard", "disregarding", "havent", "hasnt", "hadnt", "cant", "have not", "has not", "had not", "nobody", "no one", "none", "nothing", "neither", "nor", "rather than", "that are not", "with no", "not a single", "not one", "without a single", "without any", "with zero", "have yet to", "has yet to", "had yet to",
            "not counting", "without counting", "not considering", "without considering", "leaving aside", "setting aside", "leave aside")
        .Concat(PhraseList.Of(new MentionTarget.LeftOut(), "excluded", "left out", "omitted", "left aside", "set aside", "not included", "not counted", "are excluded", "are left out", "do not count", "dont count", "are not counted", "not to be counted"))
        .Concat(PhraseList.Of(new MentionTarget.Missing(false), "missing", "empty", "null", "blank", "unknown", "not known", "is missing", "not set", "unset", "is null", "is empty", "unspecified", "not given", "not specified"))
        .Concat(PhraseList.Of(new MentionTarget.Missing(true), "not null", "is not null", "not empty", "not missing", "known", "present", "is known", "filled", "is set"));
}
