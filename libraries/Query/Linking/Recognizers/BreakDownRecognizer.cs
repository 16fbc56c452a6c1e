namespace NlSql.Query.Linking.Recognizers;

/// <summary>"break sales and food cost down by quarter", "break down the orders by region": an order to group, which "by" says anyway. "Which machines break down" is none.</summary>
internal sealed class BreakDownRecognizer : Recognizer
{
    private const int Farthest = 8;

    public override void Recognize(LinkedQuestion question)
    {
        var words = question.Folded;
        for (var start = 0; start + 3 < words.Count; start++)
        {
            if (words[start] is not ("break" or "breaking"))
                continue;
            var down = Enumerable.Range(start + 1, Math.Min(Farthest, words.Count - start - 1)).FirstOrDefault(i => words[i] == "down", -1);
            if (down < 0 || !words.Skip(down + 1).Any(w => w is "by" or "per" or "each" or "every" or "into"))
                continue;
            question.Propose(Mention.Of(start, start + 1, new MentionTarget.Filler()), outweighs: true);
            if (down + 1 < words.Count && words[down + 1] is "by" or "per" or "into")
                question.Propose(Mention.Of(down, down + 2, new MentionTarget.Grouping(false)));
            else
                question.Propose(Mention.Of(down, down + 1, new MentionTarget.Filler()), outweighs: true);
        }
    }
}
