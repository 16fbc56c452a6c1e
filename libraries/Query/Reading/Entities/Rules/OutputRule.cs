using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>What is shown: the columns, counts and aggregates of the head, and those that a sentence of its own asks for ("List the name.").</summary>
internal sealed class OutputRule : EntityRule
{
    public override void Apply(EntityDraft draft)
    {
        List<AggregateFunction> shared = [];
        AggregateFunction? last = null;
        var asked = AskedSentence(draft);
        foreach (var part in draft.Parts.ToList())
        {
            if (part.Used)
                continue;
            // "for each city, list …" and "of all customers who …": a clause ends where the list goes on after it.
            var head = part.Clause == 0 || IsAskedWhen(draft, part) || IsLast(draft, part) || Continues(draft, part) || EndsList(draft, part) || IsShownWith(draft, part) || (part.Target is MentionTarget.Count or MentionTarget.Aggregate && (draft.Previous(part) is { Target: MentionTarget.And or MentionTarget.Listing } || IsWith(draft, part)));
            if (!head)
                continue;
            switch (part.Target)
            {
                case MentionTarget.Aggregate aggregate when draft.Next(part) is { Target: MentionTarget.And or MentionTarget.Aggregate } next && Another(draft, next):
                    part.Role = "aggregate";
                    shared.Add(aggregate.Function);
                    break;
                // "the average and the longest duration".
                case MentionTarget.Aggregate { Function: var function } when draft.Next(part) is { Target: MentionTarget.And } and && draft.Next(and) is { Role: "superlative" or "ranked by" or "aggregate" } most && draft.Outputs.LastOrDefault() is Quantity.Aggregate { Noun: { Target: MentionTarget.Column } noun } && noun.Index >= most.Index:
                    part.Role = "aggregate";
                    draft.Outputs.Insert(draft.Outputs.Count - 1, new Quantity.Aggregate(function, noun));
                    break;
                case MentionTarget.Aggregate or MentionTarget.Count:
                    {
                        if (SaysAgain(draft, part))
                            break;
                        if ((Quantities.Read(draft, part, part.Target is MentionTarget.Count ? "counted" : "aggregate") ?? Unnamed(draft, part)) is not { } quantity)
                            continue;
                        foreach (var function in shared)
                            draft.Outputs.Add(new Quantity.Aggregate(function, quantity.Noun));
                        shared.Clear();
                        draft.Outputs.Add(quantity);
                        last = (quantity as Quantity.Aggregate)?.Function;
                        break;
                    }

                case MentionTarget.Distinct:
                    part.Role = "distinct";
                    draft.Distinct = true;
                    break;
                // "average millisecond length": two words for one column.
                case MentionTarget.Column when draft.At(part.Index - 1) is { Used: true, Target: MentionTarget.Column } word && word.Mention!.End == part.Mention!.Start
                    && word.Columns.Select(c => c.Target).Intersect(part.Columns.Select(c => c.Target)).ToHashSet() is { Count: > 0 } both && both.Contains(word.Strongest!):
                    part.Role = "part of the name";
                    word.Narrowed ??= both;
                    break;
                // "the price of the room reserved by Ann": what stands behind "of", "for" or "by" is no further output.
                case MentionTarget.Column when ((draft.Outputs.Exists(o => o.Noun.Sentence == part.Sentence) && Belongs(draft, part)) || LiesIn(draft, part)) && !(part.Owner is { Clause: > 0 } && IsShownWith(draft, part)):
                    part.Role = "belongs";
                    // "duration in milliseconds": the same column in other words.
                    if (draft.Outputs.LastOrDefault(o => o.Noun.Sentence == part.Sentence)?.Noun is { Target: MentionTarget.Column } said && said.Index >= part.Index - 3
                        && said.Columns.Select(c => c.Target).Intersect(part.Columns.Where(c => c.Strength >= part.Mention!.Strength - 0.05).Select(c => c.Target)).ToHashSet() is { Count: > 0 } same)
                    {
                        said.Narrowed = same;
                        break;
                    }

                    // "state and country of all cities": each row has one.
                    if (!draft.Groups.Exists(g => g.Text == part.Text) && !(draft.At(part.Index - 1) is { } all && (all.Text == "all" || all.Text.StartsWith("all ", StringComparison.Ordinal)) && draft.Outputs.Exists(o => o.Noun.Columns.Any(c => c.Target.TableName == part.Strongest!.TableName))))
                        draft.Count(Feature.UnusedOutput);
                    break;
                // "delivered within 3 days": the verb says what the days are of.
                case MentionTarget.Column when part.Text.EndsWith("ed", StringComparison.Ordinal) && draft.Demands.OfType<Demand.Compares>().Any(d => d.Place.Sentence == part.Sentence && Lasts(draft, d.Column, part)):
                    part.Role = "relates";
                    break;
                // "which drivers delivered more than 20 parcels": the date is not asked for.
                case MentionTarget.Column when draft.Outputs.Count > 0 && draft.IsTime(part) && part.Text.EndsWith("ed", StringComparison.Ordinal) && draft.At(part.Index + 1) is { Role: "condition", Target: MentionTarget.Comparison or MentionTarget.Number }:
                    part.Role = "relates";
                    break;
                // "how much have sponsors paid": the amount that they paid.
                case MentionTarget.Column when part.Mention!.Link != LinkKind.Exact && Linking.Words.RelationVerbs.IsParticiple(part.Text) && draft.Question.Folded is ["how", "much", ..] && draft.IsNumber(part) && draft.IsAdditive(part.Strongest!):
                    part.Role = "shown";
                    draft.Outputs.Add(new Quantity.Value(part));
                    break;
                // "settlements made": the verb alone shows nothing.
                case MentionTarget.Column when part.Mention!.Link != LinkKind.Exact && Linking.Words.RelationVerbs.IsParticiple(part.Text) && !IsAskedWhen(draft, part):
                    part.Role = "relates";
                    if (!draft.RefersToSaid(part))
                        draft.Count(Feature.UnusedOutput);
                    break;
                // "… and the number": of what is ranked or compared.
                case MentionTarget.Column when part.Is("number", "count") && part.Mention!.Strength < 0.5 && draft.Orders.Exists(o => o.Key is not Quantity.Value):
                    part.Role = "counted";
                    draft.Outputs.Add(draft.Orders.First(o => o.Key is not Quantity.Value).Key);
                    break;
                // "conversion rate" of conversions and a bounce rate is one thing, which is not there.
                case MentionTarget.Column when part.Mention!.Link is LinkKind.Part or LinkKind.General && draft.At(part.Index - 1) is { Role: "shown", Target: MentionTarget.Column } beside && beside.Mention!.End == part.Mention.Start && (draft.IsNumber(beside) || draft.IsTruth(beside)) && draft.IsNumber(part):
                    break;
                case MentionTarget.Column when asked is null || part.Sentence == asked || draft.Orders.Count == 0:
                    part.Role = "shown";
                    // "average age and salary": the list shares its aggregate.
                    if (last is { } again && draft.IsNumber(part) && draft.Previous(part) is { Target: MentionTarget.And } && !draft.Groups.Exists(g => part.Strongest is { } own && g.Tables.Contains(own.TableName)))
                        draft.Outputs.Add(new Quantity.Aggregate(again, part));
                    else if (!draft.Outputs.Exists(o => o is Quantity.Value && Same(o.Noun, part)))
                        draft.Outputs.Add(new Quantity.Value(part));
                    break;
            }
        }

        WithTheir(draft);
        Trailing(draft);
        if (asked is { } sentence && draft.Outputs.Exists(o => o.Noun.Sentence == sentence))
            draft.Outputs.RemoveAll(o => o.Noun.Sentence >= 0 && o.Noun.Sentence < sentence && (o is Quantity.Value || draft.Outputs.Exists(other => other.Noun.Sentence == sentence && other is not Quantity.Value)));
    }

