using NlSql.Query.Linking;
using NlSql.Query.Tokens;

namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>"for each city", "per customer", "by type": what aggregates are grouped by.</summary>
internal sealed class GroupRule : EntityRule
{
    public override void Apply(EntityDraft draft)
    {
        var measured = draft.Parts.Any(p => p.Target is MentionTarget.Count or MentionTarget.Aggregate && p.Role is null)
            || draft.Outputs.Count > 0 || draft.Parts.Any(p => p.Target is MentionTarget.Extreme && !p.Used)
            || draft.Orders.Exists(o => o.Key is not Quantity.Value) || (draft.Ranked && draft.Orders.Count == 1 && draft.Parts.Any(p => p.Target is MentionTarget.Grouping { Each: true } && p.Role is null));
        foreach (var different in draft.Unused<MentionTarget.Distinct>().Where(p => measured && draft.At(p.Index - 1) is { Mention: null } word && word.Is("in", "of", "for", "across", "at")).ToList())
        {
            // "average price of the rooms in different decors", "… of different types": for each of them.
            if (draft.Next(different) is { Role: null, Target: MentionTarget.Column } kind && !draft.IsNumber(kind) && draft.Parts.Any(p => p.Index < different.Index && p.Target is MentionTarget.Aggregate or MentionTarget.Extreme))
            {
                different.Role = kind.Role = "group";
                if (!draft.Groups.Exists(g => g.Text == kind.Text))
                    draft.Groups.Add(kind);
            }
        }

        foreach (var part in draft.Unused<MentionTarget.Grouping>().ToList())
        {
            var each = ((MentionTarget.Grouping)part.Target!).Each;
            var next = draft.Next(part);
            // "across all products": of all of them, not for each.
            if (draft.At(part.Index + 1) is { } all && all.Text.StartsWith("all", StringComparison.Ordinal) && !part.Is("each", "every", "for each", "for every"))
            {
                part.Role = "of all";
                if (next is { IsNoun: true, Role: null } && draft.Parts.Any(p => p.Target is MentionTarget.Aggregate or MentionTarget.Count))
                    next.Role = "of all";
                continue;
            }

            if (next is { Target: MentionTarget.Distinct })
            {
                next.Role = "group";
                next = draft.Next(next);
            }

            // "for each High dam": each dam that is so.
            if (SaysEach(part) && next is { Target: MentionTarget.Value, Role: "value" } kind && draft.At(kind.Index + 1) is { Target: MentionTarget.Table, Role: null or "table of the value" } rows && kind.Values.Any(v => rows.Tables.Contains(v.Target.TableName)))
            {
                rows.Role = null;
                next = rows;
            }

            // "by each Gyrfalcon": each of the things that are so.
            if (measured && next is { Target: MentionTarget.Value, Strongest: null } && draft.Next(next) is not { IsNoun: true } && OfKind(draft, part, next) is { } things)
            {
                part.Role = "grouping";
                draft.Groups.Add(things);
                continue;
            }

            if (next is not { IsNoun: true, Role: null or "owner" } || IsAmount(draft, next) || (part.Is("per") && next.Strongest is { } amount && draft.IsAdditive(amount)))
                continue;
            if (!measured && Counted(draft, part, next) is { } counted)
            {
                counted.Role = "counted";
                // Several lines may be of one order.
                draft.Outputs.Add(new Quantity.Count(counted, draft.IsKeyOfLedger(counted)));
                measured = true;
            }

            if (!measured && CountsRowsOfState(draft, part, next))
            {
                draft.Outputs.Add(new Quantity.Count(SuperlativeRule.Occurrences, false));
                measured = true;
            }

            if (!measured && Summed(draft, part, next) is { } summed)
            {
                summed.Role = "aggregate";
                // "labour cost per repair" where each row is one.
                if (part.Is("per") && next.Target is MentionTarget.Table && next.Tables.Contains(summed.Strongest!.TableName))
                {
                    part.Role = next.Role = "of all";
                    draft.Outputs.Add(new Quantity.Aggregate(SemanticModel.Definitions.AggregateFunction.Avg, summed));
                    measured = true;
                    continue;
                }

                draft.Outputs.Add(new Quantity.Aggregate(SemanticModel.Definitions.AggregateFunction.Sum, summed));
                measured = true;
            }

            if (!measured)
            {
                part.Role = "each";
                continue;
            }

            if (!each && (draft.Next(next) is { Target: MentionTarget.Relation } named ? draft.Next(named) : draft.Next(next)) is { Target: MentionTarget.Value or MentionTarget.Literal })
                continue;
            // "taught by a member whose name …": one who does it, not all.
            if (!each && part.Is("by") && draft.At(next.Index + 1) is { Mention: null or { Target: MentionTarget.Listing } } opener && ClauseWords.Openers.Contains(opener.Text))
                continue;
            // "provided by branches in Utah", "average size across banks": those that do it, or all of them, not each.
            if (!each && part.Is("by") && IsDone(draft, part) && IsPlural(draft.At(next.Index + 1) is { IsNoun: true } last && last.Mention!.Start == next.Mention!.End ? last : next) && draft.Parts.Any(p => p.Index > next.Index && p.Sentence == next.Sentence && p.Target is MentionTarget.Value or MentionTarget.Literal))
                continue;
            if (part.Is("across", "per") && IsOfItself(draft, next))
            {
                part.Role = next.Role = "of all";
                draft.Thing ??= next;
                continue;
            }

            part.Role = "grouping";
            for (var at = next; at is { IsNoun: true, Role: null or "owner" };)
            {
                if (at.Target is MentionTarget.Table && draft.Next(at) is { Target: MentionTarget.Column, Role: null } own && own.Owner == at)
                    at = own;
                // "per problem type" where problems are kinds.
                if (draft.At(at.Index + 1) is { Role: null, Target: MentionTarget.Column, Mention.Link: LinkKind.Part } kinds && kinds.Is("type", "types", "kind", "kinds", "category") && at.Target is MentionTarget.Column && draft.IsCategory(at))
                    kinds.Role = "part of the name";
                // "by store format": the first says only whose it is.
                while (draft.At(at.Index + 1) is { Role: null, Target: MentionTarget.Column } head && CompoundNouns.IsModifier(draft.Question, at.Mention!, head.Mention!))
                {
                    at.Role = "part of the name";
                    at = head;
                }

                at.Role = "group";
                if (!draft.Groups.Contains(at))
                    draft.Groups.Add(at);
                if (draft.Next(at) is not { Target: MentionTarget.And, Used: false } and || draft.Next(and) is not { Target: MentionTarget.Column, Used: false } other)
                    break;
                and.Role = "and";
                at = other;
            }
        }
    }

