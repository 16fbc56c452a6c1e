using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Rules;

/// <summary>"by region", "per month", "for each store and category"; "by revenue" after a ranking is what it ranks by.</summary>
internal sealed class GroupingRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Unused<MentionTarget.Grouping>().ToList())
        {
            var each = ((MentionTarget.Grouping)item.Target).Each;
            var next = Skip(draft, draft.Next(item));
            // "across all stores": of all of them, not for each.
            if (each && next is { Used: false, IsNoun: true } && draft.Question.Words[next.Mention.Start - 1].Best == "all")
            {
                item.Role = next.Role = "of all";
                continue;
            }

            // "share of each class among members": of all of them.
            if (draft.Shared && draft.Measures.Count == 0 && draft.Groups.Count > 0 && next is { Used: false, Target: MentionTarget.Table } && draft.Question.Words[item.Mention.Start].Best is "among" or "amongst")
            {
                item.Role = "of all";
                Measures.CountRows(draft, next);
                continue;
            }

            // "stores by number of orders", "rank the regions by margin": what they are ranked by.
            if (!each && draft.Largest is null && next is { Used: false, Target: MentionTarget.Metric } or { Role: "count" } && Ranked(draft, item) is { } ranked)
            {
                ranked.Role = "group";
                draft.Groups.Add(new() { Source = ranked, Announced = true });
                draft.Largest = true;
            }

            var found = false;
            // "top 5 agents by number of tickets", "by average price": what is measured is what is ranked by.
            if (!each && draft.Largest is not null && next is { Role: "count" or "aggregate" } && draft.Measures.Where(m => m.Source?.Index > next.Index).MinBy(m => m.Source!.Index) is { } ranking)
            {
                draft.RankedBy ??= ranking;
                item.Role = "grouping";
                continue;
            }

            // "top 3 products per region and month": within both; "top 3 by region and category" says not which is within which.
            var within = each || draft.Groups.Count > 0;
            while (next is { Used: false } && Take(draft, next = Head(draft, next), each, within))
            {
                found = true;
                // "by region, category and month"; a metric after "and" is another measure: "by region and the number of orders".
                var following = draft.Next(next);
                if (following is not { Used: false, Target: MentionTarget.And } and)
                {
                    // "by region by month" goes on with its own word; "by region month" is keyword style.
                    next = following;
                    if (next is { Used: false, Target: MentionTarget.Grain { Stated: false } })
                        continue;
                    break;
                }

                next = Skip(draft, draft.Next(and));
                if (next?.Target is MentionTarget.Metric or MentionTarget.Count or MentionTarget.Aggregate || IsKept(draft, and, next) || IsOfOthers(draft, and, next))
                    break;
                if (next is { Used: false, Target: MentionTarget.Column or MentionTarget.Table or MentionTarget.Grain or MentionTarget.DateUnit })
                    and.Role = "and";
            }

            if (found)
                item.Role = "grouping";
        }
    }

    // All that stands before "by": the things, and at most that they are to be ranked.
    private static Item? Ranked(Draft draft, Item by) =>
        draft.Previous(by) is { Used: false, Target: MentionTarget.Table or MentionTarget.Column } thing && Measures.FactColumn(draft, thing) is null && draft.Groups.Count == 0
        && draft.Question.Words[thing.Mention.End - 1].Token is var last && last.Folded.EndsWith('s') && last.Folded != last.Stem
        && draft.Items.Take(thing.Index).All(i => i.Target is MentionTarget.Order { TakesKey: false } or MentionTarget.Filler)
            ? thing
            : null;

    // "by carrier, only the damaged ones": which rows count, and no further group.
    private static bool IsKept(Draft draft, Item and, Item? next) => next is not null && MissingRule.IsTruth(draft, next)
        && (draft.Question.Words.Skip(and.Mention.End).Take(next.Mention.Start - and.Mention.End).Any(w => w.Best is "only" or "just") || (next.Mention.End < draft.Question.Words.Count && draft.Question.Words[next.Mention.End].Best == "ones"));

    // "by country, for invoices of 2025": what is measured, and no further group.
    private static bool IsOfOthers(Draft draft, Item and, Item? next) => next is not null && draft.Question.Folded[and.Mention.Start] == "," && draft.Question.Folded.Skip(and.Mention.End).Take(next.Mention.Start - and.Mention.End).Any(w => w is "for" or "of" or "from" or "in" or "on");

    private static bool Take(Draft draft, Item item, bool each, bool within)
    {
        switch (item.Target)
        {
            case MentionTarget.Metric metric when !each && draft.Largest is not null:
                draft.RankedBy ??= Measures.Add(draft, item, metric.Name);
                return true;
            // "by number of cancelled orders": the value says which.
            // "top 3 campaigns by ad spend": by what the rows of that table are worth.
            case MentionTarget.Table when !each && draft.Largest is not null && Measures.Worth(draft, item) is { } worth:
                draft.RankedBy ??= Measures.Add(draft, item, worth.Name);
                return true;
            case MentionTarget.Count when !each && draft.Largest is not null && Counted(draft, item) is { } counted:
                item.Role = "count";
                draft.RankedBy ??= counted.Target is MentionTarget.Metric name ? Measures.Add(draft, counted, name.Name)
                    : counted.Target is MentionTarget.Table ? Measures.CountRows(draft, counted)
                    : Measures.Add(draft, counted, AggregateFunction.CountDistinct);
                return true;
            case MentionTarget.Column when !each && draft.Largest is not null && Measures.FactColumn(draft, item) is not null:
                draft.RankedBy ??= Measures.Of(draft, item);
                return true;
            // "compare North and South by amount".
            case MentionTarget.Column when !each && draft.ComparesValues && Measures.FactColumn(draft, item) is not null:
                Measures.Of(draft, item);
                return true;
            // "average amount per order" where each row is one.
            case MentionTarget.Table table when each && draft.Measures is [{ Aggregate: AggregateFunction.Avg or AggregateFunction.Median, Source: { } averaged }] && averaged.Chosen is MentionTarget.Column own
                && own.TableName == table.Name && draft.Question.Lexicon.Ledgers.Contains(table.Name):
                item.Role = "of all";
                return true;
            // "cost per km": a rate, not a group of each number of them.
            case MentionTarget.Column when each && draft.Question.Words[item.Mention.Start - 1].Best == "per" && Measures.FactColumn(draft, item) is { Additive: Additivity.Full }:
                return false;
            // "lessons per person" where a column counts them.
            case MentionTarget.Column when (item.Mention.Link == LinkKind.General || (draft.Question.Lexicon.IsDrafted && item.Mention.Link == LinkKind.Synonym)) && draft.Question.Folded[item.Mention.Start - 1] != "of" && Measures.FactColumn(draft, item) is not null:
                return false;
            case MentionTarget.Column when PeriodColumnRule.Names(draft, item):
                return true;
            // "per quarter (by creation date)": the date that the quarters are of.
            case MentionTarget.Column when !each && Measures.IsDate(draft, item) && PeriodColumnRule.IsOfSeries(draft, item):
                return true;
            case MentionTarget.Column or MentionTarget.Table:
                if (draft.Previous(item) is { Used: false, Target: MentionTarget.Distinct } distinct)
                    distinct.Role = "grouping";
                item.Role = "group";
                draft.Groups.Add(new() { Source = item, Announced = true, Within = within });
                return true;
            case MentionTarget.DateUnit unit:
                item.Role = "group";
                draft.Groups.Add(new() { Source = item, IsTime = true, Part = unit.Part, Announced = true, Within = within });
                return true;
            case MentionTarget.Grain grain:
                item.Role = "group";
                draft.Groups.Add(new() { Source = item, IsTime = true, Grain = grain.Size, Announced = true, Within = within });
                return true;
            default:
                return false;
        }
    }

    // "by store format": the first says only whose it is.
    private static Item Head(Draft draft, Item noun)
    {
        while (draft.Next(noun) is { Used: false } head && CompoundNouns.IsModifier(draft.Question, noun.Mention, head.Mention))
        {
            noun.Role = "part of the name";
            noun = head;
        }

        return noun;
    }

    private static Item? Counted(Draft draft, Item count)
    {
        var next = draft.Next(count);
        while (next is { Used: false, Target: MentionTarget.Value })
            next = draft.Next(next);
        return next is { Used: false, IsNoun: true } ? next : null;
    }

    private static Item? Skip(Draft draft, Item? item)
    {
        while (item?.Role == "table of the column")
            item = draft.Next(item);
        while (item is { Used: false, Target: MentionTarget.Distinct or MentionTarget.Grouping or MentionTarget.Aggregate { Function: AggregateFunction.Sum } })
        {
            item.Role = "grouping";
            item = draft.Next(item);
        }

        return item;
    }
}
