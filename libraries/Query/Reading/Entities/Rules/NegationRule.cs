using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>"not in London", "without orders", "that never placed an order": marks what is negated.</summary>
internal sealed class NegationRule : EntityRule
{
    private const double WeakestNoun = 0.5;

    public override void Apply(EntityDraft draft)
    {
        foreach (var part in draft.Parts.Where(p => !p.Used && (p.Target is MentionTarget.Negation || p.Is("no", "without", "never"))).ToList())
        {
            if (part.Is("nothing"))
            {
                Bought(draft, part);
                continue;
            }

            var after = draft.Parts.Skip(part.Index + 1).TakeWhile(p => p.Sentence == part.Sentence).Where(p => IsSaid(p)).ToList();
            // "did not file any claims": the verb may sound like a table; what was not filed are the claims.
            // "have not been paid": the date of it is missing.
            var negated = Done(draft, part) ?? after.Find(p => !IsVerb(p) && !IsRoleIn(draft, p) && !(Refers(draft, p) && after.Exists(o => o.Index > p.Index && o.Target is MentionTarget.Table)));
            foreach (var verb in after.TakeWhile(p => negated is not null && p != negated))
                verb.Role = "relates";
            // "products that Sony does not make": nothing follows, so it is said of what stands before.
            if (negated is null && Subject(draft, part) is { Target: MentionTarget.Value } subject)
                negated = subject;
            negated ??= after.FirstOrDefault();
            if (negated is null)
            {
                Nothing(draft, part);
                continue;
            }

            // "no company office": the office is missing, whoever's it is.
            if (negated.Target is MentionTarget.Table && draft.At(negated.Index + 1) is { Target: MentionTarget.Table, Used: false } whole && negated.Mention!.End == whole.Mention!.Start)
                (negated.Role, negated) = ("owner", whole);
            negated.Negated = true;
            part.Role = "not";
            // "do not have a first name Luca": what the value is of carries the negation on to it.
            var value = draft.Next(negated);
            if (negated.IsNoun && value is { Target: MentionTarget.Value or MentionTarget.Literal })
                (negated.Negated, value.Negated) = (false, true);
        }

        foreach (var word in draft.Unused<MentionTarget.LeftOut>().ToList())
            LeftOut(draft, word);
    }

    // "plans nobody has ever taken", "vets that never treated anything": no row belongs to them, of the only table whose rows do.
    private static void Nothing(EntityDraft draft, Part not)
    {
        if (not.Mention is not { } said || !not.Is("never", "nobody", "no one", "none") || draft.Parts.FirstOrDefault(p => p is { Target: MentionTarget.Table, Clause: 0, Used: false }) is not { } thing || !draft.Parts.Skip(not.Index + 1).Any(IsBareVerb)
            || draft.Model.Relationships.Where(r => r.ToTable == thing.Tables[0] && r.FromTable != r.ToTable).Select(r => r.FromTable).Distinct().ToList() is not [var rows])
            return;
        not.Role = "not";
        draft.Demands.Add(new Demand.Exists(new(-1, Mention.Of(said.Start, said.End, new MentionTarget.Table(rows)), not.Text, not.Sentence, not.Clause) { Role = "related" }) { Place = (not.Sentence, not.Clause), Negated = true });
        foreach (var verb in draft.Parts.Skip(not.Index + 1).Where(p => !p.Used && IsBareVerb(p)))
            verb.Role = "relates";
    }

    // "bought nothing": no row of the only table whose rows are about the thing, in the period that is said.
    private static void Bought(EntityDraft draft, Part nothing)
    {
        if (draft.Parts.Take(nothing.Index).LastOrDefault(p => p.Sentence == nothing.Sentence && (p.Target is MentionTarget.Activity or MentionTarget.Relation || IsVerb(p))) is not { } verb || draft.Parts.FirstOrDefault(p => p is { Target: MentionTarget.Table, Clause: 0, Used: false } && p != verb) is not { } thing || draft.Happenings(thing.Tables[0]) is not { } rows)
            return;
        nothing.Role = "not";
        verb.Role ??= "relates";
        draft.Demands.Add(new Demand.Exists(new(-1, Mention.Of(nothing.Mention!.Start, nothing.Mention.End, new MentionTarget.Table(rows)), nothing.Text, nothing.Sentence, nothing.Clause) { Role = "related" }) { Place = (nothing.Sentence, nothing.Clause), Negated = true });
        if (draft.Next(nothing) is { Target: MentionTarget.Period } period)
            period.Negated = true;
    }

