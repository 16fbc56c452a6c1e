namespace NlSql.Query.Linking.Recognizers;

/// <summary>"client by client", "month by month", "those who earn the most in their team": for each of them.</summary>
internal sealed class OneByOneRecognizer : Recognizer
{
    private const double Strength = 0.9;

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 0; i + 2 < question.Words.Count; i++)
        {
            if (question.Folded[i + 1] is "by" or "per" && question.Words[i].Token.Stem == question.Words[i + 2].Token.Stem)
                question.Propose(Mention.Of(i, i + 2, new MentionTarget.Grouping(Each: true), Strength));
        }

        // A superlative, and whom it is among.
        foreach (var most in question.Mentions.Where(m => m.Target is MentionTarget.Extreme or MentionTarget.Gradable { Compares: false } && m.End + 2 < question.Words.Count && question.Folded[m.End] is "in" or "within" or "of" && question.Folded[m.End + 1] is "their" or "its" or "his" or "her").ToList())
            question.Propose(Mention.Of(most.End, question.Folded[most.End + 2] is "own" or "respective" ? most.End + 3 : most.End + 2, new MentionTarget.Grouping(Each: true), Strength));
    }
}
