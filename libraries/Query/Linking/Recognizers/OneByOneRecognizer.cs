namespace NlSql.Query.Linking.Recognizers;

/// <summary>"client by client", "month by month": for each of them.</summary>
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
    }
}
