namespace NlSql.Query.Linking.Recognizers;

/// <summary>"with their cost", "the names and the rent": what stands behind "their" or "the" is a noun, though it may be a verb elsewhere.</summary>
internal sealed class NounOfVerbRecognizer : Recognizer
{
    private static readonly HashSet<string> BeforeNouns = new(StringComparer.Ordinal) { "their", "its", "his", "her", "our", "the", "with" };

    public override void Recognize(LinkedQuestion question)
    {
        foreach (var noun in question.Mentions.Where(m => m.Target is MentionTarget.Column && m.Start > 0 && m.End == m.Start + 1 && m.Link != LinkKind.General && BeforeNouns.Contains(question.Folded[m.Start - 1])).ToList())
            question.Withdraw(m => m.Start == noun.Start && m.End == noun.End && m.Target is MentionTarget.Activity or MentionTarget.Relation && !Words.RelationVerbs.IsPast(question.Folded[m.Start]));
    }
}
