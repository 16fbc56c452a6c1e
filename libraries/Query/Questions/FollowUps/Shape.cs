using NlSql.Query.Reading;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>Changes of what a query groups by and shows that keep the rest of it consistent.</summary>
internal static class Shape
{
    /// <summary>Leaves dimensions out, and all that speaks of them.</summary>
    public static SemanticQuery WithoutDimensions(SemanticQuery query, Func<DimensionReference, bool> gone)
    {
        var names = query.Dimensions.Where(gone).SelectMany(Names).ToHashSet(StringComparer.Ordinal);
        if (names.Count == 0)
            return query;
        var shown = query.Return.Where(r => !names.Contains(r.Name)).ToValueList();
        return query with
        {
            Dimensions = query.Dimensions.Where(d => !gone(d)).ToValueList(),
            Return = shown.Any(r => query.Metrics.All(m => Revision.NameOf(m) != r.Name)) ? shown : [],
            OrderBy = query.OrderBy.Where(o => !names.Contains(o.By)).ToValueList(),
            Filters = FilterTerms.Without(query.Filters, t => t is QueryFilter.Compare { Operator: FilterOperator.IsNotNull } compare && names.Contains(compare.Column)),
            ShareOf = query.ShareOf is { } share && names.Contains(share) ? SemanticQuery.Total : query.ShareOf,
            PerGroupTop = query.PerGroupTop is { } top && top.Within.Any(names.Contains) ? null : query.PerGroupTop,
        };
    }

    /// <summary>Adds dimensions; where some outputs are named, those shown come before the measures.</summary>
    public static SemanticQuery WithDimensions(SemanticQuery query, IReadOnlyList<DimensionReference> dimensions, IReadOnlyList<string> shown)
    {
        var added = dimensions.Where(d => query.Dimensions.All(o => o.Column != d.Column || o.Grain != d.Grain || o.As != d.As)).ToList();
        var all = query.Dimensions.Concat(added).ToValueList();
        if (query.Metrics.Count == 0 || (query.Return.Count == 0 && shown.Count == dimensions.Count))
            return query with { Dimensions = all };
        var measures = query.Metrics.Select(m => OutputReference.Of(Revision.NameOf(m))).ToList();
        var before = query.Return.Count > 0 ? query.Return.Where(r => measures.All(m => m.Name != r.Name)).ToList() : [.. query.Dimensions.Select(d => OutputReference.Of(d.As ?? d.Column))];
        var now = shown.Where(s => before.All(b => b.Name != s)).Select(OutputReference.Of);
        return query with { Dimensions = all, Return = before.Concat(now).Concat(measures).ToValueList() };
    }

    /// <summary>Adds a measure, or shows one that was only ranked by.</summary>
    public static SemanticQuery WithMetric(SemanticQuery query, MetricReference metric)
    {
        var name = Revision.NameOf(metric);
        return query with
        {
            Metrics = query.Metrics.Contains(metric) ? query.Metrics : query.Metrics.Append(metric).ToValueList(),
            Return = query.Return.Count == 0 || query.Return.Any(r => r.Name == name) ? query.Return : query.Return.Append(OutputReference.Of(name)).ToValueList(),
        };
    }

    /// <summary>Measures something else: what is ordered by the old measure is ordered by the new one.</summary>
    public static SemanticQuery WithOnlyMetrics(SemanticQuery query, IReadOnlyList<MetricReference> metrics)
    {
        var old = query.Metrics.Select(Revision.NameOf).ToHashSet(StringComparer.Ordinal);
        var kept = metrics.Select(Revision.NameOf).ToHashSet(StringComparer.Ordinal);
        var first = Revision.NameOf(metrics[0]);
        bool Gone(string name) => old.Any(o => name == o || name.StartsWith(o + "_", StringComparison.Ordinal)) && !kept.Contains(name);
        return query with
        {
            Metrics = metrics.ToValueList(),
            Return = query.Return.Count == 0 ? [] : query.Return.Where(r => !old.Contains(r.Name)).Concat(metrics.Select(m => OutputReference.Of(Revision.NameOf(m)))).ToValueList(),
            OrderBy = query.OrderBy.Select(o => Gone(o.By) ? o with { By = first } : o).Distinct().ToValueList(),
            Having = FilterTerms.Without(query.Having, t => t is QueryFilter.Compare compare && Gone(compare.Column)),
            PerGroupTop = query.PerGroupTop is { By: { } by } top && Gone(by) ? top with { By = first } : query.PerGroupTop,
        };
    }

    /// <summary>Measures the rows of a list, all of them.</summary>
    public static SemanticQuery Measured(SemanticQuery list, string table, IReadOnlyList<MetricReference> metrics) => list with
    {
        From = table,
        Metrics = metrics.ToValueList(),
        Return = [],
        OrderBy = [],
        Limit = null,
        Offset = 0,
        WithTies = false,
        Shape = QueryShape.Aggregate,
    };

    /// <summary>Measures nothing beside the values: no growth, shares or running totals.</summary>
    public static SemanticQuery Plain(SemanticQuery query) => query with { Compare = null, ShareOf = null, Running = null, PerGroupTop = null, Fill = false };

    private static IEnumerable<string> Names(DimensionReference dimension)
    {
        yield return dimension.Column;
        if (dimension.As is { } alias)
            yield return alias;
        if (dimension.Grain is { } grain)
            yield return QueryWords.Of(grain);
        if (dimension.Column.IndexOf('.', StringComparison.Ordinal) is var dot and > 0)
            yield return dimension.Column[(dot + 1)..];
    }
}
