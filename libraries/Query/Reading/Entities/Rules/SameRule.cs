namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>"in the same department as Clara": what they have in common with a row that is named.</summary>
internal sealed class SameRule : EntityRule
{
    public override void Apply(EntityDraft draft)
    {
        foreach (var part in draft.Parts.Where(p => p is { Used: false } && p.Is("same")).ToList())
        {
            if (draft.Next(part) is not { Used: false, IsNoun: true } common || draft.At(common.Index + 1) is not { Mention: null } word || !word.Is("as") || OtherRow.After(draft, word) is not { Count: > 0 } row)
                continue;
            part.Role = common.Role = "condition";
            draft.Demands.Add(new Demand.Same(common, row) { Place = (part.Sentence, part.Clause), Negated = common.Negated });
        }
    }
}
