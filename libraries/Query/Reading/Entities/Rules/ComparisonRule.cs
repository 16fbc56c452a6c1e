using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>"more than 5 orders", "price above 100", "2 or more beds", "age above the average", "name contains 'ee'".</summary>
internal sealed class ComparisonRule : EntityRule
{
    private static readonly string[] Rows = ["records", "record", "rows", "times", "time", "entries", "ones"];

    public override void Apply(EntityDraft draft)
    {
        foreach (var part in draft.Unused<MentionTarget.Comparison>().ToList())
        {
            if (part.Used)
                continue;
            var comparison = (MentionTarget.Comparison)part.Target!;
            // "never had more than 10": what is denied is that there is such a row.
            var @operator = part.Negated && !IsNever(draft, part) ? Opposite(comparison.Operator) : comparison.Operator;
            // "departments that contain at least two employees", "albums that contain tracks": the verb says what belongs to what.
            if (comparison.Operator == FilterOperator.EndsWith && draft.Next(part) is { Target: MentionTarget.Value } place && Before(draft, part) is not { Target: MentionTarget.Column, Mention.Link: LinkKind.Exact } && place.Mention!.Link != LinkKind.Fuzzy && part.Text.EndsWith(" in", StringComparison.Ordinal))
                (part.Role, place.Negated) = ("relates", place.Negated || part.Negated);
            else if (comparison.Operator == FilterOperator.Contains && draft.Next(part)?.Target is MentionTarget.Comparison or MentionTarget.Number or MentionTarget.Table)
                part.Role = "relates";
            else if (comparison.Operator is FilterOperator.Contains or FilterOperator.NotContains or FilterOperator.StartsWith or FilterOperator.EndsWith)
                Text(draft, part, @operator);
            else if (comparison.Trails)
                Trailing(draft, part, @operator);
            else if (!AnotherNumber(draft, part, @operator) && !Aggregate(draft, part, @operator) && !Numbers(draft, part, @operator))
                Columns(draft, part, @operator);
        }

        Bare(draft);
        // "contracted for less than 30 hours" of contract_hrs: the unit is what is compared, and nothing to be shown.
        foreach (var unit in draft.Parts.Where(p => p is { Used: false, Target: MentionTarget.Column, Strongest: { } column } && draft.At(p.Index - 1) is { Target: MentionTarget.Number, Used: true } && draft.Demands.OfType<Demand.Compares>().Any(d => d.Column != p && d.Column.Strongest == column && d.Place.Sentence == p.Sentence)))
            unit.Role = "condition";
    }

    // "more plants than Canada": the number of each against that of another.
    private static bool AnotherNumber(EntityDraft draft, Part part, FilterOperator @operator)
    {
        if (draft.Next(part) is not { Used: false, Target: MentionTarget.Table } counted || draft.Question.Folded.ElementAtOrDefault(counted.Mention!.End) != "than" || OtherRow.After(draft, counted) is not { Count: > 0 } other || other.Any(v => v.Target is not MentionTarget.Value))
            return false;
        part.Role = counted.Role = "condition";
        foreach (var value in other)
            value.Role = "value";
        draft.Demands.Add(new Demand.Counts(new Quantity.Count(counted, false), @operator, []) { Place = (part.Sentence, part.Clause), OfAll = 1, Among = other });
        return true;
    }

    private static bool Numbers(EntityDraft draft, Part part, FilterOperator @operator)
    {
        if (draft.Next(part) is not { Used: false, Target: MentionTarget.Number first } number)
            return false;
        ValueList<QueryLiteral> literals = [Percentages.Literal(first)];
        var last = number;
        if (@operator == FilterOperator.Between)
        {
            if (draft.Next(number) is not { } and || (and.Target is not MentionTarget.And && !and.Is("to")) || draft.Next(and) is not { Target: MentionTarget.Number second } upper)
                return false;
            and.Role = upper.Role = "range";
            literals = [Percentages.Literal(first), Percentages.Literal(second)];
            last = upper;
        }

        return Attach(draft, part, last, number, @operator, literals);
    }

