using NlSql.Query.Linking;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>"the most orders", "highest price", "top 3 by revenue", "oldest employee", "most common type": ranks, or takes the extreme itself.</summary>
internal sealed class SuperlativeRule : EntityRule
{
    // What is good or big without saying in what.
    private static readonly string[] OfSize =
        ["best", "the best", "worst", "the worst", "biggest", "the biggest", "largest", "the largest", "smallest", "the smallest", "strongest", "weakest", "poorest", "leading", "best selling", "worst selling", "top selling"];

    public override void Apply(EntityDraft draft)
    {
        foreach (var part in draft.Parts.Where(p => p.Target is MentionTarget.Limit or MentionTarget.Extreme or MentionTarget.Frequent or MentionTarget.Gradable).ToList())
        {
            if (part.Used)
                continue;
            switch (part.Target)
            {
                case MentionTarget.Limit limit:
                    Limit(draft, part, limit);
                    break;
                case MentionTarget.Extreme extreme:
                    Extreme(draft, part, extreme.Largest);
                    break;
                // "most popular courses by enrolments" says how often itself.
                case MentionTarget.Frequent frequent when Key(draft, part) is { } said:
                    part.Role = "superlative";
                    Rank(draft, said, frequent.Most, part);
                    break;
                case MentionTarget.Frequent frequent:
                    Frequent(draft, part, frequent.Most, null);
                    break;
                case MentionTarget.Gradable { Compares: false }:
                    Gradable(draft, part);
                    break;
            }
        }

        Unordered(draft);
    }

    // "the ten largest approved transactions" of what nothing says how large it is.
    private static void Unordered(EntityDraft draft)
    {
        if (draft.Orders.Count == 0 && draft.Parts.Any(p => p is { Role: "limit", Target: MentionTarget.Limit { Largest: not null } }))
            draft.Count(Feature.UnusedMention);
    }

    private static void Limit(EntityDraft draft, Part part, MentionTarget.Limit limit)
    {
        part.Role = "limit";
        draft.Limit ??= limit.Rows;
        draft.Ranked |= limit.Largest is not null;
        if (limit.Largest is not { } largest || draft.Orders.Count > 0)
            return;
        if (Key(draft, part) is { } key)
        {
            // "top 5 customers by freight cost": all of theirs, not the dearest one.
            draft.Orders.Add((AddedUp(draft, key), largest));
            return;
        }

        // "top 5 customers": by what they are worth.
        var category = draft.Next(part);
        while (category is { Used: false, Target: MentionTarget.Value })
            category = draft.Next(category);
        if (category is { Used: false, IsNoun: true } && draft.IsOfLedger(category) && draft.Parts.All(p => p.Target is not (MentionTarget.Extreme or MentionTarget.Gradable or MentionTarget.Frequent)))
        {
            draft.Orders.Add((new Quantity.Value(Worth), largest));
            return;
        }

        // "the 3 highest prices" and "top 3 most expensive products": the measure follows.
        if (draft.Next(part) is { Used: false, Target: MentionTarget.Column } column && draft.IsNumber(column) && Quantities.Read(draft, column, "ranked by") is { } own)
            Rank(draft, own, largest, part);
    }

    private static Quantity AddedUp(EntityDraft draft, Quantity key) => key is Quantity.Value { Noun.Strongest: { } summed } value && draft.IsAdditive(summed) ? value with { Adds = true } : key;

