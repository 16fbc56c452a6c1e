namespace NlSql.Query.Linking.Recognizers;

/// <summary>"the most common among the glasshouses": what stands behind "among" is what is ranked or counted, and not what it is grouped by.</summary>
internal sealed class AmongRecognizer : Recognizer
{
    public override void Recognize(LinkedQuestion question)
    {
        foreach (var among in question.Mentions.Where(m => m.Target is MentionTarget.Grouping && question.Folded[m.Start] is "among" or "amongst").ToList())
        {
            if (!question.Mentions.Any(m => m.Target is MentionTarget.Frequent or MentionTarget.Extreme && m.End <= among.Start && m.End >= among.Start - 1) && !IsCounted(question, among))
                continue;
            question.Withdraw(m => m == among);
            question.Propose(Mention.Of(among.Start, among.End, new MentionTarget.Filler()), outweighs: true);
        }
    }

    // "how many different genera are there among the species".
    private static bool IsCounted(LinkedQuestion question, Mention among)
    {
        var rows = question.Mentions.FirstOrDefault(m => m.Start >= among.End && m.Start <= among.End + 1 && m.Target is MentionTarget.Table);
        return rows?.Target is MentionTarget.Table table && question.Mentions.Any(m => m.Target is MentionTarget.Count && m.End <= among.Start)
            && question.Mentions.Any(m => m.End <= among.Start && m.Candidates.Any(c => c.Target is MentionTarget.Column column && column.TableName == table.Name));
    }
}
