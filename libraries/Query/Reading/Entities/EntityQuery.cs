using NlSql.Query.Linking;
using NlSql.Query.Reading.Entities.Forms;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities;

/// <summary>The query that a draft means when one row of a table is one thing: which form it has.</summary>
internal sealed class EntityQuery
{
    private readonly EntityDraft draft;
    private readonly TableScope scope;
    private readonly RowOrder order;
    private readonly CountDemands counts;

    public EntityQuery(EntityDraft draft, string table, Dictionary<Feature, double> features)
    {
        (this.draft, scope) = (draft, new(draft, table, features));
        (order, counts) = (new(scope), new(scope));
    }

    /// <summary>What this query assumes beyond the draft, in sentences.</summary>
    public IReadOnlyList<string> Assumptions => scope.Assumptions;

    /// <summary>Counts what speaks against the table itself.</summary>
    public void Judge() => new ThingFit(draft, scope.Table, scope.Numbers, scope.Features).Judge(order.Keys);

    /// <summary>The query; null when this table makes no sense of the draft.</summary>
    public SemanticQuery? Build()
    {
        var measures = draft.Outputs.Where(o => o is not Quantity.Value).ToList();
        var shown = draft.Outputs.OfType<Quantity.Value>().Select(o => o.Noun).ToList();
        if (measures.Count > 0 && shown.Count == 0 && draft.Groups.Count == 0)
            return new WholeForm(scope, counts).Build(measures);
        if (draft is { Ranked: true, Groups.Count: > 0, Skipped: 0 } && measures.Count == 0 && order.Keys.Count == 1)
            return new GroupTopForm(scope, order, counts).Build(shown);
        var keys = draft.Groups.Count > 0 && measures.Count > 0 ? [.. draft.Groups, .. shown.Where(s => !draft.Groups.Contains(s))] : shown;
        if (keys.Count == 0 && draft.Thing is null && !draft.AsksWho && !draft.ListsValues)
            return null;
        if (keys.Count > 1)
            keys = [.. keys.Where(k => !(k is { Target: MentionTarget.Table, Role: not "shown" } && keys.Any(o => o.Target is MentionTarget.Column && scope.Reach.Best(o) is { } column && k.Tables.Contains(column.TableName))))];
        order.Settle(keys);
        var counted = scope.Numbers.Counted(measures, order.Keys);
        var categories = new CategoriesForm(scope, order, counts);
        return counted is not null && categories.Fits(keys, counted) ? categories.Build(keys, measures, counted) : new ThingsForm(scope, order, counts).Build(keys, measures, counted);
    }
}