    private static void Trailing(EntityDraft draft, Part part, FilterOperator @operator)
    {
        if (draft.Previous(part) is { Used: false, Target: MentionTarget.Number number } before)
            Attach(draft, before, part, before, @operator, [Percentages.Literal(number)]);
    }

    // What is compared stands behind the number when it is counted ("more than 5 orders"), else before the comparison ("price above 100").
    private static bool Attach(EntityDraft draft, Part first, Part last, Part number, FilterOperator @operator, ValueList<QueryLiteral> literals)
    {
        var after = draft.Next(last);
        if (after is { Used: false, Target: MentionTarget.Value } && RowsOf(draft, after))
        {
            // "more than 10 cancellations": the rows that have the value.
            first.Role = last.Role = number.Role = after.Role = "condition";
            draft.Demands.Add(new Demand.Counts(new Quantity.Count(after, false), @operator, literals) { Place = (first.Sentence, first.Clause) });
            return true;
        }

        while (after is { Used: false, Target: MentionTarget.Distinct or MentionTarget.Value })
            after = draft.Next(after);
        // "between 2 and 30 number of students".
        var saysNumber = after is { Used: false, Target: MentionTarget.Count } && draft.Next(after) is { Used: false, Target: MentionTarget.Table };
        if (saysNumber)
        {
            after!.Role = "condition";
            after = draft.Next(after);
        }

        var before = Before(draft, first);
        var counted = after is { Used: false, IsNoun: true } && after.Index - last.Index <= 3 && !draft.Parts.Skip(last.Index + 1).Take(after.Index - last.Index - 1).Any(p => p.Target is null && ClauseWords.Belonging.Contains(p.Text) && !p.Is("of") && !(p.Is("in") && draft.IsNumber(after)));
        // "which cost more than 5 dollars per night" and "with salary above 10 and ..." name it before.
        // "in charge of more than one patient": what is counted stands right behind the number.
        // "which years saw more than one launch".
        var beside = after is { Target: MentionTarget.Table } && after.Index == last.Index + 1 && before is not null && (!IsCopula(draft, before, first) || (before.Strongest is { } year && draft.Question.Lexicon.IsYear(year) && ((MentionTarget.Number)number.Target!).Amount < 1000));
        var noun = !beside && !saysNumber && before is { Mention.Target: MentionTarget.Column } && draft.IsNumber(before) && (!counted || before.Strongest is { } plain && draft.Column(plain)?.Type is ColumnType.Integer or ColumnType.Decimal) && Distance(draft, before, first) <= 2 ? before : counted ? after : before;
        // "above 50000 or below 30000": the same again.
        if (noun is null or { Role: "condition" } && !counted && draft.Previous(first) is { Target: MentionTarget.Or or MentionTarget.And } joined && draft.Demands.LastOrDefault() is Demand.Compares or Demand.Counts or Demand.ComparesAggregate)
        {
            first.Role = last.Role = number.Role = joined.Role = "condition";
            draft.Alternatives |= joined.Target is MentionTarget.Or;
            draft.Demands.Add(draft.Demands[^1] switch
            {
                Demand.Compares same => same with { Operator = @operator, Literals = literals },
                Demand.Counts same => same with { Operator = @operator, Literals = literals },
                // "above the average and under 2500".
                Demand.ComparesAggregate { Column: var again } same => new Demand.Compares(again, @operator, literals) { Place = same.Place },
                var other => other,
            });
            return true;
        }

        // "orders over 1000": by what each is worth.
        if (noun is { IsNoun: true, Used: false } && noun == before && !counted && draft.IsOfLedger(noun) && !number.Is("once", "twice", "thrice") && after?.Is("times", "time") != true)
        {
            first.Role = last.Role = number.Role = "condition";
            draft.Demands.Add(new Demand.Compares(SuperlativeRule.Worth, @operator, literals) { Place = (first.Sentence, first.Clause) });
            return true;
        }

        // "more than 3 times", "more than 3 records", "at least twice": rows are counted.
        var rows = number.Is("once", "twice", "thrice") ? number : after is { Target: null or MentionTarget.Relation } && after.Is(Rows) ? after : null;
        if (noun is null || (!counted && rows is not null))
        {
            if (rows is null)
                return false;
            first.Role = last.Role = number.Role = rows.Role = "condition";
            draft.Demands.Add(new Demand.Counts(new Quantity.Count(SuperlativeRule.Occurrences, false), @operator, literals) { Place = (first.Sentence, first.Clause) });
            return true;
        }

        // "rooms cost more than 120" says what costs, not what is counted.
        if (noun == before && noun.Target is MentionTarget.Table && !(draft.Previous(noun) is { Target: MentionTarget.Count } counting && !counting.Is("how many")))
            return false;
        first.Role = last.Role = number.Role = "condition";
        Part? count = draft.Previous(noun) is { Target: MentionTarget.Count } c && noun == before ? c : null;
        if (count is not null)
            count.Role = "condition";
        var aggregate = noun == before && Averaged(draft, noun) is { Used: false } a ? a : null;
        noun.Role = "condition";
        // "at least 80 % proficient": the share, and not the number of them.
        if (number.Target is MentionTarget.Number { Form: Tokens.NumberForm.Percent } && noun.Columns.Where(c => draft.Column(c.Target)?.Unit == "percent").Select(c => c.Target).ToHashSet() is { Count: > 0 } shares)
            noun.Narrowed ??= shares;
        // "more than 5 late deliveries": the rows that were late, whatever the date of them is called.
        if (noun == after && draft.IsTruth(noun) && draft.At(noun.Index + 1) is { Used: false, Target: MentionTarget.Column } dated && draft.IsTime(dated))
            dated.Role = "part of the name";
        var place = (first.Sentence, first.Clause);
        // "products of which more than 20 pieces were sent back": of all their rows.
        if (aggregate is null && count is null && noun is { Target: MentionTarget.Column, Strongest: { } added } && draft.Question.SaysOfWhich(first.Mention!.Start) && draft.IsAdditive(added))
        {
            draft.Demands.Add(new Demand.Counts(new Quantity.Aggregate(AggregateFunction.Sum, noun), @operator, literals) { Place = place });
        }
        else if (aggregate is not null)
        {
            aggregate.Role = "condition";
            draft.Demands.Add(new Demand.Counts(new Quantity.Aggregate(((MentionTarget.Aggregate)aggregate.Target!).Function, noun), @operator, literals) { Place = place, Negated = false });
        }
        else if (noun.Target is MentionTarget.Table || (count is not null && !Quantities.IsStored(draft, noun)) || (noun == after && noun.Strongest is { } thing && draft.Column(thing) is { Kind: ColumnKind.Id } or { Type: ColumnType.Date or ColumnType.Timestamp }) || (!draft.IsNumber(noun) && !draft.IsTime(noun) && !(noun == before && IsNumericKey(draft, noun))))
        {
            draft.Demands.Add(new Demand.Counts(new Quantity.Count(noun, false), @operator, literals) { Place = place });
        }
        else
        {
            draft.Demands.Add(new Demand.Compares(noun, @operator, Percentages.Scaled(draft.Question, noun.Strongest, number.Target, literals)) { Place = place, Negated = noun.Negated || noun.Owner is { Negated: true, Role: "owner" } || IsNever(draft, first) });
        }

        return true;
    }