    private static void Extreme(EntityDraft draft, Part part, bool largest)
    {
        var next = draft.Next(part);
        // "the best average place": the first place is the best.
        if (part.Is("best", "the best", "worst", "the worst") && (next is { Target: MentionTarget.Aggregate } ? draft.Next(next) : next) is { Target: MentionTarget.Column, Strongest: { } place } ranked && draft.IsNumber(ranked) && place.ColumnName.Split('_')[^1] is "place" or "rank" or "position" or "standing" or "placing")
            largest = !largest;
        if (next is { Target: MentionTarget.Table, Role: "owner" } && draft.At(next.Index + 1) is { Target: MentionTarget.Column, Used: false } owned && owned.Owner == next)
        {
            // "the most cinemas opened in 2010": the verb is not what there is most of.
            if (Linking.Words.RelationVerbs.IsParticiple(owned.Text))
                (next.Role, owned.Owner) = (null, null);
            else
                next = owned;
        }

        // "the most user votes" of user scores and votes: the last noun is what there is most of.
        if (next is { Target: MentionTarget.Column, Used: false, Mention.Link: LinkKind.Part or LinkKind.General } modifier && draft.At(next.Index + 1) is { Target: MentionTarget.Column, Used: false } last && last.Mention!.Start == modifier.Mention!.End
            && draft.IsNumber(last) && modifier.Mention.Strength < last.Mention.Strength && !modifier.Columns.Any(c => last.Columns.Any(v => v.Target == c.Target)) && Quantities.Read(draft, last, "ranked by") is { } amount)
        {
            part.Role = "superlative";
            modifier.Role = "part of the name";
            Rank(draft, amount, largest, part);
            return;
        }

        // "the most recent", "the most popular": the adjective says what.
        if (next is { Target: MentionTarget.Frequent or MentionTarget.Gradable { Compares: false } } && next.Mention!.Start == part.Mention!.End)
        {
            part.Role = "superlative";
            return;
        }

        if (Key(draft, part) is { } said)
        {
            part.Role = "superlative";
            // "the best customer in terms of charges": of all of theirs.
            Rank(draft, OfSize.Contains(part.Text) ? AddedUp(draft, said) : said, largest, part);
            return;
        }

        // "the highest station", "which lighthouse is the highest".
        if (part.Is("highest", "the highest", "lowest", "the lowest") && (next is { Target: MentionTarget.Table } ? next : next is null or { Target: MentionTarget.And } && draft.Previous(part) is { Target: MentionTarget.Table } whose ? whose : null) is { } high && Height(draft, high) is { } height)
        {
            part.Role = "superlative";
            Rank(draft, new Quantity.Value(new(-1, Mention.Of(part.Mention!.Start, part.Mention.End, height), part.Text, part.Sentence, part.Clause) { Role = "ranked by" }), largest, part);
            return;
        }

        // "looks after the most money".
        if (part.Text.EndsWith(" money", StringComparison.Ordinal))
        {
            Frequent(draft, part, largest, Worth);
            return;
        }

        // "the product bought the most": how often; "cost us the most".
        var verb = draft.Previous(part);
        while (verb is { Target: MentionTarget.Place } || verb?.Is("us", "you", "them") == true)
            verb = draft.Previous(verb);
        // "gives the most overall", "in the largest overall quantity".
        var total = part.Text.Contains("total", StringComparison.Ordinal);
        if (next is { Used: false, Target: MentionTarget.Aggregate { Function: AggregateFunction.Sum } } && next.Is("overall", "in total", "altogether", "all together", "all told"))
        {
            (next.Role, total) = ("total", true);
            next = draft.Next(next);
        }

        if (next is null or { Target: MentionTarget.And or MentionTarget.Listing } && part.Is("most", "the most", "least", "the least") && verb is { Target: MentionTarget.Activity or MentionTarget.Relation } or { Target: MentionTarget.Column or MentionTarget.Table, Mention.Link: not LinkKind.Exact })
        {
            var of = OfVerb(verb);
            // "who earns the most": the verb is no column that is shown.
            if (of is not null && verb is { Used: false, Target: MentionTarget.Column })
                verb.Role = "relates";
            Frequent(draft, part, largest, of);
            return;
        }

        var most = part.Is("most", "the most", "fewest", "the fewest", "least", "the least", "most of the", "more than any other") || part.Text.Contains("majority", StringComparison.Ordinal) || part.Text.EndsWith("most of", StringComparison.Ordinal) || part.Text.EndsWith("number of", StringComparison.Ordinal) || part.Text.EndsWith("amount of", StringComparison.Ordinal);
        // "the most open vacancies": there is most of those that are open.
        if (most && next is { Used: false, Target: MentionTarget.Value })
        {
            var thing = next;
            while (thing is { Used: false, Target: MentionTarget.Value })
                thing = draft.Next(thing);
            next = thing is { Used: false, Target: MentionTarget.Table } ? thing : next;
        }

        var ofLedger = next is not null && OfSize.Contains(part.Text) && draft.IsOfLedger(next);
        if (next is null or { Used: true } || (next.Target is MentionTarget.Table && !most && !ofLedger))
            return;
        if (!most && next.IsNoun && (ofLedger || (!draft.IsNumber(next) && !draft.IsTime(next))))
        {
            if (!OfSize.Contains(part.Text))
                return;
            // "the best customers", "the biggest order": by what it is worth.
            draft.Ranked = true;
            part.Role = "superlative";
            draft.Orders.Add((new Quantity.Value(part.Text.EndsWith("selling", StringComparison.Ordinal) ? Units : Worth), largest));
            Place(draft, part);
            Number(draft, part);
            return;
        }

        if (Quantities.Read(draft, next, "ranked by") is not { } quantity)
            return;
        // "for the most minutes in total".
        if (draft.At(next.Index + 1) is { Used: false, Target: MentionTarget.Aggregate { Function: AggregateFunction.Sum } } whole && whole.Is("in total", "overall", "altogether", "all together", "all told"))
            (whole.Role, total) = ("total", true);
        // "the most seed" is no date: that of the seed is late or early.
        if (quantity is Quantity.Value { Noun: { Target: MentionTarget.Column } sizes } && sizes.Columns.Select(c => c.Target).Where(c => draft.Column(c) is { Type: ColumnType.Integer or ColumnType.Decimal, Kind: not ColumnKind.Id }).ToHashSet() is { Count: > 0 } numbers)
            sizes.Narrowed ??= total && numbers.Where(draft.IsAdditive).ToHashSet() is { Count: > 0 } added ? added : numbers;
        if (most && quantity is Quantity.Value { Noun: var noun })
            quantity = Quantities.IsStored(draft, noun) ? new Quantity.Value(noun) { Adds = true } : new Quantity.Count(noun, false);
        if (total && quantity is Quantity.Value { Noun: var summed })
            quantity = new Quantity.Aggregate(AggregateFunction.Sum, summed);
        part.Role = "superlative";
        Rank(draft, quantity, largest, part);
    }

