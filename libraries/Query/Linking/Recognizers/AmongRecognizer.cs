namespace NlSql.Query.Linking.Recognizers;

/// <summary>"the most common among the glasshouses": what stands behind "among" is what is ranked or counted, and not what it is grouped by.</summary>
internal sealed class AmongRecognizer : Recognizer
{
    public override void Recognize(LinkedQuestion question)
    {
        foreach (var among in question.Mentions.Where(m => m.Target is MentionTarget.Grouping && question.Folded[m.Start] is "among" or "amongst").ToList())
        {
            if (!question.Mentions.Any(m => m.Target is MentionTarget.Frequent or MentionTarget.Extreme && m.End <= among.Start && m.End >= among.Start - 1))
                continue;
            question.Withdraw(m => m == among);
            question.Propose(Mention.Of(among.Start, among.End, new MentionTarget.Filler()), outweighs: true);
        }
    }
}
