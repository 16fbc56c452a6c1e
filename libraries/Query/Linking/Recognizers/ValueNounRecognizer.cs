namespace NlSql.Query.Linking.Recognizers;

/// <summary>"Visa card", "Texas state", "Gold tier": a noun for the kind of thing that a value is, which the model has no word for. It says no more than the value.</summary>
internal sealed class ValueNounRecognizer : Recognizer
{
    private const double Plain = 0.8;

    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal)
    {
        "card", "cards", "state", "city", "town", "county", "country", "region", "area", "district", "province", "brand", "make", "model", "type", "kind", "category", "segment", "department", "team", "branch", "store", "shop", "office", "company",
        "series", "line", "level", "plan", "tier", "status", "stage", "channel", "method", "option", "size", "colour", "color", "flag", "group", "class", "code", "account", "island", "site", "division", "label",
    };

    public override void Recognize(LinkedQuestion question)
    {
        foreach (var value in question.Mentions.Where(m => m.Target is MentionTarget.Value or MentionTarget.Column && m.Strength >= Plain && m.End < question.Words.Count && IsKind(question, m)).ToList())
            question.Propose(value with { End = value.End + 1 });
    }

    // A column of yes and no has a flag, a value every kind.
    private static bool IsKind(LinkedQuestion question, Mention mention)
    {
        var noun = question.Words[mention.End].Token;
        return !noun.StartsSentence && Kinds.Contains(noun.Folded) && (mention.Target is MentionTarget.Column column ? noun.Folded == "flag" && Truths.Is(question.Lexicon, column) : noun.Folded != "flag")
            && !question.Mentions.Any(m => m.Start <= mention.End && m.End > mention.End && m.Target is not MentionTarget.Filler);
    }
}
