using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"how many checkouts did the library have" of a dataset called library, "bird strikes" of one called birdstrikes: the word says where one asks, and nothing else.</summary>
internal sealed class DatasetNameRecognizer : Recognizer
{
    private const int Shortest = 4;

    public override void Recognize(LinkedQuestion question)
    {
        var names = Tokenizer.Tokenize(question.Lexicon.Model.Plugin.Name.Replace('-', ' ').Replace('_', ' ')).Where(t => t.Kind == TokenKind.Word && t.Folded.Length >= Shortest).Select(t => t.Stem).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < question.Words.Count; i++)
        {
            var word = question.Words[i].Token;
            if (question.Words[i].IsContent && !question.Mentions.Any(m => m.Start <= i && m.End > i && m.Target is not (MentionTarget.Relation or MentionTarget.Filler))
                && (names.Contains(word.Stem) || (i + 1 < question.Words.Count && word.Folded.Length >= Shortest && names.Contains(word.Folded + question.Words[i + 1].Token.Stem))))
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Filler()), outweighs: true);
        }
    }
}