    private static bool IsBareVerb(Part part) => part.Target is MentionTarget.Relation or MentionTarget.Activity || (part.Target is MentionTarget.Column && Linking.Words.RelationVerbs.IsParticiple(part.Text));

    private static Part? Done(EntityDraft draft, Part not)
    {
        var next = draft.At(not.Index + 1);
        while (next is { Mention: null } && next.Is("been", "yet", "be", "being"))
            next = draft.At(next.Index + 1);
        // "plots that nobody ever picked": the date is of what never happened to them.
        if (draft.Parts.FirstOrDefault(p => p is { Target: MentionTarget.Table, Clause: 0 }) is { } thing && thing.Index < not.Index && next?.Columns.All(c => !thing.Tables.Contains(c.Target.TableName)) == true)
            return null;
        return next is { Used: false, Target: MentionTarget.Column } && draft.IsTime(next) && Linking.Words.RelationVerbs.IsParticiple(next.Text) && draft.Next(next) is not { Target: MentionTarget.Period or MentionTarget.Comparison or MentionTarget.Table or MentionTarget.Column } ? next : null;
    }

    // "leavers excluded", "with refunds left out": what stands in a clause of its own before it.
    private static void LeftOut(EntityDraft draft, Part word)
    {
        var said = Before(draft, word);
        if (said is not { Target: MentionTarget.Value or MentionTarget.Column } || (said.Target is MentionTarget.Column && !draft.IsTruth(said)) || draft.At(word.Index + 1) is not (null or { Target: MentionTarget.And or MentionTarget.Grouping or null }))
            return;
        var opening = draft.At(said.Index - 1);
        while (opening?.Is("the", "all", "any", "our") == true)
            opening = draft.At(opening.Index - 1);
        if (opening?.Sentence == said.Sentence && opening.Target is not MentionTarget.And && !opening.Is("with", "(", ";", "-", "but"))
            return;
        word.Role = "not";
        said.Negated = true;
    }

    // "where Ruth Penhale has never worked".
    private static Part? Subject(EntityDraft draft, Part not)
    {
        var auxiliary = draft.At(not.Index - 1) is { Mention: null } word && word.Is("has", "have", "had", "was", "is") ? word : not;
        return draft.Previous(auxiliary);
    }

    // "the cancelled ones excluded".
    private static Part? Before(EntityDraft draft, Part word)
    {
        var before = draft.At(word.Index - 1);
        while (before is { Mention: null } && before.Is("ones", "are", "is", "be", "to"))
            before = draft.At(before.Index - 1);
        return before;
    }

    private static bool IsSaid(Part part) =>
        (part.IsNoun && !(part.Target is MentionTarget.Column && Linking.Words.RelationVerbs.IsParticiple(part.Text) && !IsName(part)))
        || part.Target is MentionTarget.Value or MentionTarget.Literal or MentionTarget.Comparison or MentionTarget.Gradable { Compares: true } or MentionTarget.Missing or MentionTarget.Number or MentionTarget.Period;

    // "no rating": the column is called so.
    private static bool IsName(Part part) => part.Text.EndsWith("ing", StringComparison.Ordinal) && part.Mention is { Link: LinkKind.Exact, Strength: 1 };

    // A table that is only heard in a verb: "file" of filings, "make" of makers.
    // "do not teach any class" where a class has a teacher.
    private static bool Refers(EntityDraft draft, Part part) => part.Target is MentionTarget.Column && part.Mention!.Link != LinkKind.Exact && Linking.Words.RelationVerbs.Contains(part.Text) && draft.RefersToSaid(part);

    // "have not been leader of any expedition": the expedition is what they did not lead.
    private static bool IsRoleIn(EntityDraft draft, Part part) => part is { Target: MentionTarget.Column, Strongest: { } role } && draft.At(part.Index + 1)?.Is("of", "in", "at") == true && draft.Next(part) is { Target: MentionTarget.Table } rows && rows.Tables.Contains(role.TableName)
        && draft.Model.Relationships.Any(r => r.FromTable == role.TableName && r.Role is not null && r.FromColumns.Contains(role.ColumnName));

    private static bool IsVerb(Part part) => part is { Target: MentionTarget.Table, Mention.Strength: < WeakestNoun } && part.Mention.End == part.Mention.Start + 1;
}
