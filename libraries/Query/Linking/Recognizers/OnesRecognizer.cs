using NlSql.Query.Linking.Words;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"only the paid ones", "considering only paid ones", "those that were done": those of a state, where its word is a verb of business or an empty one, too.</summary>
internal sealed class OnesRecognizer : Recognizer
{
    private const double Plain = 0.9;
    private const double Said = 0.7;

    public override void Recognize(LinkedQuestion question)
    {
        foreach (var value in question.Mentions.Where(m => m.Target is MentionTarget.Value && m.Strength < Plain && m.Link is LinkKind.Exact or LinkKind.Stem && m.End < question.Words.Count && question.Words[m.End].Best == "ones").ToList())
            question.Propose(value.As(Plain));
        foreach (var value in question.Mentions.Where(m => m.Target is MentionTarget.Value && m.Strength < Said && m.Link is LinkKind.Exact && m.Start > 0 && m.End == m.Start + 1 && question.Words[m.Start - 1].Best is "is" or "are" or "was" or "were" or "been" && (question.Folded[m.Start] == "done" || RelationVerbs.IsParticiple(question.Folded[m.Start]))).ToList())
            question.Propose(value.As(Said));
        // "the most recently founded one" is no number.
        for (var i = 1; i < question.Words.Count; i++)
        {
            if (question.Folded[i] != "one" || !(question.Folded[i - 1] is "that" or "this" or "which" or "other" or "last" || question.Folded[i - 1].EndsWith("est", StringComparison.Ordinal) || RelationVerbs.IsParticiple(question.Folded[i - 1])) || (i + 1 < question.Words.Count && question.Words[i + 1].Token.Kind == Tokens.TokenKind.Word && !FunctionWords.IsFiller(question.Folded[i + 1])))
                continue;
            var at = i;
            question.Withdraw(m => m.Start == at && m.End == at + 1 && m.Target is MentionTarget.Number);
            question.Propose(Mention.Of(at, at + 1, new MentionTarget.Filler()), outweighs: true);
        }
    }
}