    // "cancellations" and nothing behind it that they would be of.
    private static bool RowsOf(EntityDraft draft, Part value) => GroupRule.NamesRows(draft, value) && draft.Next(value) is null or { Target: MentionTarget.And or MentionTarget.Period or MentionTarget.Value };

    // "average price", "average guest rating".
    private static Part? Averaged(EntityDraft draft, Part noun)
    {
        var before = draft.Previous(noun);
        if (before is { Used: false, Target: MentionTarget.Column, Mention.Link: LinkKind.Part } modifier && modifier.Mention.End == noun.Mention!.Start && draft.Previous(modifier) is { Target: MentionTarget.Aggregate })
        {
            modifier.Role = "part of the name";
            before = draft.Previous(modifier);
        }

        // "average episode length": the table says whose it is.
        if (before is { Target: MentionTarget.Table } owner && owner == noun.Owner && owner.Mention!.End == noun.Mention!.Start && draft.Previous(owner) is { Target: MentionTarget.Aggregate } of)
        {
            owner.Role ??= "owner";
            before = of;
        }

        return before is { Target: MentionTarget.Aggregate } ? before : null;
    }

    // "above the average", "more than the average price", "lower than the minimum salary of …".
    private static bool Aggregate(EntityDraft draft, Part part, FilterOperator @operator)
    {
        var (times, aggregate) = Reference(draft, draft.Next(part));
        times *= ((MentionTarget.Comparison)part.Target!).Times;
        var group = OwnGroup.Before(draft, part);
        if (group is not null)
            aggregate = draft.At(group.Last.Index + 1);
        List<Part> among = [];
        // "above the Grocery average", "than the average SUV rate": of those that are named within.
        if (aggregate is { Used: false, Target: MentionTarget.Value } && FunctionOf(draft.Next(aggregate)) is not null)
        {
            among.Add(aggregate);
            aggregate = draft.Next(aggregate);
        }

        if (FunctionOf(aggregate) is not { } function)
            return Row(draft, part, @operator);
        // "jobs costing more than three times the average": the verb may be a column that would be shown.
        if (times != 1 && Before(draft, part)?.Text.EndsWith("ing", StringComparison.Ordinal) == true)
            return false;
        group ??= OwnGroup.Behind(draft, aggregate!);
        var inner = group?.Last.Index > aggregate!.Index ? null : draft.Next(aggregate!);
        if (inner is { Used: false, Target: MentionTarget.Value } && inner.Index <= aggregate!.Index + 2)
        {
            among.Add(inner);
            inner = draft.Next(inner);
        }

        // "the average job cost": the table only says whose it is.
        if (inner is { Used: false, Target: MentionTarget.Table } && draft.At(inner.Index + 1) is { Used: false, Target: MentionTarget.Column } owned && owned.Mention!.Start == inner.Mention!.End && draft.IsNumber(owned))
        {
            inner.Role = "owner";
            inner = owned;
        }

        // "the average number of passengers" of a column of passengers.
        if (inner is { Used: false, Target: MentionTarget.Count } number && draft.Next(number) is { Used: false, Target: MentionTarget.Column } stored && Quantities.IsStored(draft, stored))
        {
            number.Role = "condition";
            inner = stored;
        }

        if (inner is not { Used: false, Target: MentionTarget.Column })
            inner = null;
        group ??= inner is null ? null : OwnGroup.Behind(draft, inner);
        var before = Before(draft, part);
        if (before is { Target: MentionTarget.Column } && among.Count == 0 && Averaged(draft, before) is { Used: false } averaged && FunctionOf(averaged) == function && group is null)
            return OfGroup(draft, part, @operator, before, averaged, aggregate!, inner, times);
        // "products not priced above the average": what is denied is the comparison.
        if (before is { Target: MentionTarget.Column, Negated: true } && !part.Negated)
            @operator = Opposite(@operator);
        // "orders above their customer's average": by what each is worth.
        if (group is not null && inner is null && before is { Target: MentionTarget.Table } && draft.IsOfLedger(before))
            inner = SuperlativeRule.Worth;
        if (before is not { Target: MentionTarget.Column } && inner is null)
            return false;
        // "priced above the average list price": the verb is that of the noun.
        if (before is { Used: false, Target: MentionTarget.Column } verb && inner is not null && verb.Text.EndsWith("ed", StringComparison.Ordinal) && draft.IsNumber(inner))
        {
            verb.Role = "relates";
            before = null;
        }

        part.Role = aggregate!.Role = "condition";
        if (inner is { Index: >= 0 })
            inner.Role = "condition";
        if (before is { Target: MentionTarget.Column })
            before.Role ??= "condition";
        if (group is null)
            All(draft, inner ?? aggregate);
        group?.Take(draft);
        foreach (var value in among)
            value.Role = "value";
        // "of the Engineering department": the column says no more than the value.
        if (among.Count > 0 && inner is not null && before is { Target: MentionTarget.Column } && !draft.IsNumber(inner))
            inner = null;
        draft.Demands.Add(new Demand.ComparesAggregate(before is { Target: MentionTarget.Column } ? before : inner!, @operator, function, inner, [.. among, .. Inner(draft, inner ?? aggregate)]) { Place = (part.Sentence, part.Clause), Times = times, Group = group });
        return true;
    }

