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
    }

    private static void Propose(LinkedQuestion question, int at)
    {
        question.Propose(Mention.Of(at, at + 1, new MentionTarget.Share()));
        // "decline rate": of those that were declined, whatever else the word may mean.
        foreach (var value in question.Mentions.Where(m => m.End == at && m.Target is MentionTarget.Value && m.Strength < Plain).ToList())
            question.Propose(value with { Candidates = value.Candidates.Select(c => c with { Strength = Plain }).ToValueList() });
    }

    private static bool SaysWhich(LinkedQuestion question, Mention mention) => mention.Target switch
    {
        MentionTarget.Value => true,
        MentionTarget.Column column => Truths.Is(question.Lexicon, column),
        _ => false,
    };
}
