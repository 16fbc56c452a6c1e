using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>"whose phone is missing", "with no email", "orders that are not null in price".</summary>
internal sealed class MissingRule : EntityRule
{
    public override void Apply(EntityDraft draft)
    {
        foreach (var part in draft.Unused<MentionTarget.Missing>().ToList())
        {
            // "with null commission" before "salaries of employees whose phone is missing".
            var behind = draft.At(part.Index + 1) is { Used: false, Target: MentionTarget.Column } next && draft.At(part.Index - 1)?.Is("is", "are", "was", "were") != true ? next : null;
            var noun = behind ?? draft.Parts.Take(part.Index).LastOrDefault(p => p is { Target: MentionTarget.Column } && p.Sentence == part.Sentence)
                ?? draft.Parts.Skip(part.Index).FirstOrDefault(p => p is { Target: MentionTarget.Column } && p.Sentence == part.Sentence);
            if (noun is null)
                continue;
            part.Role = noun.Role = "condition";
            draft.Demands.Add(new Demand.Missing(noun) { Place = (part.Sentence, part.Clause), Negated = part.Negated || ((MentionTarget.Missing)part.Target!).Present });
        }

        foreach (var noun in draft.Parts.Where(p => p is { Used: false, Target: MentionTarget.Column, Negated: true }).ToList())
        {
            noun.Role = "condition";
            draft.Demands.Add(new Demand.Missing(noun) { Place = (noun.Sentence, noun.Clause) });
        }
    }
}
