using NlSql.Query.Linking.Words;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"who never referred another member" of members that are referred by members: another of them, and no other kind.</summary>
internal sealed class FellowRecognizer : Recognizer
{
    private const double Strength = 0.9;

    public override void Recognize(LinkedQuestion question)
    {
        foreach (var relationship in question.Lexicon.Model.Relationships.Where(r => r.FromTable == r.ToTable && r.Role is not null))
        {
            for (var i = 1; i < question.Words.Count; i++)
            {
                if (question.Folded[i] is "another" or "other" && RoleWords.Say(relationship.Role!, question.Folded[i - 1])
                    && (i + 1 == question.Words.Count || question.Mentions.Any(m => m.Start == i + 1 && m.Target is MentionTarget.Table table && table.Name == relationship.FromTable)))
                    question.Propose(Mention.Of(i, i + 1, new MentionTarget.Filler(), Strength));
            }
        }
    }
}