    // "departments whose average salary is above the overall average": that of each against that of all rows.
    private static bool OfGroup(EntityDraft draft, Part part, FilterOperator @operator, Part measured, Part averaged, Part aggregate, Part? inner, decimal times)
    {
        if (inner is not null && inner.Strongest != measured.Strongest)
            return false;
        part.Role = averaged.Role = aggregate.Role = measured.Role = "condition";
        if (inner is not null)
            inner.Role = "condition";
        All(draft, inner ?? aggregate);
        draft.Demands.Add(new Demand.Counts(new Quantity.Aggregate(((MentionTarget.Aggregate)averaged.Target!).Function, measured), @operator, []) { Place = (part.Sentence, part.Clause), OfAll = times });
        draft.Assumptions.Add("Compared with the same over all rows.");
        return true;
    }

    /// <summary>How many times what is compared with, and the part that says what it is: "twice the overall average".</summary>
    public static (decimal Times, Part? Function) Reference(EntityDraft draft, Part? at)
    {
        var times = 1m;
        while (at is { Target: null } && at.Is("that", "those", "what"))
            at = draft.Next(at);
        if (at is { Used: false, Target: MentionTarget.Multiple multiple })
        {
            (at.Role, times) = ("condition", multiple.Times);
            at = draft.Next(at);
        }

        var function = at;
        List<Part> whole = [];
        while (function is { Target: null or MentionTarget.Aggregate { Function: AggregateFunction.Sum } } && OverallWords.Contains(function.Text))
        {
            whole.Add(function);
            function = draft.Next(function);
        }

        // "the typical (mean) size".
        if (whole.Count == 0 && at is { Target: MentionTarget.Aggregate { Function: AggregateFunction.Avg } } && draft.At(at.Index + 1) is { Used: false, Target: MentionTarget.Aggregate { Function: AggregateFunction.Avg } } again)
            (at.Role, at) = ("condition", again);
        if (whole.Count == 0 || FunctionOf(function) is not (AggregateFunction.Avg or AggregateFunction.Median))
            return (times, at);
        foreach (var word in whole.Where(w => w.Mention is not null))
            word.Role = "all of them";
        return (times, function);
    }

