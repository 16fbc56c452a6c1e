using NlSql.Query.Linking;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Rules;

/// <summary>"top 5 products", "which region has the highest revenue", "customers with the most orders", "lowest unit price".</summary>
internal sealed class RankingRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Items.Where(i => i is { Used: false, Target: MentionTarget.Limit }).ToList())
            Limit(draft, item, (MentionTarget.Limit)item.Target);
        foreach (var item in draft.Unused<MentionTarget.Extreme>().ToList())
            Extreme(draft, item, ((MentionTarget.Extreme)item.Target).Largest);
        // "comes second in sales".
        foreach (var item in draft.Unused<MentionTarget.Place>().ToList())
        {
            item.Role = "place";
            draft.Largest ??= true;
            (draft.Skipped, draft.Limit) = (((MentionTarget.Place)item.Target).Rank - 1, 1);
            Rank(draft, item);
        }
    }

    private static readonly string[] Counting = ["most", "least", "fewest", "more", "busiest", "majority"];

    private static void Limit(Draft draft, Item item, MentionTarget.Limit limit)
    {
        item.Role = "limit";
        draft.Largest ??= limit.Largest;
        draft.Limit ??= limit.Rows ?? (draft.Next(item) is { } thing && IsPlural(draft, thing) ? null : 1);
        // "first 10 customers" lists them.
        if (limit.Largest is not null)
            Rank(draft, item);
    }

    private static void Extreme(Draft draft, Item item, bool largest)
    {
        item.Role = "superlative";
        draft.Largest ??= largest;
        // "second best product".
        if (draft.Previous(item) is { Used: false, Target: MentionTarget.Place place } before)
        {
            before.Role = "place";
            (draft.Skipped, draft.Limit) = (place.Rank - 1, 1);
        }
        var next = After(draft, item);
        if (next is { Used: false, Target: MentionTarget.Column } && Measures.FactColumn(draft, next) is not null && draft.Skipped == 0
            && (!HasThing(draft, next) || (draft.Next(next)?.Target is MentionTarget.Grouping && draft.Groups.Count == 0)))
        {
            // "highest unit price" of all: the extreme itself.
            Measures.Add(draft, next, largest ? AggregateFunction.Max : AggregateFunction.Min);
            draft.Largest = null;
            return;
        }

        Rank(draft, item);
        if (draft.Limit is null && draft.Largest is not null && Thing(draft, item) is { } thing)
        {
            if (draft.Previous(thing) is { Used: false, Target: MentionTarget.Number { Form: NumberForm.Digits or NumberForm.Word } number } count)
            {
                draft.Limit = (int)Math.Clamp(decimal.Truncate(number.Amount), 1, 10_000);
                count.Role = "limit";
            }
            else if (!IsPlural(draft, thing))
            {
                draft.Limit = 1;
            }
        }
    }

    // What stands behind the superlative is either the measure ("highest revenue") or the thing ("best region").
    private static void Rank(Draft draft, Item item)
    {
        if (After(draft, item) is not { Used: false } next)
            return;
        if (next.Target is MentionTarget.Count && After(draft, next) is { Used: false, IsNoun: true } counted)
        {
            next.Role = "count";
            draft.RankedBy ??= counted.Target is MentionTarget.Metric metric ? Measures.Add(draft, counted, metric.Name) : CountOf(draft, counted);
        }
        else if (next.Target is MentionTarget.Metric ranking)
        {
            draft.RankedBy ??= Measures.Add(draft, next, ranking.Name);
            // "highest revenue regions": the thing follows the measure.
            if (After(draft, next) is { Used: false, Target: MentionTarget.Column or MentionTarget.Table } thing && draft.Groups.Count == 0)
                Group(draft, thing);
        }
        else if (next.Target is MentionTarget.Column && Measures.FactColumn(draft, next) is not null)
        {
            draft.RankedBy ??= Measures.Of(draft, next);
        }
        else if (next.Target is MentionTarget.Table && item.Target is MentionTarget.Extreme && IsRankedBySaid(draft, next))
        {
            // "the best artist of each genre, by total fees"
            Group(draft, next);
        }
        else if (next.Target is MentionTarget.Table && item.Target is MentionTarget.Extreme && (draft.Groups.Count > 0 || HasThing(draft, next)))
        {
            // "highest expense per category": what one is worth.
            if (!Counts(draft, item) && draft.Question.Lexicon.Ledgers.Worth(((MentionTarget.Table)next.Target).Name) is { } worth)
            {
                Measures.OfWorth(draft, next, worth, draft.Largest == true ? AggregateFunction.Max : AggregateFunction.Min);
                (draft.Largest, draft.Limit) = (null, null);
                return;
            }

            // "the biggest venue in each town" is not about how many there are.
            if (!Counts(draft, item))
                return;
            // "region with the most customers"
            if (draft.SameSpan<MentionTarget.Metric>(next).Any())
                draft.Count(Feature.TableReadAsMeasure);
            draft.RankedBy ??= Measures.CountRows(draft, next);
        }
        else if (Counts(draft, item) && next.Target is MentionTarget.Value { TableName: var table } && !(draft.Next(next) is { IsNoun: true } noun && noun.Mention.Start == next.Mention.End))
        {
            // "the most no-shows": the rows that are.
            draft.RankedBy ??= Measures.CountRows(draft, next, table);
        }
        else if (Counts(draft, item) && Measures.IsDate(draft, next))
        {
            // "the most signups"
            draft.RankedBy ??= Measures.Add(draft, next, AggregateFunction.Count);
        }
        else if (next.Target is MentionTarget.Column or MentionTarget.Table)
        {
            Group(draft, next);
        }
        else if (next.Target is MentionTarget.DateUnit unit)
        {
            next.Role = "group";
            draft.Groups.Add(new() { Source = next, IsTime = true, Part = unit.Part, Announced = true });
        }
        else if (next.Target is MentionTarget.Grain { Stated: false, Size: { } size })
        {
            next.Role = "group";
            draft.Groups.Add(new() { Source = next, IsTime = true, Grain = size, Announced = true });
        }
    }

    private static bool IsRankedBySaid(Draft draft, Item thing) => draft.Items.Skip(thing.Index + 1).Any(i => i is { Used: false, Target: MentionTarget.Grouping { Each: false } }
        && draft.Next(i) is { Used: false } key && (key.Target is MentionTarget.Count or MentionTarget.Aggregate or MentionTarget.Metric || Measures.FactColumn(draft, key) is not null));

    private static Measure? CountOf(Draft draft, Item counted)
    {
        if (counted.Target is MentionTarget.Table)
            return Measures.CountRows(draft, counted);
        return Measures.Add(draft, counted, Measures.IsDate(draft, counted) ? AggregateFunction.Count : AggregateFunction.CountDistinct);
    }

    private static bool Counts(Draft draft, Item superlative) => Counts(draft.Question, superlative.Mention);

    /// <summary>Whether a superlative is one of number: "most", "fewest".</summary>
    public static bool Counts(LinkedQuestion question, Mention superlative) =>
        Enumerable.Range(superlative.Start, superlative.End - superlative.Start).Any(i => Counting.Contains(question.Words[i].Best));

    private static Item? After(Draft draft, Item item)
    {
        var next = draft.Next(item);
        while (next?.Target is MentionTarget.Activity or MentionTarget.Aggregate { Function: AggregateFunction.Sum } or MentionTarget.Distinct || IsAdjective(draft, next))
            next = draft.Next(next!);
        return next;
    }

    // "the most late deliveries"
    private static bool IsAdjective(Draft draft, Item? item) => item is { Used: false } && MissingRule.IsTruth(draft, item) && draft.Next(item) is { Used: false, Target: MentionTarget.Table or MentionTarget.Metric };

    private static void Group(Draft draft, Item thing)
    {
        thing.Role = "group";
        draft.Groups.Add(new() { Source = thing, Announced = true });
    }

    // Is there something else in the question that can be ranked?
    private static bool HasThing(Draft draft, Item except) =>
        draft.Items.Any(i => i != except && ((i is { Used: false, Target: MentionTarget.Table or MentionTarget.Column } && Measures.FactColumn(draft, i) is null)
            || i.Target is MentionTarget.Grain { Size: not null } or MentionTarget.DateUnit));

    private static Item? Thing(Draft draft, Item superlative) =>
        draft.Groups.Select(g => g.Source).FirstOrDefault(s => s is not null)
        ?? draft.Items.Where(i => !i.Used && (i.Target is MentionTarget.Table or MentionTarget.Column || i.Target is MentionTarget.Grain { Stated: false } or MentionTarget.DateUnit))
            .OrderBy(i => Math.Abs(i.Index - superlative.Index)).FirstOrDefault();

    private static bool IsPlural(Draft draft, Item thing)
    {
        var last = draft.Question.Words[thing.Mention.End - 1].Token;
        return last.Folded.EndsWith('s') && last.Folded != last.Stem;
    }
}
