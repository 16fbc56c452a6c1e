namespace NlSql.Query.Linking.Recognizers;

/// <summary>"cancellation rate", "late share", "on-time percentage": the part of the rows that have a value, where the model has no measure for it.</summary>
internal sealed class RateRecognizer : Recognizer
{
    private static readonly string[] Rates = ["rate", "rates", "ratio", "percentage", "percentages", "share", "shares", "pct", "proportion", "%"];

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 1; i < question.Words.Count; i++)
        {
            // What the model measures by that name is meant first.
            if (Rates.Contains(question.Words[i].Best) && !question.Mentions.Any(m => m.Target is MentionTarget.Metric && m.Start < i && m.End == i + 1) && question.Mentions.Any(m => m.End == i && SaysWhich(question, m)))
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Share()));
        }
    }

    private static bool SaysWhich(LinkedQuestion question, Mention mention) => mention.Target switch
    {
        MentionTarget.Value => true,
        MentionTarget.Column column => Truths.Is(question.Lexicon, column),
        _ => false,
    };
}
