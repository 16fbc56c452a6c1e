using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"break sales and food cost down by quarter": grouping words with what is grouped between them.</summary>
internal sealed class BreakDownRecognizer : Recognizer
{
    private const int LongestBetween = 8;

    public override void Recognize(LinkedQuestion question)
    {
        var words = question.Words;
        for (var i = 0; i + 3 < words.Count; i++)
        {
            if (words[i].Token.Folded is not ("break" or "breaking"))
                continue;
            var down = Enumerable.Range(i + 2, Math.Min(LongestBetween, words.Count - i - 3)).FirstOrDefault(j => words[j].Token is { Kind: TokenKind.Word, Folded: "down" } && words[j + 1].Token.Folded is "by" or "per" or "into", -1);
            if (down < 0)
                continue;
            question.Propose(Mention.Of(i, i + 1, new MentionTarget.Filler()), outweighs: true);
            question.Propose(Mention.Of(down, down + 2, new MentionTarget.Grouping(false)));
        }
    }
}