    // "salary higher than Clara", "than the employee with id 163": than that of the row.
    private static bool Row(EntityDraft draft, Part part, FilterOperator @operator)
    {
        if (@operator is not (FilterOperator.Greater or FilterOperator.GreaterOrEqual or FilterOperator.Less or FilterOperator.LessOrEqual)
            || draft.Next(part) is not { Used: false, Target: MentionTarget.Value or MentionTarget.Table } || Before(draft, part) is not { Target: MentionTarget.Column } column || !draft.IsNumber(column)
            || OtherRow.After(draft, part) is not { Count: > 0 } row)
            return false;
        part.Role = "condition";
        column.Role ??= "condition";
        var function = @operator is FilterOperator.Less or FilterOperator.LessOrEqual ? AggregateFunction.Min : AggregateFunction.Max;
        draft.Demands.Add(new Demand.ComparesAggregate(column, @operator, function, null, row) { Place = (part.Sentence, part.Clause) });
        return true;
    }

    /// <summary>The function over all rows that a part names: "the average", "the highest"; null for none.</summary>
    public static AggregateFunction? FunctionOf(Part? part) => part?.Target switch
    {
        MentionTarget.Aggregate a => a.Function,
        MentionTarget.Extreme e => e.Largest ? AggregateFunction.Max : AggregateFunction.Min,
        _ => null,
    };

    /// <summary>The noun behind a function that repeats what a comparison measures: "more expensive than the average price"; else the function itself.</summary>
    public static Part Measure(EntityDraft draft, Part function, Part measured)
    {
        var last = function;
        if (draft.Next(function) is { Used: false, Target: MentionTarget.Column } noun && noun.Columns.Any(c => measured.Columns.Any(m => m.Target == c.Target)))
        {
            noun.Role = "condition";
            last = noun;
        }

        return last;
    }

