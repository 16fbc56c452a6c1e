using NlSql.Query.Linking;
using NlSql.Query.Reading.Entities.Rules;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities.Forms;

/// <summary>The first rows of each group: "the most expensive vehicle of each category".</summary>
internal sealed class GroupTopForm(TableScope scope, RowOrder order, CountDemands counts)
{
    private readonly EntityDraft draft = scope.Draft;
    private readonly string table = scope.Table;
    private readonly Reach reach = scope.Reach;

    /// <summary>The query; null when the rows cannot be grouped or ordered so.</summary>
    public SemanticQuery? Build(List<Part> shown)
    {
        var things = shown.Where(s => !draft.Groups.Exists(g => g.Text == s.Text)).ToList();
        if (things.Count == 0 && draft.Thing is { } thing && !draft.Groups.Contains(thing))
            things.Add(thing);
        // "cheapest course per teaching hour" divides; nothing is cheapest for each number of hours.
        if (draft.Groups.Exists(g => draft.At(g.Index - 1)?.Is("per") == true && g.Strongest is { } number && draft.Column(number) is { Kind: ColumnKind.Fact, Type: ColumnType.Integer or ColumnType.Decimal }))
            return null;
        var within = draft.Groups.SelectMany(g => Outputs.Of(draft, g, reach)).Distinct().ToList();
        var named = things.SelectMany(t => Outputs.Of(draft, t, reach)).Distinct().Where(c => !within.Contains(c)).ToList();
        if (within.Count == 0 || named.Count == 0 || !within.Concat(named).All(c => reach.LeadsTo(c.TableName)))
            return null;
        foreach (var part in draft.Groups.Concat(things))
        {
            if (Outputs.Of(draft, part, reach) is [var column, ..])
                EntityMetrics.Chose(part, column);
        }

        var (key, descending) = order.Keys[0];
        MetricReference? by;
        if (key is Quantity.Value { Noun: var noun })
        {
            if (noun == SuperlativeRule.Units || noun == SuperlativeRule.Worth || order.By(noun, descending) is not { } sorted || sorted.Name.Split('.') is not [var owner, _] || owner != table)
                return null;
            descending = sorted.Flip ? !descending : descending;
            by = new() { Aggregate = descending ? AggregateFunction.Max : AggregateFunction.Min, Column = sorted.Name, As = "ranked_by" };
        }
        else
        {
            by = scope.Numbers.Metric(key, null);
        }

        if (by is null)
            return null;
        // Rows of one name stay apart.
        var keys = key is Quantity.Value && named.TrueForAll(c => c.TableName == table) ? draft.Table(table)!.PrimaryKey.Select(k => new MentionTarget.Column(table, k)).Except(within.Concat(named)) : [];
        var (rows, _) = Conditions.Of(draft, table, null, scope.Features, counts.OfRelated());
        counts.JudgeNothing();
        return new()
        {
            From = table,
            Dimensions = [.. within.Concat(named).Concat(keys).Select(c => new DimensionReference { Column = scope.Name(c) })],
            Metrics = [by],
            Return = [.. within.Concat(named).Select(c => OutputReference.Of(scope.Name(c)))],
            Filters = rows,
            PerGroupTop = new GroupTop(draft.Limit ?? 1, by.As!, [.. within.Select(c => scope.Name(c))], !descending),
        };
    }
}
