using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities.Forms;

/// <summary>One row of numbers: "how many customers", "average and maximum price".</summary>
internal sealed class WholeForm(TableScope scope, CountDemands counts)
{
    private readonly EntityDraft draft = scope.Draft;
    private readonly string table = scope.Table;

    /// <summary>The query; null when a number cannot be said over these rows.</summary>
    public SemanticQuery? Build(List<Quantity> measures)
    {
        QueryFilter? first = null;
        if (draft.Ranked)
        {
            // "residents of the 3 largest districts": of those rows.
            if (draft is { Orders: [var by], Limit: { } most } && draft.Table(table) is { PrimaryKey: [var key] } && FirstRowsForm.Of(draft, new(draft.Thing ?? by.Key.Noun, by.Key, by.Descending, most) { Place = (0, 0) }, (table, key), scope.Features) is { } ranked)
                first = new QueryFilter.Membership($"{table}.{key}", false, ranked);
            else
                scope.Count(Feature.NothingToRank);
        }

        foreach (var measure in measures)
        {
            if (scope.Numbers.Metric(measure, null) is not { } metric)
                return null;
            scope.Metrics.Add(metric);
        }

        var (rows, _) = Conditions.Of(draft, table, null, scope.Features, counts.OfRelated());
        counts.JudgeNothing();
        return new() { From = table, Metrics = scope.Metrics.ToValueList(), Filters = Conditions.Combine([.. new[] { first, rows }.OfType<QueryFilter>()], false) };
    }
}