    /// <summary>"than the average price across all products", "of all products": the rest only says that all count.</summary>
    public static void All(EntityDraft draft, Part last)
    {
        foreach (var rest in draft.Parts.Skip(last.Index + 1).TakeWhile(p => p.Sentence == last.Sentence && !ClauseWords.Openers.Contains(p.Text)).Where(p => p.Target is MentionTarget.Table or MentionTarget.Grouping).TakeWhile(p => !OwnGroup.IsOwned(draft, p)).Take(2))
            rest.Role ??= "all of them";
    }

    /// <summary>"the lowest revenue of any manufacturer in Austin": the values that those that are compared with have.</summary>
    public static ValueList<Part> Inner(EntityDraft draft, Part from)
    {
        // "than the average dam in Texas": what stands behind the thing says which of them.
        var thing = draft.At(from.Index + 1) is { Target: MentionTarget.Table } named ? named : null;
        if (!from.Text.EndsWith(" of", StringComparison.Ordinal) && (draft.At((thing ?? from).Index + 1) is not { Mention: null } of || !(of.Is("of", "for", "among") || (thing is not null && of.Is("in", "from", "at", "on")))))
            return [];
        var values = draft.Parts.Skip(from.Index + 1).TakeWhile(p => p.Sentence == from.Sentence && p.Target is not (MentionTarget.Comparison or MentionTarget.And)).Where(p => p is { Used: false, Target: MentionTarget.Value }).ToValueList();
        foreach (var value in values)
            value.Role = "value";
        return values;
    }

    private static bool Columns(EntityDraft draft, Part part, FilterOperator @operator)
    {
        if (draft.Next(part) is not { Used: false } other || Before(draft, part) is not { Target: MentionTarget.Column } column)
            return false;
        if (other.Target is MentionTarget.Table && draft.Next(other) is { Target: MentionTarget.Column } owned)
            other = owned;
        if (other.Target is not MentionTarget.Column)
            return false;
        part.Role = other.Role = "condition";
        column.Role ??= "condition";
        // "smaller than the revenue of all companies in Austin": than that of each of them.
        if (other.Text == column.Text && draft.At(other.Index + 1) is { Mention: null } of && of.Is("of", "for"))
        {
            var function = @operator is FilterOperator.Less or FilterOperator.LessOrEqual ? AggregateFunction.Min : AggregateFunction.Max;
            foreach (var rest in draft.Parts.Skip(other.Index + 1).TakeWhile(p => p.Sentence == part.Sentence).Where(p => p.Target is MentionTarget.Table or MentionTarget.Listing or MentionTarget.Relation or MentionTarget.Grouping))
                rest.Role ??= "all of them";
            draft.Demands.Add(new Demand.ComparesAggregate(column, @operator, function, other, Inner(draft, other)) { Place = (part.Sentence, part.Clause) });
            draft.Assumptions.Add("Compared with all of them, not with some.");
            return true;
        }

        draft.Demands.Add(new Demand.ComparesColumn(column, @operator, other) { Place = (part.Sentence, part.Clause), Times = ((MentionTarget.Comparison)part.Target!).Times });
        return true;
    }

    private static void Text(EntityDraft draft, Part part, FilterOperator @operator)
    {
        var at = draft.Next(part);
        while (at is { Mention: null } && at.Is("word", "letter", "letters", "string", "substring", "text", "phrase", "words", "character"))
        {
            at.Role = "condition";
            at = draft.Next(at);
        }

        List<Part> texts = [];
        while (at is { Target: MentionTarget.Literal or MentionTarget.Value } || at is { Mention: null, Text.Length: 1 })
        {
            texts.Add(at);
            if (draft.Next(at) is not { Target: MentionTarget.Or or MentionTarget.And } or || draft.Next(or) is not { Target: MentionTarget.Literal or MentionTarget.Value } another)
                break;
            or.Role = "or";
            at = another;
        }

        if (texts.Count == 0)
            return;
        var said = Named(draft, InColumn(draft, texts[^1]) ?? Before(draft, part));
        if ((said ?? OfName(draft, part)) is not { IsNoun: true } column)
            return;
        part.Role = "condition";
        if (said is null && column is { Used: false, Clause: 0 })
            draft.Outputs.Add(new Quantity.Value(column));
        // "full names containing court", "full names that contain court": shown, too.
        if (column is { Used: false, Clause: 0, Target: MentionTarget.Column } && column.Index < part.Index && (draft.Previous(column) is { Target: MentionTarget.Listing { Which: false } } or { Target: MentionTarget.Table } || IsAlone(draft, column)))
            draft.Outputs.Add(new Quantity.Value(column));
        column.Role ??= "condition";
        foreach (var text in texts)
        {
            text.Role = "condition";
            draft.Demands.Add(new Demand.Compares(column, @operator, [QueryLiteral.Of(TextOf(text))]) { Place = (part.Sentence, part.Clause) });
        }

        draft.Alternatives |= texts.Count > 1;
    }

