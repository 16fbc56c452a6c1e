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
            if (question.Mentions.Where(m => m.Start == i + 1).Select(m => m.Target).OfType<MentionTarget.Table>().Select(t => Begin(question, t.Name)).FirstOrDefault(c => c is not null) is { } date)
                question.Propose(Mention.Of(i, i + 1, series ? date : new MentionTarget.Filler(), Strength, LinkKind.Synonym));
        }
    }

    private static MentionTarget.Column? Begin(LinkedQuestion question, string name) =>
        question.Lexicon.Model.FindTable(name) is { TimeColumn: { } time } table && table.FindColumn(time) is { } date && EventOrder.IsBeginning(date) && !EventOrder.IsPlanned(date) ? new(name, time) : null;
}