    private static void Frequent(EntityDraft draft, Part part, bool most, Part? verb)
    {
        part.Role = "superlative";
        draft.Ranked = true;
        draft.Orders.Add((verb is null ? new Quantity.Count(Occurrences, false) : new Quantity.Value(verb), most));
        Place(draft, part);
        Number(draft, part);
    }

    // What is sold the most has the most units, who earned the most the most money.
    private static Part? OfVerb(Part verb) => WordRoots.Of(verb.Text.Split(' ')[0]) is var root && SaleRoots.Contains(root) ? Units : MoneyRoots.Contains(root) ? Worth : null;

    private static readonly HashSet<string> SaleRoots = [.. new[] { "sell", "sold", "buy", "bought", "purchase", "order" }.Select(WordRoots.Of)];

    private static readonly HashSet<string> MoneyRoots = [.. new[] { "earn", "earned", "made", "make", "brought", "bring", "generated", "generate", "spent", "spend", "paid", "pay", "billed", "bill", "charged", "cost", "give", "gave", "given", "donate", "raise" }.Select(WordRoots.Of)];

    /// <summary>Stands for "how often it occurs", whatever holds the occurrences.</summary>
    public static Part Occurrences { get; } = new(-1, null, "times", -1, -1) { Role = "ranked by" };

