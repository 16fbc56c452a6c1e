using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;

namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>Tables left over: the thing that is listed, or other things that must belong to it ("customers that have a loan").</summary>
internal sealed class TableRule : EntityRule
{
    // "Show stars, too" adds to what was asked for; "Show stars" says all that is.
    private static bool AsksForMore(EntityDraft draft) => draft.Question.Words.Any(w => w.Best is "too" or "also") || draft.Question.Folded is [.., "as", "well"] or [.., "as", "well", _];

    public override void Apply(EntityDraft draft)
    {
        draft.Thing = draft.Parts.FirstOrDefault(p => p is { Target: MentionTarget.Table, Clause: 0, Negated: false } && p.Role is null or "owner" && p.Sentence == 0);
        if (draft.Thing is { } first && IsObject(draft, first))
            draft.Thing = null;
        // "birds hatched after 2016 with their species".
        if (draft.Thing is { Role: "owner" } listed && draft.Outputs.Count > 0 && draft.Parts[0].Target is MentionTarget.Listing { Which: false } && draft.Outputs.TrueForAll(o => o is Quantity.Value && o.Noun.Clause > listed.Clause && o.Noun.Owner != listed))
        {
            Show(draft, listed, 0);
        }

        foreach (var part in draft.Parts.Where(p => p.Target is MentionTarget.Table && p.Role is null).ToList())
        {
            if (part == draft.Thing)
            {
                part.Role = "thing";
                // "the companies and their industries": the things are shown, too.
                if (draft.Previous(part) is null or { Target: MentionTarget.Listing or MentionTarget.Gradable or MentionTarget.Extreme or MentionTarget.Limit } && draft.Next(part) is { Target: MentionTarget.And } and && draft.Next(and) is { Role: "shown" } beside && draft.Outputs.FindIndex(o => o.Noun == beside) is >= 0 and var at)
                {
                    Show(draft, part, at);
                }

                // "which instructors were hired before 2010, and on what date": those that are asked for are shown first.
                if (part.Role == "thing" && draft.Previous(part) is { Target: MentionTarget.Listing { Which: true } } && draft.Outputs.Count > 0 && draft.Outputs.TrueForAll(o => o is Quantity.Value && o.Noun.Index > part.Index && o.Noun.Owner != part && (o.Noun.Sentence == part.Sentence || AsksForMore(draft))))
                {
                    Show(draft, part, 0);
                }

                if (IsTheirs(draft, part))
                {
                    Show(draft, part, draft.Outputs.Count);
                }

                // "list the wines of Weingut Adler together with their price".
                if (part.Role == "thing" && draft.Previous(part) is { Target: MentionTarget.Listing { Which: false } } && draft.Outputs.Count > 0 && draft.Outputs.TrueForAll(o => o is Quantity.Value) && draft.At(draft.Outputs[0].Noun.Index - 1)?.Is("their", "its") == true)
                {
                    Show(draft, part, 0);
                }

                // "list orders with region and amount".
                if (draft.Outputs.Count > 0 && draft.Outputs.TrueForAll(o => o.Noun.Clause > part.Clause && o is Quantity.Value))
                {
                    Show(draft, part, 0);
                }
            }
            else if (RelationVerbs.IsParticiple(part.Text) && part.Mention!.Link != LinkKind.Exact && draft.Demands.Exists(d => d.Place == (part.Sentence, part.Clause)))
            {
                // "students who enrolled in Algebra": the verb says how the course belongs to them, no more.
                part.Role = "relates";
            }
            else if (RelationVerbs.Contains(part.Text) && part.Mention!.Link != LinkKind.Exact && draft.Parts.Any(p => p != part && p.Sentence == part.Sentence && Math.Abs(p.Index - part.Index) <= 4 && p.Tables.Any(part.Tables.Contains)))
            {
                // "file any claims": the verb and its object are one.
                part.Role = "relates";
            }
            else if (draft.Thing is { } thing && part.Tables[0] == thing.Tables[0] && !part.Negated)
            {
                part.Role = "thing again";
            }
            else if (!part.Negated && draft.Parts.Any(p => p.Owner == part && p.Used))
            {
                part.Role = "owner";
            }
            else if (!part.Negated && IsAskedWhich(draft, part))
            {
                Show(draft, part, draft.Outputs.Count);
            }
            else if (IsTheirs(draft, part))
            {
                Show(draft, part, draft.Outputs.Count);
            }
            else if (!part.Negated && LiesInDenied(draft, part))
            {
                part.Role = "owner";
            }
            else if (part.Clause == 0 && !part.Negated && draft.Previous(part) is { Target: MentionTarget.And } && draft.Outputs.Exists(o => o is Quantity.Value) is false)
            {
                Show(draft, part, draft.Outputs.Count);
            }
            else
            {
                part.Role = "related";
                draft.Demands.Add(new Demand.Exists(part) { Place = (part.Sentence, part.Clause), Negated = part.Negated });
            }
        }
    }

