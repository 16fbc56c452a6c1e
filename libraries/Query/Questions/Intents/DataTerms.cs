using NlSql.Query.Linking;
using NlSql.Query.Tokens;

namespace NlSql.Query.Questions.Intents;

/// <summary>The words of a question about the data → the thing of the model that they name.</summary>
internal static class DataTerms
{
    /// <summary>Everything that the words as a whole may name, likeliest first.</summary>
    public static IEnumerable<MentionTarget> Named(Lexicon lexicon, string words)
    {
        var node = 0;
        foreach (var token in Tokenizer.Tokenize(words).Where(t => t.Folded is not ("the" or "a" or "an" or "our" or "column" or "field" or "table" or "metric")))
        {
            node = lexicon.Phrases.Step(node, token.Stem);
            if (node < 0)
                return [];
        }

        return lexicon.Phrases.At(node).OrderByDescending(e => e.Strength).Select(e => e.Target);
    }

    /// <summary>Whether a name of the data begins with the words: in a model of apartments, tenants are data.</summary>
    public static bool Begins(Lexicon lexicon, string words) =>
        Tokenizer.Tokenize(words).Where(t => t.Folded is not ("all" or "other" or "another" or "every" or "which" or "different"))
            .Aggregate(0, (node, token) => node < 0 ? node : lexicon.Phrases.Step(node, token.Stem)) > 0;

    /// <summary>Whether some word of a text names a metric, a table or a column by itself.</summary>
    public static bool NamesSomething(Lexicon lexicon, string text) => Tokenizer.Tokenize(text).Any(t =>
        lexicon.Phrases.Step(0, t.Stem) is var node and > 0
        && lexicon.Phrases.At(node).Any(e => e.Target is MentionTarget.Metric or MentionTarget.Table or MentionTarget.Column));
}