    // "shows with their host": who it is.
    private static void WithTheir(EntityDraft draft)
    {
        foreach (var part in draft.Unused<MentionTarget.Table>().Where(p => draft.At(p.Index - 1)?.Is("their", "its") == true && draft.At(p.Index - 2)?.Is("with") == true && draft.Parts[0].Target is MentionTarget.Listing { Which: false }).ToList())
        {
            part.Role = "shown";
            draft.Outputs.Add(new Quantity.Value(part));
        }
    }

    // "how long do repairs take on average": the aggregate stands behind what it is of.
    private static void Trailing(EntityDraft draft)
    {
        foreach (var part in draft.Unused<MentionTarget.Aggregate>().Where(p => p.Is("on average", "in total", "altogether", "all together", "all told", "together") && draft.Next(p) is not { IsNoun: true }).ToList())
        {
            if (draft.Outputs.LastOrDefault() is not Quantity.Value { Noun: { Target: MentionTarget.Column } noun } || !draft.IsNumber(noun) || noun.Sentence != part.Sentence || noun.Index > part.Index)
                continue;
            part.Role = "aggregate";
            draft.Outputs[^1] = new Quantity.Aggregate(((MentionTarget.Aggregate)part.Target!).Function, noun);
        }
    }

    // "… and when they were built": the year or date is shown.
    private static bool IsAskedWhen(EntityDraft draft, Part part) =>
        part is { Target: MentionTarget.Column, Strongest: { } column } && (draft.IsTime(part) || draft.Question.Lexicon.IsYear(column)) && draft.Parts.Take(part.Index).Reverse().TakeWhile(p => p.Sentence == part.Sentence && p.Clause == part.Clause).LastOrDefault() is { Text: "when" } when
        && draft.Parts.Skip(when.Index).Take(part.Index - when.Index).All(p => p.Target is null or MentionTarget.Filler) && draft.At(when.Index - 1)?.Target is MentionTarget.And && part.Index - when.Index < 5;