    // "the titles of the party games and their designers".
    private static bool IsTheirs(EntityDraft draft, Part part) => !part.Negated && draft.Outputs.Count > 0 && draft.Outputs.TrueForAll(o => o is Quantity.Value && o.Noun.Index < part.Index)
        && draft.At(part.Index - 1)?.Is("their", "its") == true && draft.At(part.Index - 2)?.Target is MentionTarget.And;

    private static void Show(EntityDraft draft, Part part, int at)
    {
        part.Role = "shown";
        draft.Outputs.Insert(at, new Quantity.Value(part));
    }

    // "how many members took part in expeditions": the members are the thing, and counted already.
    private static bool IsObject(EntityDraft draft, Part part) => draft.Parts.FirstOrDefault(p => p is { Role: "counted", Target: MentionTarget.Table, Clause: 0, Sentence: 0 } && p.Index < part.Index) is { } counted && !counted.Tables.Intersect(part.Tables).Any()
        && draft.Parts.Skip(counted.Index + 1).Take(part.Index - counted.Index - 1).ToList() is var between && between.Exists(p => p.Target is MentionTarget.Relation or MentionTarget.Activity) && between.TrueForAll(p => p.Target is null or MentionTarget.Relation or MentionTarget.Activity or MentionTarget.Filler);

    // "what is its name and which dairy produces it", "… and on which canal is it": the other thing is shown, too.
    private static bool IsAskedWhich(EntityDraft draft, Part part)
    {
        if (draft.At(part.Index - 1) is not { Target: MentionTarget.Listing { Which: true } } which || which.Text.Split(' ')[^1] is not ("which" or "what") || draft.Outputs.Count == 0 || !draft.Outputs.TrueForAll(o => o is Quantity.Value))
            return false;
        var before = draft.At(which.Index - 1);
        while (before is { Mention: null } && ClauseWords.Belonging.Contains(before.Text))
            before = draft.At(before.Index - 1);
        return before is { Target: MentionTarget.And } && draft.Thing is { } thing && draft.Leads(thing.Tables[0], part.Tables[0]);
    }

    // "barges without a passage through a lock", "who do not have any hive in their apiaries": where what they do not have would be.
    private static bool LiesInDenied(EntityDraft draft, Part part)
    {
        var lies = false;
        for (var at = draft.At(part.Index - 1); at is not null && at.Sentence == part.Sentence; at = draft.At(at.Index - 1))
        {
            if (at is { Target: MentionTarget.Table, Negated: true })
                return lies && draft.Leads(at.Tables[0], part.Tables[0]);
            if (at.Target is not (null or MentionTarget.Filler or MentionTarget.Relation or MentionTarget.Value) && !draft.IsTruth(at))
                return false;
            lies |= at.Mention is null && (ClauseWords.Belonging.Contains(at.Text) || at.Is("through"));
        }

        return false;
    }
}
