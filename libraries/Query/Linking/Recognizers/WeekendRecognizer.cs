using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"weekend share", "on a weekend (Sat or Sun)": the days of the weekend, and what explains them.</summary>
internal sealed class WeekendRecognizer : Recognizer
{
    private static readonly MentionTarget.Recurring Weekend = new(DatePart.DayOfWeek, [QueryLiteral.Of(6m), QueryLiteral.Of(7m)]);
    private static readonly string[] Saturdays = ["sat", "saturday", "saturdays"];
    private static readonly string[] Sundays = ["sun", "sunday", "sundays"];

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 0; i < question.Words.Count; i++)
        {
            // "last weekend" is a period, and what the data call so is meant first.
            if (question.Folded[i] is "weekend" or "weekends" && !question.Mentions.Any(m => m.Start <= i && m.End > i && m.Target is MentionTarget.Value or MentionTarget.Column or MentionTarget.Period or MentionTarget.Segment or MentionTarget.Recurring))
                question.Propose(Mention.Of(i, i + 1, Weekend));
        }

        // "on a Saturday or Sunday".
        for (var i = 0; i + 2 < question.Words.Count; i++)
        {
            if (Saturdays.Contains(question.Folded[i]) && question.Folded[i + 1] == "or" && question.Folded.Skip(i + 2).FirstOrDefault(w => w is not ("a" or "on")) is { } last && Sundays.Contains(last))
            {
                var (start, end) = (i, Enumerable.Range(i + 2, question.Folded.Count - i - 2).First(n => question.Folded[n] == last) + 1);
                question.Withdraw(m => m.Start < end && m.End > start && m.Target is MentionTarget.Recurring or MentionTarget.Or);
                question.Propose(Mention.Of(start, end, Weekend));
                return;
            }
        }

        if (!question.Mentions.Any(m => m.Target == (MentionTarget)Weekend))
            return;
        for (var i = 0; i + 2 < question.Words.Count; i++)
        {
            if (Saturdays.Contains(question.Folded[i]) && question.Folded[i + 1] is "or" or "and" && Sundays.Contains(question.Folded[i + 2]))
                question.Propose(Mention.Of(i, i + 3, new MentionTarget.Filler()));
        }
    }
}