    private static bool SaysEach(Part part) => part.Text.Split(' ').Any(w => w is "each" or "every");

    private static Part? OfKind(EntityDraft draft, Part each, Part kind) => SaysEach(each) && kind.Values is [{ Target: var value }, ..] && draft.Table(value.TableName) is { } table
        && Outputs.Display(table) is [{ } name, ..] && name.ColumnName != value.ColumnName && !table.PrimaryKey.Contains(name.ColumnName) && draft.Column(new(value.TableName, value.ColumnName)) is { Kind: SemanticModel.Definitions.ColumnKind.Dimension }
            ? new(-1, Mention.Of(kind.Mention!.Start, kind.Mention.End, new MentionTarget.Table(table.Name)), kind.Text, kind.Sentence, kind.Clause) { Role = "group" } : null;

    // "visits by ward", "closed visits 2023 by ward", "no-shows per doctor": how many of them, unless they are to be listed.
    private static Part? Counted(EntityDraft draft, Part grouping, Part next)
    {
        if (grouping.Mention!.Start == 0 || !grouping.Is("by", "per", "broken down by", "split by") || draft.Question is not { AsksForList: false, SaysOrder: false } || !draft.IsCategory(next))
            return null;
        var counted = draft.Previous(grouping);
        // "calls handled per site", "calls escalated per queue".
        while (counted is { Target: MentionTarget.Period or MentionTarget.Relation or MentionTarget.Activity or MentionTarget.Value })
            counted = draft.Previous(counted);
        return counted is { Mention: { } mention, Role: null or "owner" or "table of the value", Clause: 0 } && !Linking.Words.MoneyNouns.Contains(draft.Question.Words[mention.End - 1].Token)
            && (counted.Target is MentionTarget.Table || draft.IsTruth(counted) || draft.IsKeyOfLedger(counted))
            && draft.Parts.Take(counted.Index).All(p => p.Role is "condition" or "value" || p.Target is null or MentionTarget.Filler or MentionTarget.Value or MentionTarget.Period or MentionTarget.Listing && !p.Text.EndsWith("all", StringComparison.Ordinal))
                ? counted
                : null;
    }