    // "club names with number of flyers".
    private static bool IsWith(EntityDraft draft, Part part) => draft.Parts[0].Target is MentionTarget.Column or MentionTarget.Table && draft.At(part.Index - 1) is { Mention: null } with && with.Is("with") && draft.At(with.Index - 1) is { IsNoun: true };

    // "orders without a customer, how many?"
    private static bool IsLast(EntityDraft draft, Part part) =>
        part.Target is MentionTarget.Count && draft.Parts.Skip(part.Index + 1).All(p => p.Target is null or MentionTarget.Filler);

    // "list orders with region and amount": nothing is asked of the columns.
    private static bool IsShownWith(EntityDraft draft, Part part)
    {
        var clause = draft.Parts.Where(p => p.Sentence == part.Sentence && p.Clause == part.Clause).ToList();
        return (draft.Parts[0].Target is MentionTarget.Listing { Which: false } || draft.Parts.All(p => p.Target is not (MentionTarget.Listing or MentionTarget.Count or MentionTarget.Aggregate))) && clause[0] is { Mention: null } opener && opener.Is("with") && clause.Count(p => p.Target is MentionTarget.Column) > (draft.Ranked || clause.Exists(p => p.Is("their", "its")) ? 0 : 1)
            && clause.TrueForAll(p => p.Target is null or MentionTarget.Column or MentionTarget.And or MentionTarget.Filler or MentionTarget.Order || (p.Target is MentionTarget.Table && clause.Exists(c => c.Owner == p)) || (p.Target is MentionTarget.Value or MentionTarget.Period && draft.At(p.Index - 1) is { Mention: null }));
    }

    // "parts with fewer than 10 in stock, name and stock", "members without a visit, names please": a list of columns, or the names, end it.
    private static bool EndsList(EntityDraft draft, Part part)
    {
        if (part.Target is not MentionTarget.Column || !draft.Parts.Skip(part.Index).All(p => p.Target is null or MentionTarget.Filler or MentionTarget.And || IsShown(p)))
            return false;
        var first = part.Index;
        while (first > 0 && draft.Parts[first - 1] is var before && (before.Text != "," && (before.Target is null or MentionTarget.And || IsShown(before))))
            first--;
        return first > 0 && draft.Parts[first - 1].Text == "," && (draft.Parts.Skip(first).Count(IsShown) > 1 || part.Is("names", "name")) && draft.Parts.Skip(first).All(p => p.Mention is not null || ClauseWords.Determiners.Contains(p.Text) || p.Is("please", "pls", "plz", "only", "each", "once"));

        bool IsShown(Part p) => p is { Target: MentionTarget.Column, Role: null or "shown" } && !draft.IsTruth(p);
    }

    // "employees who report to Ann, and what are their salaries": a list begins anew.
    private static bool Continues(EntityDraft draft, Part part)
    {
        for (var at = draft.At(part.Index - 1); at is not null && at.Sentence == part.Sentence; at = draft.At(at.Index - 1))
        {
            if (at.Target is MentionTarget.Listing && at.Text.StartsWith("what", StringComparison.Ordinal))
                return draft.Previous(at) is { Target: MentionTarget.And };
            if (at.Target is MentionTarget.Value or MentionTarget.Relation or MentionTarget.Comparison or MentionTarget.Number or MentionTarget.Table || (at.Mention is null && ClauseWords.Openers.Contains(at.Text)))
                return false;
        }

        return false;
    }