    /// <summary>Stands for "what a row is worth" where nothing says what is compared: "the best customer".</summary>
    public static Part Worth { get; } = new(-1, null, "worth", -1, -1) { Role = "ranked by" };

    /// <summary>Stands for "how many were sold" where a verb says no more: "the product sold the most".</summary>
    public static Part Units { get; } = new(-1, null, "units", -1, -1) { Role = "ranked by" };

    private static void Gradable(EntityDraft draft, Part part)
    {
        part.Role = "superlative";
        // "the largest harvest" has no area, even where the field that it is from has one.
        if (OfSize.Contains(part.Text) && NextNoun(draft, part) is { Target: MentionTarget.Table, Role: null or "owner" } sized && Key(draft, part) is null && !part.Gradables.Any(g => sized.Tables.Contains(g.Target.TableName)))
        {
            Sized(draft, part, sized);
            return;
        }

        if (Key(draft, part) is { } said)
        {
            Rank(draft, said, part.Gradables.First().Target.Descending, part);
            return;
        }

        // "for each region … the height of the tallest one".
        if (draft.Parts.Any(p => p.Target is MentionTarget.Grouping { Each: true }) && OfItself(draft, part) is { } whose)
        {
            (part.Role, whose.Role) = ("aggregate", "aggregate");
            draft.Outputs.Add(new Quantity.Aggregate(part.Gradables.First(g => whose.Narrowed!.Contains(new(g.Target.TableName, g.Target.ColumnName))).Target.Descending ? AggregateFunction.Max : AggregateFunction.Min, whose));
            return;
        }

        // "ordered by birth date, youngest first": says which end comes first.
        if (draft.Orders.Count > 0 && draft.Parts.Take(part.Index).Any(p => p.Role == "order" && p.Sentence == part.Sentence))
        {
            draft.Orders[^1] = (new Quantity.Value(part), true);
            if (draft.At(part.Index + 1) is { Used: false } first && first.Is("first"))
                first.Role = "order";
            return;
        }

        // "started most recently", "most recently created", "the latest settlement date": by the date that is named beside it.
        if (part.Gradables.Any(g => draft.Column(new(g.Target.TableName, g.Target.ColumnName)) is { Type: ColumnType.Date or ColumnType.Timestamp }) && Date(draft, part) is { } date)
        {
            date.Role = "ranked by";
            date.Narrowed ??= [.. date.Columns.Select(c => c.Target).Where(c => draft.Column(c) is { Type: ColumnType.Date or ColumnType.Timestamp })];
            // "the latest contract" of a start and an end: the usual one of them.
            if (date.Narrowed.Count > 1 && part.Gradables.Select(g => new MentionTarget.Column(g.Target.TableName, g.Target.ColumnName)).FirstOrDefault(date.Narrowed.Contains) is { } usual)
                date.Narrowed = [usual];
            Rank(draft, new Quantity.Value(date), part.Gradables.First().Target.Descending, part);
            return;
        }

        // "longest total playing time": of all of its rows.
        if (draft.Next(part) is { Used: false, Target: MentionTarget.Aggregate { Function: AggregateFunction.Sum } } sum && (draft.Next(sum) is { Target: MentionTarget.Table } of && draft.Next(of)?.Owner == of ? draft.Next(of) : draft.Next(sum)) is { Used: false, Target: MentionTarget.Column } added && added.Columns.Any(c => draft.IsAdditive(c.Target)))
        {
            sum.Role = added.Role = "ranked by";
            Rank(draft, new Quantity.Aggregate(AggregateFunction.Sum, added), part.Gradables.First().Target.Descending, part);
            return;
        }

        // "longest duration": the word's own column follows.
        if (draft.Next(part) is { Used: false, Target: MentionTarget.Column } column
            && part.Gradables.Where(g => column.Columns.Any(c => c.Target.TableName == g.Target.TableName && c.Target.ColumnName == g.Target.ColumnName)).Select(g => g.Target).FirstOrDefault() is { } own)
        {
            column.Role = "ranked by";
            Rank(draft, new Quantity.Value(column), own.Descending, part);
            return;
        }

        // "the five longest delays": another column follows that has a size.
        if (draft.Next(part) is { Used: false, Target: MentionTarget.Column } measure && measure.Mention!.Start == part.Mention!.End && draft.IsNumber(measure) && measure.Mention.Strength >= part.Mention.Strength)
        {
            measure.Role = "ranked by";
            Rank(draft, new Quantity.Value(measure), part.Gradables.First().Target.Descending, part);
            return;
        }

        // Which column is meant, and so which end comes first, is decided with the table.
        Rank(draft, new Quantity.Value(part), true, part);
    }

