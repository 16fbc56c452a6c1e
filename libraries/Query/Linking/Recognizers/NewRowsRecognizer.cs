using NlSql.Query.Model;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"new members by quarter": those that began then, where the usual date of the rows is that of their beginning.</summary>
internal sealed class NewRowsRecognizer : Recognizer
{
    private const double Strength = 0.9;

    public override void Recognize(LinkedQuestion question)
    {
        if (!question.Mentions.Any(m => m.Target is MentionTarget.Period or MentionTarget.Grain))
            return;
        var series = question.Mentions.Any(m => m.Target is MentionTarget.Grain);
        for (var i = 0; i + 1 < question.Words.Count; i++)
        {
            if (question.Folded[i] != "new" || question.Mentions.Any(m => m.Start <= i && m.End > i && m.Target is MentionTarget.Value or MentionTarget.Column or MentionTarget.Metric or MentionTarget.Segment))
                continue;
            if (question.Mentions.Where(m => m.Start == i + 1 && m.Target is MentionTarget.Table).Select(m => (m.End, Date: Begin(question, ((MentionTarget.Table)m.Target).Name))).FirstOrDefault(m => m.Date is not null) is not (var end, { } date))
                continue;
            question.Propose(Mention.Of(i, i + 1, series ? date : new MentionTarget.Filler(), Strength, LinkKind.Synonym));
            // "new patient registrations": when they began is said twice.
            if (question.Mentions.Any(m => m.Start == end && m.End == end + 1 && m.Candidates.Any(c => c.Target == date)))
                question.Propose(Mention.Of(end, end + 1, new MentionTarget.Filler()), outweighs: true);
        }
    }

    private static MentionTarget.Column? Begin(LinkedQuestion question, string name) =>
        question.Lexicon.Model.FindTable(name) is { TimeColumn: { } time } table && table.FindColumn(time) is { } date && EventOrder.IsBeginning(date) && !EventOrder.IsPlanned(date) ? new(name, time) : null;
}
