namespace NlSql.Query.Linking.Recognizers;

/// <summary>"break revenue down by month", "break down the orders by region": an order to group, which "by" says anyway. "Which machines break down" is not.</summary>
internal sealed class BreakDownRecognizer : Recognizer
{
    private const int Farthest = 8;

    public override void Recognize(LinkedQuestion question)
    {
        var words = question.Words;
        var start = words.Count > 0 && words[0].Best is "please" or "can" ? 1 : 0;
        if (start + 3 >= words.Count || words[start].Best != "break" || !words.Any(w => w.Best is "by" or "per" or "each" or "every"))
            return;
        for (var i = start + 1; i < words.Count && i <= start + Farthest; i++)
        {
            if (words[i].Best != "down")
                continue;
            question.Propose(Mention.Of(start, start + 1, new MentionTarget.Filler()), outweighs: true);
            question.Propose(Mention.Of(i, i + 1, new MentionTarget.Filler()), outweighs: true);
            return;
        }
    }
}