    private static readonly string[] Heights = ["height", "altitude", "elevation"];

    private static MentionTarget.Column? Height(EntityDraft draft, Part thing) => draft.Table(thing.Tables[0])!.Columns.Where(c => c is { Type: ColumnType.Integer or ColumnType.Decimal, Kind: ColumnKind.Fact, Visibility: ColumnVisibility.Public } && c.Name.Split('_').Any(Heights.Contains)).ToList() is [var only]
        ? new(thing.Tables[0], only.Name) : null;

    // The column that stands before "of the tallest" and is what that measures.
    private static Part? OfItself(EntityDraft draft, Part part)
    {
        var before = draft.At(part.Index - 1);
        while (before is { Mention: null } && before.Is("the", "of"))
            before = draft.At(before.Index - 1);
        if (before is not { Used: false, Target: MentionTarget.Column } || draft.At(before.Index + 1)?.Is("of") != true)
            return null;
        before.Narrowed = before.Columns.Select(c => c.Target).Intersect(part.Gradables.Select(g => new MentionTarget.Column(g.Target.TableName, g.Target.ColumnName))).ToHashSet() is { Count: > 0 } both ? both : before.Narrowed;
        return before.Narrowed is null ? null : before;
    }

    // "the largest single harvest".
    private static Part? NextNoun(EntityDraft draft, Part part)
    {
        var next = draft.Next(part);
        while (next is { Target: MentionTarget.Filler } || next?.Is("single", "ever") == true)
            next = draft.Next(next);
        return next;
    }

    private static void Sized(EntityDraft draft, Part part, Part thing)
    {
        var table = thing.Tables[0];
        var amounts = draft.Question.Lexicon.Ledgers.Worth(table) is { } worth ? [new(table, worth)] : draft.Table(table)!.Columns.Select(c => new MentionTarget.Column(table, c.Name)).Where(draft.IsAdditive).ToList();
        if (amounts is [var only])
            Rank(draft, new Quantity.Value(new(-1, Mention.Of(part.Mention!.Start, part.Mention.End, only), part.Text, part.Sentence, part.Clause) { Role = "ranked by" }), !part.Is("smallest", "the smallest"), part);
        else
            draft.Count(Feature.UnusedMention);
    }

    private static Part? Date(EntityDraft draft, Part part)
    {
        var next = draft.Next(part);
        if (next is { Target: MentionTarget.Table } owner && draft.Next(owner) is { Target: MentionTarget.Column } owned && owned.Owner == owner)
            next = owned;
        if (next is { Used: false, Target: MentionTarget.Column } && draft.IsTime(next))
            return next;
        var before = draft.Previous(part);
        while (before is { Target: MentionTarget.Extreme })
            before = draft.Previous(before);
        return before is { Used: false, Target: MentionTarget.Column } && draft.IsTime(before) && Linking.Words.RelationVerbs.IsParticiple(before.Text.Split(' ')[0]) ? before : null;
    }

