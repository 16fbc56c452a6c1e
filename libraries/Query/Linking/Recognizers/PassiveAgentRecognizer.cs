using NlSql.Query.Linking.Words;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"which categories have been borrowed by members from Bath": who did it, and no groups.</summary>
internal sealed class PassiveAgentRecognizer : Recognizer
{
    private const double Strength = 0.8;

    public override void Recognize(LinkedQuestion question)
    {
        if (question.Folded is not ["which" or "what" or "who", ..])
            return;
        for (var i = 2; i + 1 < question.Words.Count; i++)
        {
            if (question.Folded[i] != "by" || !RelationVerbs.IsPast(question.Folded[i - 1]) || question.Folded[i - 2] is not ("been" or "were" or "was" or "are" or "is")
                || !question.Mentions.Any(m => m.Start <= i + 2 && m.Start > i && m.Target is MentionTarget.Table))
                continue;
            question.Withdraw(m => m.Start == i && m.Target is MentionTarget.Grouping);
            question.Propose(Mention.Of(i, i + 1, new MentionTarget.Relation(), Strength));
        }
    }
}
