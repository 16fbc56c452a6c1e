using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;

namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>"sorted by name", "in descending order of price", "ordered by age, oldest first".</summary>
internal sealed class SortRule : EntityRule
{
    public override void Apply(EntityDraft draft)
    {
        bool? direction = null;
        List<(Quantity Key, bool? Descending)> keys = [];
        foreach (var part in draft.Unused<MentionTarget.Order>().ToList())
        {
            if (part.Used)
                continue;
            var order = (MentionTarget.Order)part.Target!;
            part.Role = "order";
            if (order.Descending is { } said && keys.Count > 0 && !order.TakesKey)
                keys = [.. keys.Select(k => (k.Key, k.Descending ?? said))];
            direction = order.Descending ?? direction;
            var start = part;
            if (!order.TakesKey && keys.Count == 0 && Before(draft, part) is { } announced && Quantities.Read(draft, announced, "order key") is { } sorted)
            {
                keys.Add((sorted, order.Descending));
                continue;
            }

            if (!order.TakesKey)
            {
                // "ordered alphabetically by name", "in descending order by age".
                if (draft.Next(part) is not { Used: false, Target: MentionTarget.Grouping { Each: false } } by)
                    continue;
                by.Role = "order";
                start = by;
            }

            // "ordered by descending sales": the direction stands before the key.
            if (draft.Next(start) is { Used: false, Target: MentionTarget.Order { TakesKey: false, Descending: { } first } } turned)
            {
                turned.Role = "order";
                direction = first;
                start = turned;
            }

            var at = Skip(draft, start);
            while (at is not null && Quantities.Read(draft, at, "order key") is { } key)
            {
                keys.Add((key, order.Descending));
                var last = Last(draft, key.Noun);
                if (draft.Next(last) is not { Used: false, Target: MentionTarget.And } and || draft.Next(and) is not { Used: false } other || !CanOrder(other))
                    break;
                and.Role = "and";
                at = other;
            }
        }

        foreach (var (key, descending) in keys)
            draft.Orders.Add((key, descending ?? direction ?? false));
        // "top 5 courses by enrolments, biggest on top": the ranking says it already.
        if (keys.Count == 0 && direction is { } again && draft.Parts.Select(Largest).FirstOrDefault(l => l is not null) is { } largest)
        {
            if (again != largest)
                draft.Count(Feature.UnusedMention);
            return;
        }

        if (keys.Count == 0 && direction is { } wanted)
            draft.Orders.Add((new Quantity.Value(draft.Parts.Any(p => p.Role == "order" && p.Is(OrderWords.OfTime)) ? Dated(draft) : Unnamed), wanted));
    }

    // "names by years flying, most first": what stands behind "by", right before it.
    private static Part? Before(EntityDraft draft, Part order)
    {
        var comma = draft.At(order.Index - 1);
        var key = comma?.Target is MentionTarget.And ? draft.Previous(comma) : comma;
        if (key is not { Used: false, Target: MentionTarget.Column } || draft.Parts.Any(p => Largest(p) is not null) || !(draft.IsNumber(key) || draft.IsTime(key)) || draft.Previous(key) is not { Used: false, Target: MentionTarget.Grouping { Each: false } } by)
            return null;
        by.Role = "order";
        if (comma != key)
            comma!.Role = "and";
        return key;
    }

    private static bool? Largest(Part part) => part is not { Used: false } ? null : part.Target switch
    {
        MentionTarget.Limit limit => limit.Largest,
        MentionTarget.Extreme extreme => extreme.Largest,
        MentionTarget.Frequent frequent => frequent.Most,
        _ => null,
    };

    /// <summary>Stands for "whatever is shown first" where a direction has no key: "alphabetically".</summary>
    public static Part Unnamed { get; } = new(-1, null, "", -1, -1) { Role = "order key" };

    /// <summary>Stands for the usual date of what is listed: "newest first".</summary>
    public static Part UsualDate { get; } = new(-2, null, "", -1, -1) { Role = "order key" };

    // The only date that the question names, else the usual one.
    private static Part Dated(EntityDraft draft) => draft.Parts.Where(p => p.Target is MentionTarget.Column && draft.IsTime(p)).ToList() is [var named] ? named : UsualDate;

    private static bool CanOrder(Part part) => part.Target is MentionTarget.Column or MentionTarget.Aggregate or MentionTarget.Count;

    private static Part? Skip(EntityDraft draft, Part order)
    {
        var at = draft.Next(order);
        // "in ascending order of the customers' names" and "in order of each city's highest latitude".
        while (at is { Target: MentionTarget.Table } && draft.Next(at) is { Target: MentionTarget.Column or MentionTarget.Extreme or MentionTarget.Aggregate } next)
        {
            at.Role ??= "owner";
            at = next;
        }

        return at;
    }

    private static Part Last(EntityDraft draft, Part noun) =>
        draft.Next(noun) is { Target: MentionTarget.Table } owner && owner.Index - noun.Index <= 2 && noun.Owner == owner ? Owned(owner) : noun;

    private static Part Owned(Part owner)
    {
        owner.Role ??= "owner";
        return owner;
    }
}
