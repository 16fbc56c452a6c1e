using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>"customers with an email", "accounts that have a balance": what nothing else has used is there.</summary>
internal sealed class PossessionRule : EntityRule
{
    public override void Apply(EntityDraft draft)
    {
        foreach (var part in draft.Unused<MentionTarget.Column>().Where(p => p.Clause > 0 && Possession.Precedes(draft.Question.Words, p.Mention!.Start, bare: false)).ToList())
        {
            part.Role = "condition";
            // "have headquarters in Tokyo": there, and not just anywhere.
            if (draft.Demands.OfType<Demand.Is>().Any(d => d.Place.Sentence == part.Sentence && d.Values.Any(v => v.Index > part.Index && v.Values.Any(c => part.Strongest == new MentionTarget.Column(c.Target.TableName, c.Target.ColumnName)))))
                continue;
            draft.Demands.Add(new Demand.Missing(part) { Place = (part.Sentence, part.Clause), Negated = true, Had = true });
        }
    }
}