    // "publishers whose name contains", where a publisher is a column: no name of what has one.
    private static Part? Named(EntityDraft draft, Part? said)
    {
        if (said is not { Target: MentionTarget.Column } || !said.Is("name", "names") || draft.At(said.Index - 1)?.Is("whose", "their", "its") != true
            || draft.Parts.Take(said.Index).LastOrDefault(p => p.IsNoun) is not { Target: MentionTarget.Column, Strongest: { } thing } noun || said.Columns.All(c => c.Target.TableName != thing.TableName) || draft.Column(thing) is not { Type: ColumnType.Text, Kind: ColumnKind.Dimension })
            return said;
        said.Role = "condition";
        return noun;
    }

    // "merchants starting with B": nothing else is asked for.
    private static bool IsAlone(EntityDraft draft, Part column) =>
        draft.Outputs.Count == 0 && draft.Parts.All(p => p == column || !(p is { Used: false, IsNoun: true } || p.Target is MentionTarget.Count or MentionTarget.Aggregate or MentionTarget.Metric));

    // "customers whose name starts with": where they have no other name.
    private static Part? OfName(EntityDraft draft, Part comparison)
    {
        if (draft.Previous(comparison) is not { Target: MentionTarget.Relation } word || !word.Is("name", "names") || draft.Parts.Take(word.Index).LastOrDefault(p => p.IsNoun) is not { Target: MentionTarget.Column } noun)
            return null;
        word.Role ??= "relates";
        return draft.IsNumber(noun) || draft.IsTime(noun) ? null : noun;
    }

    // "have TN in their address": where the text stands.
    public static Part? InColumn(EntityDraft draft, Part text) =>
        draft.At(text.Index + 1) is { Mention: null } word && word.Is("in") && draft.At(word.Index + 1) is { Mention: null } whose && whose.Is("their", "its", "his", "her", "the") && draft.At(whose.Index + 1) is { Used: false, Target: MentionTarget.Column } column ? column : null;

    /// <summary>"two beds", "room 112" without a word of comparison: the column is that number.</summary>
    private static void Bare(EntityDraft draft)
    {
        foreach (var number in draft.Unused<MentionTarget.Number>().ToList())
        {
            if (number.Used)
                continue;
            if (draft.At(number.Index + 1) is { Mention: null } to && to.Is("to") && draft.At(to.Index + 1) is { Used: false, Target: MentionTarget.Number last } upper
                && Attach(draft, number, upper, number, FilterOperator.Between, [Percentages.Literal((MentionTarget.Number)number.Target!), Percentages.Literal(last)]))
                continue;
            var numbers = Listed(draft, number);
            var literals = numbers.Select(n => Percentages.Literal((MentionTarget.Number)n.Target!)).ToValueList();
            var before = draft.At(number.Index - 1);
            while (before is { Mention: null } && (before.Is("is", "are", "was", "equal", "as", "to", "equals") || IsSizeOf(draft, before)) || before is { Target: MentionTarget.Comparison { Operator: FilterOperator.Equal or FilterOperator.NotEqual } or MentionTarget.Negation })
                before = draft.At(before.Index - 1);
            var after = draft.Next(numbers[^1]);
            var noun = before is { Target: MentionTarget.Column } ? before
                : after is { Used: false, Target: MentionTarget.Column } && after.Index - numbers[^1].Index <= 2 && draft.IsNumber(after) ? after
                : before is { Target: MentionTarget.Table } && before.Index == number.Index - 1 ? before
                : null;
            if (noun is null)
            {
                if (after is { Used: false, Target: MentionTarget.Table } && after.Clause > 0 && literals.Count == 1)
                {
                    number.Role = after.Role = "condition";
                    draft.Demands.Add(new Demand.Counts(new Quantity.Count(after, false), FilterOperator.Equal, literals) { Place = (number.Sentence, number.Clause) });
                }

                continue;
            }

            foreach (var word in draft.Parts.Skip(number.Index).Take(numbers[^1].Index - number.Index + 1).Where(p => p.Mention is not null))
                word.Role = "condition";
            noun.Role ??= "condition";
            var @operator = literals.Count > 1 ? number.Negated ? FilterOperator.NotIn : FilterOperator.In : number.Negated ? FilterOperator.NotEqual : FilterOperator.Equal;
            draft.Demands.Add(new Demand.Compares(noun, @operator, Percentages.Scaled(draft.Question, noun.Strongest, number.Target, literals)) { Place = (number.Sentence, number.Clause) });
        }
    }

