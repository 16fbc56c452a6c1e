using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>Values → conditions: "in London", "status Delivered", "named Ann", "Latte or Americano", "both New and Pending".</summary>
internal sealed class ValueRule : EntityRule
{
    private const double Plain = 0.9;
    private const double Nearly = 0.4;

    public override void Apply(EntityDraft draft)
    {
        foreach (var part in draft.Parts.Where(p => p is { Used: false, Target: MentionTarget.Value or MentionTarget.Literal }).ToList())
        {
            if (!part.Used)
                Values(draft, part);
        }
    }

    private static void Values(EntityDraft draft, Part first)
    {
        List<Part> values = [first];
        var (joined, or) = (first, false);
        while (Following(draft, joined) is var (next, word) && next is not null && SharesColumn(values, next))
        {
            word!.Role = "and";
            or |= word.Target is MentionTarget.Or;
            values.Add(next);
            joined = next;
        }

        var both = draft.Parts.Take(first.Index).Skip(Math.Max(0, first.Index - 5)).Any(p => p.Is("both") && p.Sentence == first.Sentence);
        var before = Before(draft, first);
        var after = draft.At(joined.Index + 1);
        var column = Named(before, values) ?? (after is { Used: false } && !IsOther(after, values) ? Named(after, values) : null) ?? (first.Target is MentionTarget.Literal ? ComparisonRule.InColumn(draft, joined) : null);
        var table = column is null ? NamedTable(before, values) ?? (after is { Used: false } ? NamedTable(after, values) : null) : column.Owner;
        foreach (var value in values)
            value.Role = "value";
        if (column is not null)
        {
            column.Role ??= "column of the value";
            draft.Count(Feature.ValueOfNamedColumn);
        }
        else if (table is not null)
        {
            // "stores in Hamburg" lists stores; "products of supplier Acme" only says whose value it is.
            if (table.Clause > 0 || table.Index > joined.Index || table.Mention!.End == first.Mention!.Start)
                table.Role ??= table.Clause > 0 || HasNoun(draft, table) ? "table of the value" : null;
            draft.Count(Feature.ValueOfNamedTable);
        }
        else if (first.Target is MentionTarget.Literal)
        {
            draft.Count(Feature.ValueWithoutPlace, 4);
        }
        else if (first.Mention!.Strength < 0.5)
        {
            draft.Count(Feature.ValueWithoutPlace);
        }

        draft.Demands.Add(new Demand.Is(values.ToValueList(), column, table)
        {
            Place = (first.Sentence, first.Clause),
            Negated = first.Negated || (column?.Negated ?? false),
            Both = values.Count > 1 && (both || !or),
        });
    }

    private static bool HasNoun(EntityDraft draft, Part table) => draft.Parts.Any(p => p.IsNoun && p != table && p.Clause == 0 && p.Role is null or "owner" && !IsOfValue(draft, p));

    // "fern specimens in good condition": the condition is no thing.
    private static bool IsOfValue(EntityDraft draft, Part noun) => noun.Target is MentionTarget.Column && draft.At(noun.Index - 1) is { Target: MentionTarget.Value } value && noun.Columns.Any(c => Columns(value).Contains((c.Target.TableName, c.Target.ColumnName)));

    // What stands before a value, over "is", "named", "equal to"…
    private static Part? Before(EntityDraft draft, Part value)
    {
        var before = draft.At(value.Index - 1);
        while (before is not null && before.Sentence == value.Sentence
            && (before is { Mention: null } || before.Target is MentionTarget.Negation or MentionTarget.Relation or MentionTarget.Comparison { Operator: SemanticModel.Queries.FilterOperator.Equal or SemanticModel.Queries.FilterOperator.NotEqual })
            && !before.Is("in", "from", "that", "who", "which", "by", "for", "at"))
        {
            if (before.Target is MentionTarget.Comparison)
                before.Role ??= "equals";
            if (before.Is("named", "called", "titled") || before.Target is MentionTarget.Relation)
                before.Role ??= "equals";
            before = draft.At(before.Index - 1);
        }

        return before?.Sentence == value.Sentence ? before : null;
    }

    private static (Part? Value, Part? Word) Following(EntityDraft draft, Part value)
    {
        var word = draft.At(value.Index + 1);
        if (word is not { Used: false, Target: MentionTarget.And or MentionTarget.Or })
            return (null, null);
        var next = draft.Next(word);
        while (next is { Target: MentionTarget.And or MentionTarget.Or })
            next = draft.Next(next);
        return next is { Used: false, Target: MentionTarget.Value or MentionTarget.Literal } ? (next, word) : (null, null);
    }

    private static bool SharesColumn(List<Part> values, Part other) =>
        (other.Target is MentionTarget.Literal && values[0].Target is MentionTarget.Literal)
        || Columns(other).Any(c => values.All(v => Columns(v).Contains(c)));

    private static IEnumerable<(string, string)> Columns(Part value) => value.Values.Select(v => (v.Target.TableName, v.Target.ColumnName));

    private static Part? Named(Part? part, List<Part> values)
    {
        if (part is not { Target: MentionTarget.Column } || part.Role is not (null or "column of the value" or "owner"))
            return null;
        if (values[0].Target is MentionTarget.Literal)
            return part;
        var columns = part.Columns.Select(c => (c.Target.TableName, c.Target.ColumnName)).ToHashSet();
        return values.TrueForAll(v => Columns(v).Any(columns.Contains)) ? part : null;
    }

    // "king beds" of a bed type, where another column is called beds.
    private static bool IsOther(Part noun, List<Part> values) => noun is { Target: MentionTarget.Column, Mention: { Strength: >= Plain } said } && noun.Columns.All(c => c.Strength < said.Strength - Nearly || !values.Exists(v => Columns(v).Contains((c.Target.TableName, c.Target.ColumnName))));

    private static Part? NamedTable(Part? part, List<Part> values) =>
        part is { Target: MentionTarget.Table } && values.TrueForAll(v => Columns(v).Any(c => part.Tables.Contains(c.Item1))) ? part : null;
}