    // "leavers by reason", "cancellations per depot": conditions alone say which rows; how many there are.
    private static bool CountsRowsOfState(EntityDraft draft, Part grouping, Part next) =>
        grouping.Is("by", "per", "for each", "broken down by", "split by") && draft.Question is { AsksForList: false, SaysOrder: false } && draft.Outputs.Count == 0 && !draft.Ranked
        && draft.Parts.Take(grouping.Index).Where(p => p.Target is not (null or MentionTarget.Filler)).ToList() is { Count: > 0 } before
        && before.TrueForAll(p => p.Role is "condition" or "value") && NamesRows(draft, before[^1])
        && draft.IsCategory(next);

    /// <summary>Whether a condition says by itself which rows are meant: "cancellations" of Cancelled, "leavers"; "Electronics" may as well be what is sold.</summary>
    public static bool NamesRows(EntityDraft draft, Part part) => part.Target switch
    {
        MentionTarget.Value value => IsPlural(part) && TextFolding.Fold(value.Text) != part.Text,
        _ => draft.IsTruth(part),
    };

    // "annual premium by canton": amounts that can be added up are, unless they are to be listed.
    private static Part? Summed(EntityDraft draft, Part grouping, Part next) =>
        grouping.Is("by", "per", "for each", "in each", "each", "for every", "broken down by", "split by") && draft.Question is { AsksForList: false, SaysOrder: false } && draft.Outputs.Count == 0 && !draft.Ranked
        && draft.Parts.Take(grouping.Index).LastOrDefault(p => p is { Target: MentionTarget.Column, Used: false, Clause: 0 }) is { Strongest: { } column } amount && (draft.IsAdditive(column) || Linking.Words.DurationWords.Unit(amount.Text) is not null)
        && draft.Parts.Take(grouping.Index).All(p => p == amount || p.Role is not null || p.Target is null or MentionTarget.Filler or MentionTarget.Value or MentionTarget.Table or MentionTarget.Relation or MentionTarget.Activity or MentionTarget.Aggregate || (p.Target is MentionTarget.Listing && !p.Text.EndsWith("all", StringComparison.Ordinal)))
        && draft.IsCategory(next)
            ? amount
            : null;

    // "each person" where a column counts them: nobody groups by that.
    private static bool IsAmount(EntityDraft draft, Part noun) => noun is { Target: MentionTarget.Column, Mention.Link: LinkKind.General or LinkKind.Synonym } && draft.IsNumber(noun) && draft.Previous(noun)?.Target is not MentionTarget.Count;

    private static bool IsDone(EntityDraft draft, Part by) => draft.At(by.Index - 1) is { } verb && verb.Text.EndsWith("ed", StringComparison.Ordinal) && verb.Target is MentionTarget.Relation or MentionTarget.Activity or MentionTarget.Table or MentionTarget.Column;

    private static bool IsPlural(Part noun) => noun.Text.EndsWith('s') && EnglishStemmer.Stem(noun.Text) != noun.Text;

    // What is measured is a column of the table's own rows: for each row it is but one number.
    private static bool IsOfItself(EntityDraft draft, Part table) => draft.Outputs.Count == 0 && draft.Parts.Any(p => p.Target is MentionTarget.Aggregate)
        && draft.Parts.LastOrDefault(p => p.Index < table.Index && p.Target is MentionTarget.Column)?.Strongest is { } measured && table.Tables.Contains(measured.TableName);
}
