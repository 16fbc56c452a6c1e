using NlSql.Query.Linking.Words;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"in percent" of a share, "higher" of a difference: what a calculation says already.</summary>
internal sealed class RepetitionRecognizer : Recognizer
{
    public override void Recognize(LinkedQuestion question)
    {
        Percent(question);
        Direction(question);
    }

    // "in percent": how a share is told anyway.
    private static void Percent(LinkedQuestion question)
    {
        if (!question.Mentions.Any(m => m.Target is MentionTarget.Share or MentionTarget.Growth or MentionTarget.Difference or MentionTarget.Metric or MentionTarget.Unsupported { What: UnsupportedWords.Change }))
            return;
        for (var i = 0; i + 1 < question.Words.Count; i++)
        {
            if (question.Words[i].Best is "in" or "as" or "," && question.Words[i + 1].Best is "percent" or "%" or "percentage" or "percentages" or "pct")
                question.Propose(Mention.Of(i, i + 2, new MentionTarget.Filler()));
        }

        // "share of takings by type, %".
        if (question.Words[^1].Best is "%" or "percent" && question.Words.Count > 1 && !question.Mentions.Any(m => m.End == question.Words.Count && m.Target is MentionTarget.Share))
            question.Propose(Mention.Of(question.Words.Count - 1, question.Words.Count, new MentionTarget.Filler()));
    }

    // "by what percentage is the price higher": the difference says so already.
    private static void Direction(LinkedQuestion question)
    {
        if (!question.Mentions.Any(m => m.Target is MentionTarget.Difference))
            return;
        for (var i = 0; i < question.Words.Count; i++)
        {
            if (question.Words[i].Best is "higher" or "lower" or "more" or "less" or "larger" or "bigger" or "smaller" or "greater" or "longer" or "shorter" && !question.Mentions.Any(m => m.Start <= i && m.End > i && m.Target is MentionTarget.Difference))
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Filler()));
        }
    }
}