    // "How many does each own? List the name and the count.", "… Show the name and the average.": of what is shown already.
    private static bool SaysAgain(EntityDraft draft, Part part)
    {
        var next = draft.Parts.Skip(part.Index + 1).FirstOrDefault(p => p.Sentence == part.Sentence && p.Target is not (null or MentionTarget.Filler or MentionTarget.Relation));
        if (draft.Outputs.Find(o => o.Noun.Sentence < part.Sentence && (part.Target is MentionTarget.Aggregate aggregate ? (o as Quantity.Aggregate)?.Function == aggregate.Function : o is Quantity.Count)) is not { } said
            || (next is not (null or { Target: MentionTarget.And }) && !(next.Target is MentionTarget.Table && next.Tables.Any(said.Noun.Tables.Contains)) && !(part.Target is MentionTarget.Aggregate && next.Target is MentionTarget.Column && next.Columns.Any(c => said.Noun.Columns.Any(s => s.Target == c.Target)))))
            return false;
        part.Role = "said again";
        if (next is { Target: MentionTarget.Table or MentionTarget.Column })
            next.Role = part.Role;
        return true;
    }

    // "… and how many are there?", "List the name and the number": of what is counted or ranked anyway.
    private static Quantity? Unnamed(EntityDraft draft, Part part)
    {
        if (part.Target is not MentionTarget.Count || draft.Next(part) is { IsNoun: true })
            return null;
        part.Role = "counted";
        // "gold members living in Potsdam, how many": those that are named.
        if (part.Index > 0 && IsLast(draft, part) && draft.Orders.Count == 0 && draft.Demands.TrueForAll(d => d is not Demand.Counts) && draft.Parts.FirstOrDefault(p => p is { Target: MentionTarget.Table, Clause: 0, Negated: false, Role: null or "owner" }) is { } named && named.Index < part.Index
            && draft.Parts.Take(named.Index).All(p => p.Target is null or MentionTarget.Filler or MentionTarget.Value or MentionTarget.Listing))
        {
            named.Role = "counted";
            return new Quantity.Count(named, false);
        }

        return draft.Orders.Select(o => o.Key).Concat(draft.Demands.OfType<Demand.Counts>().Select(d => d.Quantity)).FirstOrDefault(q => q is not Quantity.Value)
            ?? new Quantity.Count(SuperlativeRule.Occurrences, false);
    }

    // Whether a column holds a time up to the date that a verb names.
    private static bool Lasts(EntityDraft draft, Part duration, Part verb) =>
        duration.Columns.Select(c => draft.Column(c.Target)?.Computation).OfType<SemanticModel.Definitions.ColumnComputation.TimeBetween>().Any(t => verb.Columns.Any(c => c.Target.ColumnName == t.To));

    /// <summary>The last sentence that asks to list columns, when it is not the first.</summary>
    private static int? AskedSentence(EntityDraft draft) =>
        draft.Parts.LastOrDefault(p => p is { Sentence: > 0, Used: false } && p.Target is MentionTarget.Column or MentionTarget.Count)?.Sentence;

    private static bool Another(EntityDraft draft, Part next) =>
        next.Target is MentionTarget.Aggregate || draft.Next(next)?.Target is MentionTarget.Aggregate;

    // "students in the house with …" lists students.
    private static bool LiesIn(EntityDraft draft, Part column)
    {
        var word = draft.At(column.Index - 1);
        while (word is { Mention: null } && word.Is("the", "a", "an", "same"))
            word = draft.At(word.Index - 1);
        return word is { Mention: null } && word.Is("in", "from", "at", "by", "on") && draft.At(word.Index - 1) is { Target: MentionTarget.Table };
    }

    private static bool Belongs(EntityDraft draft, Part column)
    {
        for (var at = draft.At(column.Index - 1); at is not null && at.Sentence == column.Sentence; at = draft.At(at.Index - 1))
        {
            if (at.Target is MentionTarget.And or MentionTarget.Aggregate or MentionTarget.Count || (at.Target is MentionTarget.Listing listing && (listing.Which || at.Index == 0)))
                return false;
            if (at is { Mention: null } && ClauseWords.Belonging.Contains(at.Text))
                return true;
            if (at.Target is MentionTarget.Relation or MentionTarget.Value or MentionTarget.Activity)
                return true;
            if (at.IsNoun && at.Target is MentionTarget.Column)
                return false;
        }

        return false;
    }

    private static bool Same(Part one, Part other) => one.Text == other.Text && one.Owner == other.Owner && one.Sentence == other.Sentence;
}