    // "with a grid size of 15".
    private static bool IsSizeOf(EntityDraft draft, Part of) => of.Is("of") && draft.At(of.Index - 1) is { Target: MentionTarget.Column } size && draft.IsNumber(size) && draft.At(size.Index - 1)?.Is("a", "an") == true;

    // "one or two stars", "1, 2 or 3": each of them will do.
    private static List<Part> Listed(EntityDraft draft, Part first)
    {
        List<Part> numbers = [first];
        var or = false;
        while (draft.At(numbers[^1].Index + 1) is { Used: false, Target: MentionTarget.Or or MentionTarget.And } word && draft.At(word.Index + 1) is { Used: false, Target: MentionTarget.Number } another)
        {
            or |= word.Target is MentionTarget.Or;
            numbers.Add(another);
        }

        return or ? numbers : [first];
    }

    private static Part? Before(EntityDraft draft, Part part)
    {
        var before = draft.Previous(part);
        while (before is { Mention: null } or { Target: MentionTarget.Negation or MentionTarget.Activity or MentionTarget.Listing } && before.Sentence == part.Sentence)
        {
            if (before.Is("that", "which", "who", "with", "have", "has", "had", "having") && draft.Previous(before) is { Target: MentionTarget.Table })
                return null;
            before = draft.At(before.Index - 1);
            if (before is null)
                return null;
        }

        // "price of more than 5": and of "price or cost" the nearer.
        return before is { IsNoun: true } && before.Sentence == part.Sentence ? before : null;
    }

    private static bool IsNever(EntityDraft draft, Part part) => part.Negated && draft.Parts.Skip(Math.Max(0, part.Index - 4)).Take(4).Any(p => p.Is("never"));

    // "price above 100", "price is above 100".
    private static bool IsCopula(EntityDraft draft, Part from, Part to) =>
        draft.Parts.Skip(from.Index + 1).Take(to.Index - from.Index - 1).All(p => p.Is("is", "are", "was", "were", "be", "being", "has", "have"));

    private static bool IsNumericKey(EntityDraft draft, Part noun) =>
        noun.Columns.Any(c => draft.Column(c.Target) is { Kind: ColumnKind.Id, Type: ColumnType.Integer or ColumnType.Decimal });

    private static int Distance(EntityDraft draft, Part from, Part to) =>
        draft.Parts.Skip(from.Index + 1).Take(to.Index - from.Index - 1).Count(p => p.Mention is not null);

    private static string TextOf(Part part) => part.Target switch
    {
        MentionTarget.Literal l => l.Text,
        MentionTarget.Value v => v.Text,
        _ => part.Text,
    };

    /// <summary>What holds when a comparison does not.</summary>
    public static FilterOperator Opposite(FilterOperator @operator) => @operator switch
    {
        FilterOperator.Greater => FilterOperator.LessOrEqual,
        FilterOperator.GreaterOrEqual => FilterOperator.Less,
        FilterOperator.Less => FilterOperator.GreaterOrEqual,
        FilterOperator.LessOrEqual => FilterOperator.Greater,
        FilterOperator.Equal => FilterOperator.NotEqual,
        FilterOperator.Contains => FilterOperator.NotContains,
        _ => @operator,
    };
}
