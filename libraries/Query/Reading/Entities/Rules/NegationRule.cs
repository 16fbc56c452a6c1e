using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>"not in London", "without orders", "that never placed an order": marks what is negated.</summary>
internal sealed class NegationRule : EntityRule
{
    public override void Apply(EntityDraft draft)
    {
        foreach (var part in draft.Parts.Where(p => p.Target is MentionTarget.Negation || p.Is("no", "without", "never")).ToList())
        {
            var negated = draft.Parts.Skip(part.Index + 1).TakeWhile(p => p.Sentence == part.Sentence)
                .FirstOrDefault(p => (p.IsNoun && !(p.Target is MentionTarget.Column && Linking.Words.RelationVerbs.IsParticiple(p.Text))) || p.Target is MentionTarget.Value or MentionTarget.Literal or MentionTarget.Comparison or MentionTarget.Missing or MentionTarget.Number or MentionTarget.Period);
            if (negated is null)
                continue;
            negated.Negated = true;
            part.Role = "not";
            // "do not have a first name Luca": what the value is of carries the negation on to it.
            var after = draft.Next(negated);
            if (negated.IsNoun && after is { Target: MentionTarget.Value or MentionTarget.Literal })
                (negated.Negated, after.Negated) = (false, true);
        }
    }
}
