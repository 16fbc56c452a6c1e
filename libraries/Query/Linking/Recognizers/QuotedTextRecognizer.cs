using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>Text in quotes: a known value, else a literal.</summary>
internal sealed class QuotedTextRecognizer : Recognizer
{
    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 0; i < question.Words.Count; i++)
        {
            var token = question.Words[i].Token;
            if (token.Kind != TokenKind.Quoted)
                continue;
            // "'history' in the title" is a part of a text, whatever else is called so.
            var candidates = IsPart(question, i) ? [] : Values(question.Lexicon, token.Text);
            if (candidates.Count > 0)
                question.Propose(new(i, i + 1, candidates));
            question.Propose(Mention.Of(i, i + 1, new MentionTarget.Literal(token.Text), candidates.Count > 0 ? 0.5 : 0.9));
        }
    }

    private static bool IsPart(LinkedQuestion question, int at) =>
        at + 2 < question.Words.Count && question.Words[at + 1].Token.Folded == "in" && question.Words[at + 2].Token.Folded is "the" or "its" or "their" or "his" or "her";

    private static ValueList<MentionCandidate> Values(Lexicon lexicon, string text)
    {
        var node = 0;
        foreach (var token in Tokenizer.Tokenize(text).Where(t => t.Kind != TokenKind.Symbol))
        {
            node = lexicon.Phrases.Step(node, token.Stem);
            if (node < 0)
                return [];
        }

        var folded = TextFolding.Fold(text);
        return lexicon.Phrases.At(node)
            .Where(e => e is { Target: MentionTarget.Value, Link: not LinkKind.Part })
            .Select(e => e.Surface == folded ? new MentionCandidate(e.Target, 1, LinkKind.Exact) : new(e.Target, e.Strength, LinkKind.Stem))
            .OrderByDescending(c => c.Strength).ThenBy(c => c.Target.ToString(), StringComparer.Ordinal)
            .ToValueList();
    }
}
