using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Rules;

/// <summary>"more than 5 orders", "price above 100", "between 10 and 20", "name contains 'oil'".</summary>
internal sealed class ComparisonRule : ReadingRule
{
    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Unused<MentionTarget.Comparison>().ToList())
        {
            if (item.Used)
                continue;
            var comparison = (MentionTarget.Comparison)item.Target;
            if (comparison.Operator is FilterOperator.Contains or FilterOperator.StartsWith or FilterOperator.EndsWith)
                Text(draft, item, comparison.Operator);
            else if (comparison.Trails)
                Trailing(draft, item, comparison.Operator);
            else
                Number(draft, item, comparison.Operator);
        }
    }

    private static void Number(Draft draft, Item item, FilterOperator @operator)
    {
        if (draft.Next(item) is not { Used: false, Target: MentionTarget.Number first } number)
        {
            if (IsOfShare(draft, item) && Overall(draft, item))
                draft.ShareKept = (@operator, []);
            // "region = North": the value rule reads it.
            if (@operator is FilterOperator.Equal or FilterOperator.NotEqual && draft.Next(item)?.Target is MentionTarget.Value or MentionTarget.Literal)
                item.Role = @operator == FilterOperator.Equal ? "equals" : null;
            return;
        }

        var last = number;
        ValueList<QueryLiteral> literals = [Percentages.Literal(first)];
        if (@operator == FilterOperator.Between)
        {
            if (draft.Next(number) is not { Target: MentionTarget.And } and || draft.Next(and) is not { Target: MentionTarget.Number second } upper)
                return;
            and.Role = upper.Role = "range";
            literals = [Percentages.Literal(first), Percentages.Literal(second)];
            last = upper;
        }

        Condition(draft, item, last, @operator, literals, number);
    }

    private static void Trailing(Draft draft, Item item, FilterOperator @operator)
    {
        if (draft.Previous(item) is { Used: false, Target: MentionTarget.Number number } before)
            Condition(draft, before, item, @operator, [Percentages.Literal(number)], before);
    }

    private static void Condition(Draft draft, Item first, Item last, FilterOperator @operator, ValueList<QueryLiteral> literals, Item number)
    {
        first.Role = last.Role = number.Role = "condition";
        // "categories with a decline rate above 10%".
        if (IsOfShare(draft, first) && literals.All(l => l.Number is <= 1))
        {
            draft.ShareKept = (@operator, literals);
            return;
        }

        // "fewer than 5 different products": the products are counted.
        var after = draft.Next(last);
        if (after is { Used: false, Target: MentionTarget.Distinct } && draft.Next(after) is { Used: false, IsNoun: true } different)
            (after.Role, after) = ("distinct", different);
        var before = draft.Previous(first);
        if (before?.Target is MentionTarget.Listing or MentionTarget.Activity && before.Index > 0)
            before = draft.Previous(before);
        // "more than 5 orders" names the thing behind the number; money and percentages have theirs before: "price above 50 euros".
        var counts = ((MentionTarget.Number)number.Target).Form is not (Tokens.NumberForm.Currency or Tokens.NumberForm.Percent);
        var noun = counts && after is { Used: false, IsNoun: true } ? after : before is { Used: false, IsNoun: true } ? before : before?.Role == "measure" ? before : null;
        if (noun is null && after is { Used: false, IsNoun: true })
            noun = after;
        if (noun is null || (noun.Target is MentionTarget.Metric measured && IsOtherwise(draft, measured.Name, number, after)) || (noun.Target is MentionTarget.Table && IsMoney(draft, number)))
        {
            draft.Count(Feature.ConditionWithoutTarget);
            return;
        }

        // "products of which more than 20 units were sent back": of all their rows.
        if (noun.Target is MentionTarget.Column && draft.Question.SaysOfWhich(first.Mention.Start) && Measures.FactColumn(draft, noun) is { Additive: Additivity.Full } && Measures.Of(draft, noun) is { } sum)
        {
            draft.Having.Add((sum, @operator, literals));
        }
        else if (noun.Target is MentionTarget.Column && Measures.FactColumn(draft, noun) is not null)
        {
            noun.Role = "condition";
            draft.Conditions.Add(new() { Column = noun, Operator = @operator, Literals = Percentages.Scaled(draft.Question, noun.Target, number.Target, literals) });
        }
        else if (noun.Target is MentionTarget.Metric or MentionTarget.Table && Measures.Of(draft, noun) is { } measure)
        {
            draft.Having.Add((measure, @operator, literals));
        }
        else
        {
            draft.Count(Feature.ConditionWithoutTarget);
        }
    }

    // "customers above 1200 euros" are not that many, "revenue over 12 months" is no revenue above 12.
    private static bool IsOtherwise(Draft draft, string metric, Item number, Item? after) => draft.Model.FindMetric(metric)?.Unit is var unit
        && ((unit == "count" && IsMoney(draft, number)) || (unit is "currency" or "count" && after?.Target is MentionTarget.Grain { Stated: false }));

    private static bool IsMoney(Draft draft, Item number) =>
        ((MentionTarget.Number)number.Target).Form == Tokens.NumberForm.Currency || draft.Question.Words[number.Mention.End - 1].Best is "euro" or "euros" or "eur" or "dollar" or "dollars" or "usd" or "pounds" or "gbp";

    private static bool IsOfShare(Draft draft, Item comparison) =>
        draft is { Shared: true, ShareKept: null } && draft.Previous(comparison) is { Used: true, Target: MentionTarget.Share or MentionTarget.Value } before && draft.Items.First(i => i.Target is MentionTarget.Share) is var share && share.Index >= before.Index - 1 && share.Index <= before.Index;

    // "above the overall rate", "than the overall decline rate": the same over all rows.
    private static bool Overall(Draft draft, Item comparison)
    {
        if (draft.Next(comparison) is not { Used: false, Target: MentionTarget.Aggregate { Function: AggregateFunction.Sum or AggregateFunction.Avg } } whole)
            return false;
        var said = draft.Items.Take(comparison.Index).Select(i => i.Target).ToList();
        List<Item> again = [whole];
        for (var next = draft.Next(whole); next is { Used: false } && said.Contains(next.Target); next = draft.Next(next))
            again.Add(next);
        comparison.Role = "condition";
        foreach (var item in again)
            item.Role = "of all";
        draft.Assumptions.Add("Compared with the same over all rows.");
        return true;
    }

    private static void Text(Draft draft, Item item, FilterOperator @operator)
    {
        var text = draft.Next(item) switch
        {
            { Target: MentionTarget.Literal literal } => literal.Text,
            { Target: MentionTarget.Value value } => value.Text,
            _ => null,
        };
        if (text is null || draft.Previous(item) is not { Target: MentionTarget.Column or MentionTarget.Table } column)
            return;
        item.Role = draft.Next(item)!.Role = "condition";
        column.Role ??= column.Target is MentionTarget.Column ? "condition" : null;
        draft.Conditions.Add(new() { Column = column, Operator = @operator, Literals = [QueryLiteral.Of(text)] });
    }
}
