using NlSql.Query.Linking;
using NlSql.Query.Model;

namespace NlSql.Query.Reading.Entities;

/// <summary>How well a table fits as the thing that is asked about.</summary>
internal sealed class ThingFit(EntityDraft draft, string table, EntityMetrics numbers, Dictionary<Feature, double> features)
{
    private const double Nearly = 0.25;

    private readonly Reach reach = draft.From(table);

    /// <summary>Counts what speaks against the table.</summary>
    /// <param name="orders">What the rows are ordered by.</param>
    public void Judge(List<(Quantity Key, bool Descending)> orders)
    {
        // What is counted for each group is no thing of its own: "prices of products by manufacturer".
        var counted = draft.Thing is { } counting && (draft.Groups.Count > 0 || draft.Outputs.Exists(o => o is Quantity.Value)) && draft.Outputs.Exists(o => o is not Quantity.Value && numbers.Counted([o], orders) is { } other && counting.Tables.Contains(other));
        var inRole = draft.RoleNoun;
        // "the president of the guild" is the one that the guild refers to, and not each of its members.
        if (inRole is not null && table != inRole.Table)
            Count(Feature.ConditionWithoutTarget, 1);
        if (draft.Thing is { } thing && !thing.Tables.Contains(table) && !counted && !(inRole?.Noun == thing && inRole.Table == table) && !IsHeader(thing) && !IsCountedFor(thing, orders))
            Count(Feature.OtherThing, Pairs(thing) ? 0.25 : Holds(thing) ? 0.42 : 1);
        else if (draft.Thing is null && draft.Outputs.Where(o => o.Noun.Target is MentionTarget.Column).Select(o => reach.Best(o.Noun)).OfType<MentionTarget.Column>().ToList() is { Count: > 0 } shown && shown.TrueForAll(c => c.TableName != table))
            Count(Feature.OtherThing, 0.15);
        else if (draft.Thing is null && !draft.Parts.Any(p => p.Tables.Contains(table) || p.Columns.Any(c => c.Target.TableName == table) || p.Values.Any(v => v.Target.TableName == table)))
            Count(Feature.OtherThing, 1.5);
        foreach (var weaker in draft.Outputs.Select(o => Weaker(o.Noun)).Where(w => w > Nearly))
            Count(Feature.WeakerMeaning, weaker);
    }

    // "revenue of the orders" of their lines.
    private bool IsHeader(Part thing) => draft.Outputs.Exists(o => o is Quantity.Aggregate) && draft.Outputs.TrueForAll(o => o is Quantity.Aggregate { Noun: var summed } ? reach.Best(summed)?.TableName == table : o is Quantity.Value)
        && draft.Table(table) is { } lines && Ledgers.Header(draft.Model, lines) is { } header && thing.Tables.Contains(header.Name);

    // "guests" of rooms are their max_guests only where no booking has a guest_name.
    private double Weaker(Part noun)
    {
        if (noun.Target is not MentionTarget.Column || noun.Owner is not null || noun.Narrowed is not null || reach.Best(noun) is not { } best || draft.SpokenTables.Contains(best.TableName))
            return 0;
        return noun.Columns.Max(c => c.Strength) - noun.Columns.Where(c => c.Target == best).Select(c => c.Strength).DefaultIfEmpty().Max();
    }

    // "How many accounts does the customer have", "department ids and salaries of departments with …": rows of this table, by the thing that they refer to.
    private bool IsCountedFor(Part thing, List<(Quantity Key, bool Descending)> orders)
    {
        if (!thing.Tables.Any(reach.LeadsTo) || draft.Outputs.Count == 0)
            return false;
        var shown = draft.Outputs.OfType<Quantity.Value>().Select(o => reach.Best(o.Noun)).ToList();
        if (draft.Outputs.Count > shown.Count && shown.Count == 0)
            return draft.Groups.Count == 0 && numbers.Counted(draft.Outputs, orders) == table;
        return draft.Outputs.Count > shown.Count && shown.TrueForAll(c => c is not null && c.TableName == table && draft.Model.Relationships.Any(r => r.FromTable == table && thing.Tables.Contains(r.ToTable) && r.FromColumns.Contains(c.ColumnName)));
    }

    private List<(Part Noun, MentionTarget.Column Column)>? ShownFor(Part thing)
    {
        var shown = draft.Outputs.OfType<Quantity.Value>().Where(o => o.Noun.Target is MentionTarget.Column).Select(o => (o.Noun, Column: reach.Best(o.Noun))).ToList();
        return shown.Count == 0 || !thing.Tables.Any(reach.LeadsTo) || shown.Exists(s => s.Column is null || !reach.LeadsTo(s.Column.TableName)) ? null : [.. shown.Select(s => (s.Noun, s.Column!))];
    }

    // "start dates of the bookings for apartments": rows of this table hold what is shown of the thing.
    private bool Holds(Part thing) =>
        ShownFor(thing) is { } shown && shown.Exists(s => s.Column.TableName == table && !s.Noun.Columns.Any(c => thing.Tables.Contains(c.Target.TableName)));

    // "names of phones and districts of the markets", "the customer's address": only rows of this table lead to both.
    private bool Pairs(Part thing)
    {
        if (ShownFor(thing) is not { } shown)
            return false;
        var tables = shown.Select(s => s.Column.TableName).Concat(thing.Tables.Take(1)).Distinct().ToList();
        return tables.Exists(one => tables.Exists(other => one != other && one != table && other != table && !draft.Leads(one, other) && !draft.Leads(other, one)));
    }

    private void Count(Feature feature, double times) => features[feature] = features.GetValueOrDefault(feature) + times;
}
