namespace NlSql.Query.Linking.Recognizers;

/// <summary>"cancellation rate", "late share", "on-time percentage": the part of the rows that have a value, where the model has no measure for it.</summary>
internal sealed class RateRecognizer : Recognizer
{
    private const double Plain = 0.9;

    private static readonly string[] Rates = ["rate", "rates", "ratio", "percentage", "percentages", "share", "shares", "pct", "proportion", "%"];

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 1; i < question.Words.Count; i++)
        {
            // What the model measures by that name is meant first.
            if (Rates.Contains(question.Words[i].Best) && !question.Mentions.Any(m => m.Target is MentionTarget.Metric && m.Start < i && m.End == i + 1) && question.Mentions.Any(m => m.End == i && SaysWhich(question, m)))
                Propose(question, i);
        }

        Told(question);
        Compared(question);
    }

    private static void Propose(LinkedQuestion question, int at)
    {
        question.Propose(Mention.Of(at, at + 1, new MentionTarget.Share()));
        // "decline rate": of those that were declined, whatever else the word may mean.
        foreach (var value in question.Mentions.Where(m => m.End == at && m.Target is MentionTarget.Value && m.Strength < Plain).ToList())
            question.Propose(value with { Candidates = value.Candidates.Select(c => c with { Strength = Plain }).ToValueList() });
    }

    // "in percent": how a share is told anyway.
    private static void Told(LinkedQuestion question)
    {
        if (!question.Mentions.Any(m => m.Target is MentionTarget.Share or MentionTarget.Growth or MentionTarget.Difference { Relative: true } or MentionTarget.Metric))
            return;
        for (var i = 0; i + 1 < question.Words.Count; i++)
        {
            if (question.Words[i].Best is "in" or "as" && question.Words[i + 1].Best is "percent" or "%" or "percentage" or "percentages" or "pct")
                question.Propose(Mention.Of(i, i + 2, new MentionTarget.Filler()));
        }

        // "share of takings by type, %".
        if (question.Words[^1].Best is "%" or "percent" && question.Words.Count > 1 && !question.Mentions.Any(m => m.End == question.Words.Count && m.Target is MentionTarget.Share))
            question.Propose(Mention.Of(question.Words.Count - 1, question.Words.Count, new MentionTarget.Filler()));
    }

    // "by what percentage is the price higher": the difference says so already.
    private static void Compared(LinkedQuestion question)
    {
        if (!question.Mentions.Any(m => m.Target is MentionTarget.Difference))
            return;
        for (var i = 0; i < question.Words.Count; i++)
        {
            if (question.Words[i].Best is "higher" or "lower" or "more" or "less" or "larger" or "bigger" or "smaller" or "greater" or "longer" or "shorter" && !question.Mentions.Any(m => m.Start <= i && m.End > i && m.Target is MentionTarget.Difference))
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Filler()));
        }
    }

    private static bool SaysWhich(LinkedQuestion question, Mention mention) => mention.Target switch
    {
        MentionTarget.Value => true,
        MentionTarget.Column column => Truths.Is(question.Lexicon, column),
        _ => false,
    };
}