    /// <summary>"… by population", "in terms of price", "based on the number of orders".</summary>
    private static Quantity? Key(EntityDraft draft, Part part)
    {
        foreach (var by in draft.Parts.Skip(part.Index + 1).TakeWhile(p => p.Sentence == part.Sentence && p.Clause == part.Clause))
        {
            if (by is { Used: false, Target: MentionTarget.Grouping { Each: false } } && draft.Next(by) is { Used: false, Target: MentionTarget.Column or MentionTarget.Aggregate or MentionTarget.Count or MentionTarget.Table } at
                && (at.Target is not MentionTarget.Column || draft.IsNumber(at) || draft.IsTime(at)) && (at.Target is not MentionTarget.Table || (draft.Next(part) is { IsNoun: true } ranked && ranked != at && !ranked.Tables.Contains(at.Tables[0]) && draft.Next(at) is not { Target: MentionTarget.Column } && !at.Text.EndsWith("ed", StringComparison.Ordinal))))
            {
                if (Quantities.Read(draft, at, "ranked by") is { } key)
                {
                    by.Role = "ranked by";
                    return key;
                }
            }
        }

        return null;
    }

    private static void Rank(EntityDraft draft, Quantity quantity, bool largest, Part part)
    {
        // "five longest delays".
        if (draft.Limit is null && draft.Previous(part) is { Used: false, Target: MentionTarget.Number })
            Number(draft, part);
        // "the longest delays": their minutes, and not their causes.
        if (quantity is Quantity.Value { Noun: { Target: MentionTarget.Column, Narrowed: null } ranked } && ranked.Columns.Where(c => c.Strength >= ranked.Mention!.Strength).Select(c => c.Target).ToList() is { Count: > 1 } likely
            && likely.Where(c => draft.Column(c) is { Type: not (ColumnType.Text or ColumnType.Boolean) }).ToHashSet() is { Count: > 0 } sized && sized.Count < likely.Count)
            ranked.Narrowed = sized;
        // "what is the highest price": nothing is ranked, the extreme itself is asked for.
        var each = draft.Parts.Any(p => p is { Used: false, Target: MentionTarget.Grouping { Each: true } } && p.Sentence == part.Sentence && p.Index > part.Index);
        if (quantity is Quantity.Value { Noun.Target: MentionTarget.Column } value && draft.Limit is null && ((each && !RanksNamed(draft, part, value.Noun)) || !NamesThing(draft, part, value.Noun)))
        {
            // "the second highest price" is neither the highest nor the lowest.
            if (!each && draft.Previous(part) is { Used: false, Target: MentionTarget.Place })
            {
                draft.Outputs.Add(value);
                draft.Orders.Add((quantity, largest));
                draft.Ranked = true;
                Place(draft, part);
                return;
            }

            draft.Outputs.Add(new Quantity.Aggregate(largest ? AggregateFunction.Max : AggregateFunction.Min, value.Noun));
            return;
        }

        // "the five highest amounts": nothing else is shown.
        if (draft.Limit > 1 && quantity is Quantity.Value { Noun.Target: MentionTarget.Column } shown && draft.Outputs.Count == 0 && !NamesThing(draft, part, shown.Noun) && draft.Parts.All(p => p == shown.Noun || !p.IsNoun || p.Used))
            draft.Outputs.Add(shown);
        if (OtherThing(draft, part) is { } other)
        {
            other.Role = "ranked";
            draft.Demands.Add(new Demand.First(other, quantity, largest, draft.Limit ?? 1) { Place = (part.Sentence, part.Clause) });
            draft.Limit = null;
            return;
        }

        draft.Ranked = true;
        draft.Orders.Add((quantity, largest));
        Place(draft, part);
        Number(draft, part);
    }

    // "the second largest", "the third most expensive".
    private static void Place(EntityDraft draft, Part part)
    {
        var before = draft.Previous(part);
        if (before is { Used: true, Target: MentionTarget.Extreme })
            before = draft.Previous(before);
        if (before is not { Used: false, Target: MentionTarget.Place place })
            return;
        before.Role = "place";
        (draft.Skipped, draft.Limit) = (place.Rank - 1, 1);
    }

