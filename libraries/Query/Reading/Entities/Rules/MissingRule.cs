using NlSql.Query.Linking;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>"whose phone is missing", "with no email", "orders that are not null in price"; "that were cancelled" of a column of yes and no.</summary>
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
            // "no reason filled in" is missing; "not missing" is there.
            var present = ((MentionTarget.Missing)part.Target!).Present;
            // "puppets whose maker is not known": nobody is referred to.
            if (behind is null && draft.Parts.Take(part.Index).LastOrDefault(p => p.IsNoun && p.Sentence == part.Sentence && p.Clause == part.Clause) is { Used: false, Clause: > 0, Target: MentionTarget.Table } whoever)
            {
                part.Role = "condition";
                whoever.Role = "related";
                draft.Demands.Add(new Demand.Exists(whoever) { Place = (part.Sentence, part.Clause), Negated = present ? part.Negated || whoever.Negated : !part.Negated });
                continue;
            }

            if (noun is null)
                continue;
            part.Role = noun.Role = "condition";
            draft.Demands.Add(new Demand.Missing(noun) { Place = (part.Sentence, part.Clause), Negated = present ? !(part.Negated || noun.Negated) : part.Negated });
        }

        foreach (var done in draft.Parts.Where(p => IsDone(draft, p)).ToList())
        {
            done.Role = "condition";
            draft.Demands.Add(new Demand.Missing(done) { Place = (done.Sentence, done.Clause), Negated = true });
        }

        foreach (var noun in draft.Parts.Where(p => p is { Used: false, Target: MentionTarget.Column, Negated: true } || IsFlag(draft, p)).ToList())
        {
            noun.Role = "condition";
            var place = (noun.Sentence, noun.Clause);
            // "states without a gated dam": dams may be there, but none that is gated.
            if (noun.Negated && draft.IsTruth(noun) && draft.At(noun.Index + 1) is { Target: MentionTarget.Table, Used: false } things && things.Mention!.Start == noun.Mention!.End && noun.Strongest is { } mark && things.Tables.Contains(mark.TableName) && draft.At(noun.Index - 1) is { } before && (before.Is("a", "an", "any") || before.Target is MentionTarget.Negation))
            {
                things.Role = "related";
                draft.Demands.Add(new Demand.Exists(things) { Place = place, Negated = true });
                draft.Demands.Add(new Demand.Compares(noun, FilterOperator.Equal, [QueryLiteral.Of(true)]) { Place = place });
                continue;
            }

            draft.Demands.Add(draft.IsTruth(noun) ? new Demand.Compares(noun, FilterOperator.Equal, [QueryLiteral.Of(!noun.Negated)]) { Place = place } : new Demand.Missing(noun) { Place = place, Had = true });
        }
    }

    // "how many tickets were closed", "which loans have been returned": those that have the date of it.
    private static bool IsDone(EntityDraft draft, Part part) =>
        part is { Used: false, Target: MentionTarget.Column, Negated: false } && draft.IsTime(part) && part.Text.EndsWith("ed", StringComparison.Ordinal)
        && (draft.Parts.Take(part.Index).Any(p => p.Target is MentionTarget.Count) || (draft.At(part.Index - 1)?.Is("been", "already") == true && draft.Parts[0].Target is MentionTarget.Listing)) && draft.Parts.All(p => p.Target is not (MentionTarget.Period or MentionTarget.Gradable or MentionTarget.Comparison) && (p.Target is not MentionTarget.Grouping || p.Index > part.Index));

    // "how many employees work remotely", "average bill of patients on the ICU": nothing announces it as a group.
    private static bool IsOfCounted(EntityDraft draft, Part part)
    {
        var before = draft.At(part.Index - 1);
        while (before is { Mention: null } or { Target: MentionTarget.Filler or MentionTarget.Relation or MentionTarget.Activity })
            before = draft.At(before.Index - 1);
        return draft.Parts.Take(part.Index).Any(p => p.Target is MentionTarget.Count or MentionTarget.Aggregate) && before?.Target is MentionTarget.Table or MentionTarget.Column or MentionTarget.Value or MentionTarget.Period && before.Role != "group";
    }

    // "only the damaged ones": which rows count.
    private static bool IsKept(EntityDraft draft, Part part) => draft.At(part.Index + 1)?.Is("ones") == true || draft.Parts.Skip(Math.Max(0, part.Index - 2)).Take(Math.Min(2, part.Index)).Any(p => p.Is("only", "just"));

    // "who are volunteers, how many"; "subsidised work: total quoted per region".
    private static bool IsBeing(EntityDraft draft, Part part) => draft.At(part.Index - 1) is { Target: MentionTarget.Listing { Which: true } } who && (who.Text.EndsWith(" are", StringComparison.Ordinal) || who.Text.EndsWith(" were", StringComparison.Ordinal) || who.Text.EndsWith(" is", StringComparison.Ordinal))
        || (part.Index == 0 && part.Text.EndsWith("ed", StringComparison.Ordinal) && draft.Parts.Any(p => p.Target is MentionTarget.Aggregate));

    // "the best game on a Sony handheld": the last noun of a phrase that lies within the question.
    private static bool IsOfKind(EntityDraft draft, Part part) => draft.At(part.Index - 1) is { Target: MentionTarget.Value, Role: "value" } kind && kind.Mention!.End == part.Mention!.Start && draft.At(kind.Index - 1) is { Mention: null } article && article.Is("a", "an", "the") && draft.At(article.Index - 1) is { Mention: null } before && ClauseWords.Belonging.Contains(before.Text);

    // "visits that were no-shows", "remote employees", "the longest surgery": a column of yes and no says which rows are meant.
    private static bool IsFlag(EntityDraft draft, Part part) =>
        part is { Used: false, Target: MentionTarget.Column } && draft.IsTruth(part)
        && (draft.Column(part.Strongest!)?.Computation is not null || IsBeing(draft, part) || part.Clause > 0 || draft.At(part.Index - 1)?.Target is MentionTarget.Gradable { Compares: false } || IsOfCounted(draft, part) || IsKept(draft, part) || IsOfKind(draft, part)
            || (draft.At(part.Index - 1)?.Target is MentionTarget.Table && part.Text.EndsWith("ed", StringComparison.Ordinal)) || draft.At(part.Index - 1)?.Is("is", "are", "was", "were") == true || (draft.At(part.Index + 1) is { } thing && (thing.Target is MentionTarget.Table || draft.IsKeyOfLedger(thing)) && thing.Mention!.Start == part.Mention!.End));
}
