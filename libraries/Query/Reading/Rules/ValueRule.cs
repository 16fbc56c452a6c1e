using NlSql.Query.Linking;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Rules;

/// <summary>Values → conditions: "in North", "North and South", "region North", "not online", "stores in Hamburg".</summary>
internal sealed class ValueRule : ReadingRule
{
    /// <summary>The role of a word that sets values side by side.</summary>
    public const string SideBySide = "sets side by side";

    public override void Apply(Draft draft)
    {
        foreach (var item in draft.Items.Where(i => i.Target is MentionTarget.Value or MentionTarget.Literal).ToList())
        {
            if (item.Used)
                continue;
            if (item.Target is MentionTarget.Literal)
                Literal(draft, item);
            else
                Values(draft, item);
        }
    }

    private static void Values(Draft draft, Item first)
    {
        List<Item> values = [first];
        var last = first;
        while (Following(draft, last) is { } next && SharesColumn(values, next.Value))
        {
            foreach (var between in next.Between)
                between.Role = "and";
            values.Add(next.Value);
            last = next.Value;
        }

        var before = draft.Previous(first);
        if (before is { Role: "equals" })
            before = draft.Previous(before);
        var negation = before is { Used: false, Target: MentionTarget.Negation or MentionTarget.Comparison { Operator: FilterOperator.NotEqual } } ? before : null;
        if (negation is not null)
        {
            negation.Role = "not";
            before = draft.Previous(negation);
        }

        var leftOut = negation is null ? LeftOut(draft, first, last) : null;
        var column = Named(before, values, false) ?? Named(draft.Next(last), values, true);
        if (column is not null)
            draft.Count(Feature.ValueOfNamedColumn);
        var table = column is null ? NamedTable(before, values) ?? NamedTable(draft.Next(last), values) : null;
        if (table is not null)
            draft.Count(Feature.ValueOfNamedTable);
        if (column is null && first.Mention.Strength < 0.5)
            draft.Count(Feature.ValueWithoutPlace);
        if (OfEachThing(draft, first, values.Count))
            draft.Count(Feature.UnusedMention);
        foreach (var value in values)
            value.Role = "value";
        if (column is { Used: false })
            column.Role = "column of the value";
        // "revenue of Hamburg stores", "revenue of customer C0985": the noun only says whose value it is; "stores in Hamburg" lists stores.
        // "gold customers who spent more than 500" are the customers.
        var besides = table is not null && !(draft.Next(table) is { Target: MentionTarget.Listing { Which: true } } && draft.Having.Count + draft.OfAverage.Count > 0) && (table.Index > last.Index || table.Mention.End == first.Mention.Start || IsOf(draft, table));
        if (table is { Used: false } && besides && draft.Items.Any(i => i.Target is MentionTarget.Metric || i.Role == "measure"))
            table.Role = "table of the value";
        draft.Conditions.Add(new()
        {
            Values = values,
            Column = column,
            Table = (table?.Target as MentionTarget.Table)?.Name,
            Negated = negation is not null || leftOut is not null,
        });
    }

    /// <summary>"customers who bought both toys and clothes", "who bought only toys": whether it is said of all that each of them bought, which a number of customers cannot tell.</summary>
    public static bool OfEachThing(Draft draft, Item first, int values)
    {
        var words = draft.Question.Folded;
        var at = first.Mention.Start - 1;
        while (at > 0 && words[at] is "the" or "a" or "from" or "in")
            at--;
        var (word, verb) = at > 0 && words[at] is "both" or "only" ? (words[at], at - 1) : at > 1 && words[at - 1] == "only" ? (words[at - 1], at) : ("", -1);
        return verb > 0 && (word == "only" || (word == "both" && values > 1))
            && (words[verb] is "have" or "has" or "had" || draft.Question.Mentions.Any(m => m.End == verb + 1 && m.Target is MentionTarget.Activity or MentionTarget.Relation))
            && draft.Items.Any(i => i.Target is MentionTarget.Table || (i.Target is MentionTarget.Metric metric && draft.Model.FindMetric(metric.Name) is { Aggregate: SemanticModel.Definitions.AggregateFunction.CountDistinct or SemanticModel.Definitions.AggregateFunction.Count }));
    }

    /// <summary>"…, refunds excluded", "with refunds left out": the word that leaves out what stands in a clause of its own before it; null for none.</summary>
    public static Item? LeftOut(Draft draft, Item first, Item last)
    {
        if (draft.Next(last) is not { Used: false, Target: MentionTarget.LeftOut } word || draft.Next(word) is not (null or { Target: MentionTarget.And or MentionTarget.Grouping }))
            return null;
        var start = first.Mention.Start;
        while (start > 0 && draft.Question.Words[start - 1].Best is "the" or "all" or "any" or "our")
            start--;
        if (start > 0 && draft.Question.Words[start - 1].Best is not ("with" or "," or "(" or ";" or "-" or "and" or "but") && !draft.Question.Words[first.Mention.Start].Token.StartsSentence)
            return null;
        word.Role = "not";
        return word;
    }

    // "how much has come in from members living in Traun".
    private static bool IsOf(Draft draft, Item table) => table.Mention.Start > 0 && draft.Question.Words[table.Mention.Start - 1].Best is "from" or "of" or "for" or "among";

    private static void Literal(Draft draft, Item item)
    {
        var before = draft.Previous(item) is { Role: "equals" } equals ? draft.Previous(equals) : draft.Previous(item);
        var column = before is { Target: MentionTarget.Column } ? before : draft.Next(item) is { Used: false, Target: MentionTarget.Column } after ? after : null;
        if (column is null)
            return;
        item.Role = "value";
        column.Role ??= "column of the value";
        draft.Conditions.Add(new() { Column = column, Operator = FilterOperator.Equal, Literals = [QueryLiteral.Of(((MentionTarget.Literal)item.Target).Text)] });
    }

    private static (Item Value, List<Item> Between)? Following(Draft draft, Item item)
    {
        List<Item> between = [];
        var next = draft.Next(item);
        while (next is { Used: false, Target: MentionTarget.And or MentionTarget.Or } or { Role: SideBySide })
        {
            if (!next.Used)
                between.Add(next);
            next = draft.Next(next);
        }

        return next is { Used: false, Target: MentionTarget.Value } ? (next, between) : null;
    }

    // Values joined by "and" belong together when one column holds them all.
    public static bool SharesColumn(List<Item> values, Item other) =>
        Columns(other).Any(c => values.All(v => Columns(v).Contains(c)));

    /// <summary>Whether a mention that is free yet names the column that holds all of some values.</summary>
    public static bool IsColumnOf(Item item, List<Item> values) => Named(item, values, true) is not null;

    private static IEnumerable<(string, string)> Columns(Item value) =>
        value.Mention.Candidates.Select(c => (MentionTarget.Value)c.Target).Select(v => (v.TableName, v.ColumnName));

    private static Item? Named(Item? item, List<Item> values, bool behind)
    {
        if (item is not { Target: MentionTarget.Column } || (behind && item.Used))
            return null;
        var columns = item.Mention.Candidates.Select(c => (MentionTarget.Column)c.Target).Select(c => (c.TableName, c.ColumnName)).ToList();
        return item.Role is null or "column of the value" && values.All(v => Columns(v).Any(columns.Contains)) ? item : null;
    }

    private static Item? NamedTable(Item? item, List<Item> values) =>
        item is { Role: null or "counted", Target: MentionTarget.Table table } && values.All(v => Columns(v).Any(c => c.Item1 == table.Name)) ? item : null;
}