    // "stores in the largest district", "orders of the customer with the most points": what is ranked is not what is listed.
    private static Part? OtherThing(EntityDraft draft, Part part)
    {
        var head = draft.Parts.FirstOrDefault(p => p is { Target: MentionTarget.Table, Clause: 0 } && p.Sentence == part.Sentence);
        // "policy types of the customer with …": columns of something else are shown.
        if (head is { Target: MentionTarget.Table } && draft.Parts.Take(head.Index).LastOrDefault(p => p is { Target: MentionTarget.Column, Clause: 0 } && p.Sentence == part.Sentence) is { } column
            && column.Mention!.Strength >= 0.5 && !column.Columns.Any(c => head.Tables.Contains(c.Target.TableName)) && !column.Is("name", "names"))
            head = column;
        if (head is null || head.Index > part.Index)
            return null;
        var behind = draft.Next(part) is { Target: MentionTarget.Table } next && !part.Is("most", "the most", "fewest", "the fewest", "least", "the least") ? next : null;
        var before = draft.Parts.Take(part.Index).LastOrDefault(p => p.Target is MentionTarget.Table && p.Sentence == part.Sentence);
        var other = behind ?? before;
        if (other is null || other == head || other.Negated || (head.Tables is [var own, ..] && own == other.Tables[0]) || other.Role is not (null or "owner"))
            return null;
        var word = draft.At((behind is null ? other : part).Index - 1);
        while (word is { Mention: null } && word.Is("the", "a", "an"))
            word = draft.At(word.Index - 1);
        return word is { Mention: null } && ClauseWords.Belonging.Contains(word.Text) ? other : null;
    }

    // "the 3 largest", "the two oldest employees": the number stands before.
    private static void Number(EntityDraft draft, Part part)
    {
        if (draft.Previous(part) is { Used: false, Target: MentionTarget.Number { Form: NumberForm.Digits or NumberForm.Word } number } count && number.Amount is >= 1 and <= 10_000
            && draft.At(count.Index - 1) is null or { Mention: null } or { Target: MentionTarget.Listing or MentionTarget.And or MentionTarget.Grouping or MentionTarget.Limit })
        {
            count.Role = "limit";
            draft.Limit ??= (int)number.Amount;
        }

        // "the three products purchased in the largest amounts".
        foreach (var before in draft.Parts.Where(p => p is { Used: false, Clause: 0, Target: MentionTarget.Number { Form: NumberForm.Digits or NumberForm.Word } } && draft.At(p.Index + 1) is { Target: MentionTarget.Table }).ToList())
        {
            before.Role = "limit";
            draft.Limit ??= (int)Math.Clamp(((MentionTarget.Number)before.Target!).Amount, 1, 10_000);
        }

        draft.Limit ??= 1;
    }

    // "most expensive flat by rent", "best selling product by quantity".
    private static bool RanksNamed(EntityDraft draft, Part part, Part measure) =>
        draft.Next(part) is { IsNoun: true } thing && thing != measure && draft.IsCategory(thing) && thing.Index < measure.Index && measure.Role == "ranked by";

    // Something other than the measure that a row could be shown by: a noun before, or a table behind "of the".
    private static bool NamesThing(EntityDraft draft, Part part, Part measure)
    {
        if (measure.Target is not MentionTarget.Column || draft.AsksWho)
            return true;
        if (draft.Parts.Take(part.Index).Any(p => p.IsNoun && p.Sentence == part.Sentence && p != measure && p.Role is null or "owner"))
            return true;
        if (RanksNamed(draft, part, measure))
            return true;
        return draft.Parts.Any(p => p.Target is MentionTarget.Column && p != measure && p.Role is null && p.Sentence != part.Sentence);
    }
}
