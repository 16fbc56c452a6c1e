using NlSql.Query.Linking.Words;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"cancellation rate", "late share", "on-time percentage": the part of the rows that have a value, where the model has no measure for it.</summary>
internal sealed class RateRecognizer : Recognizer
{
    private const double Plain = 0.9;
    private const double Named = 0.75;
    private const double Whole = 0.4;

    private static readonly string[] Rates = ["rate", "rates", "ratio", "percentage", "percentages", "share", "shares", "pct", "proportion", "%"];

    // Those of them that may stand before what they are of, and those that a noun before them is a state of: a market share is none.
    private static readonly string[] Before = ["rate", "rates"];
    private static readonly string[] OfStates = ["rate", "rates", "ratio", "percentage", "percentages", "pct", "%"];

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 0; i < question.Words.Count; i++)
        {
            // "completion rate" is no review, which somebody rates.
            if (i > 0 && Before.Contains(question.Words[i].Best) && question.Words[i - 1].IsContent)
                question.Withdraw(m => m.Start == i && m.Link != LinkKind.Exact && (m.Target is MentionTarget.Table || (m.Link == LinkKind.General && m.Target is MentionTarget.Column)));
            // What the model measures by that name is meant first.
            if (!Rates.Contains(question.Words[i].Best) || question.Mentions.Any(m => m.Target is MentionTarget.Metric && m.Start <= i && m.End > i))
                continue;
            // "rate of cancellation".
            if (Before.Contains(question.Words[i].Best) && i + 2 < question.Words.Count && question.Words[i + 1].Best == "of")
            {
                State(question, i + 2);
                if (question.Mentions.Any(m => m.Start == i + 2 && SaysWhich(question, m)))
                    question.Propose(Mention.Of(i, i + 2, new MentionTarget.Share()));
            }

            if (i == 0)
                continue;
            if (OfStates.Contains(question.Words[i].Best) && !question.Mentions.Any(m => m.Start < i && m.End == i + 1 && m.Target is MentionTarget.Column && m.Strength >= Whole))
                State(question, i - 1);
            if (question.Mentions.Any(m => m.End == i && (SaysWhich(question, m) || (m.Target is MentionTarget.Table && question.Mentions.Any(which => which.End == m.Start && SaysWhich(question, which))))))
                Propose(question, i);
            // "above the overall rate": of the one that was said before.
            else if (question.Mentions.Any(m => m.Target is MentionTarget.Share && m.End <= i) && OverallWords.Contains(question.Words[i - 1].Best))
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Share()));
        }
    }

    // "vacancy rate", "decline rate": a noun for the one state that it can be of, where nothing is called so.
    private static void State(LinkedQuestion question, int at)
    {
        var word = question.Words[at].Token.Folded;
        // "on-time delivery rate": the noun only says of what.
        if (question.Mentions.Any(m => m.End == at && SaysWhich(question, m)) || question.Mentions.Any(m => m.Start <= at && m.End == at + 1 && (SaysWhich(question, m) || (m.Target is MentionTarget.Metric && m.Strength >= Named) || (m.Target is MentionTarget.Column column && m.Strength >= Named && !question.Lexicon.Times.Contains(column)))))
            return;
        // Marketing is a kind, not what became of a row.
        if (question.Lexicon.States(word) is [var state] && state is not MentionTarget.Value { Text: [.., 'i', 'n', 'g'] or [.., 'e' or 'o', 'r'] })
            question.Propose(Mention.Of(at, at + 1, state, Plain, LinkKind.Stem));
    }

    private static void Propose(LinkedQuestion question, int at)
    {
        question.Propose(Mention.Of(at, at + 1, new MentionTarget.Share()));
        // "decline rate": of those that were declined, whatever else the word may mean.
        foreach (var value in question.Mentions.Where(m => m.End == at && m.Target is MentionTarget.Value && m.Strength < Plain).ToList())
            question.Propose(value.As(Plain));
    }

    private static bool SaysWhich(LinkedQuestion question, Mention mention) => mention.Target switch
    {
        MentionTarget.Value => true,
        MentionTarget.Column column => Truths.Is(question.Lexicon, column),
        _ => false,
    };
}
