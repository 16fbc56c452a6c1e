namespace NlSql.Query.Linking.Recognizers;

/// <summary>"than their own supervisor", "in its own city": the word only stresses whose, and speaks of no owner.</summary>
internal sealed class WhoseOwnRecognizer : Recognizer
{
    private const double Strength = 0.9;

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 1; i + 1 < question.Words.Count; i++)
        {
            if (question.Folded[i] != "own" || question.Folded[i - 1] is not ("their" or "its" or "his" or "her"))
                continue;
            question.Withdraw(m => m.Start == i && m.End == i + 1 && m.Target is MentionTarget.Table or MentionTarget.Column or MentionTarget.Relation);
            question.Propose(Mention.Of(i, i + 1, new MentionTarget.Filler(), Strength));
        }
    }
}
