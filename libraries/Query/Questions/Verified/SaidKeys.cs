using NlSql.Query.Planning;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.Verified;

/// <summary>What a query says whatever the words of its phrasing: a question may say it, too. "The regions by revenue this year" is no other question when revenue of this year is what the query measures.</summary>
internal sealed class SaidKeys
{
    private readonly HashSet<string> keys = new(StringComparer.Ordinal);
    private readonly ModelDefinition model;
    private readonly bool all;

    /// <param name="query">The query.</param>
    /// <param name="model">Its model.</param>
    /// <param name="anchor">The day that its time is counted from.</param>
    /// <param name="all">Whether its measure and its conditions count, too: a question that names them may want them alone.</param>
    public SaidKeys(SemanticQuery query, ModelDefinition model, DateOnly anchor, bool all)
    {
        (this.model, this.all) = (model, all);
        foreach (var output in query.Return.Where(o => o.Name.Contains('.', StringComparison.Ordinal)))
            Column(output.Name, null);
        if (query.Time is { Range: var range })
            keys.Add(Key.Period(range, anchor, model.Plugin.Calendar));
        Table(query.From);
        for (var i = 0; i < query.Metrics.Count; i++)
            Metric(query.Metrics[i], isFirst: i == 0);
        foreach (var dimension in query.Dimensions)
            Column(dimension.Column, dimension.Grain);
        // The place asked for is the group.
        if (query.Dimensions is [{ Grain: null }])
            keys.UnionWith([Key.Where, .. query.Compare is null ? Concepts.Of("compare") : []]);
        if (query.Compare is PeriodComparison.PreviousYear)
        {
            keys.Add(Key.YearBefore);
            // "this year and 2024"
            if (query.Time is { Range: var whole } && TimeRangeResolver.Resolve(whole, new TimeAnchorDay(anchor), model.Plugin.Calendar) is { From: { } from, To: { } to })
                keys.Add(Key.Period(new TimeRange.Between(from.AddYears(-1), to.AddYears(-1)), anchor, model.Plugin.Calendar));
        }

        foreach (var term in query.OrderBy.Take(1).Where(t => query.Metrics.Any(m => m.Name == t.By || m.As == t.By || t.By?.StartsWith($"{m.As ?? m.Name}_change", StringComparison.Ordinal) == true)))
            keys.Add(Key.Extreme(term.Descending));
        if (query.Limit is { } limit)
            keys.Add(Key.Number(limit));
        if (!all)
            return;
        // "how does revenue spread over the weekdays"
        if (query.Dimensions.Count > 0)
            keys.UnionWith(Concepts.Of("spread"));
        Filter(query.Filters);
        if (query.Compare is not null)
            keys.UnionWith(Concepts.Of("compare"));
        if (query.Running is not null)
            keys.UnionWith(Concepts.Of("running"));
        if (query.ShareOf is not null)
            keys.UnionWith(Concepts.Of("share"));
    }

    public IReadOnlySet<string> All => keys;

    private void Metric(MetricReference metric, bool isFirst)
    {
        Table(metric.Of);
        if (metric.Aggregate == AggregateFunction.Count)
            keys.Add(Key.Count);
        if (metric.Name is not { } name || model.FindMetric(name) is not { } definition)
            return;
        // The measure that leads: a question that names another of several wants that one alone.
        if (isFirst && all)
        {
            keys.Add(Key.Metric(name));
            // "rolling", of a measure that some call so.
            keys.UnionWith(definition.Synonyms.Append(definition.Label).SelectMany(s => s.Split(' ')).SelectMany(w => Concepts.OfName(w.ToLowerInvariant())));
        }

        if (definition.Unit == "count")
            keys.Add(Key.Count);
        if (definition is { Aggregate: AggregateFunction.Avg } or { Type: MetricType.Ratio })
            keys.Add(Key.Aggregate(AggregateFunction.Avg));
        foreach (var table in MetricTables.Of(model, name))
            Table(table);
    }

    private void Column(string column, TimeGrain? grain)
    {
        keys.Add(Key.Column(column));
        if (grain is { } size)
            keys.Add(Key.Grain(size));
        var dot = column.IndexOf('.', StringComparison.Ordinal);
        Table(dot > 0 ? column[..dot] : null);
    }

    private void Table(string? name)
    {
        if (name is not null)
            keys.Add(Key.Table(name));
    }

    private void Filter(QueryFilter? filter)
    {
        switch (filter)
        {
            case QueryFilter.AllOf { Terms: var terms }:
                foreach (var term in terms)
                    Filter(term);
                break;
            case QueryFilter.Segment { Name: var segment }:
                keys.Add(Key.Segment(segment));
                break;
            case QueryFilter.Compare { Column: var column, Operator: FilterOperator.Equal, Values: [{ Text: { } text }] }:
                keys.Add(Key.Value(column, text));
                Column(column, null);
                break;
        }
    }
}
