namespace NlSql.SemanticModel.Queries;

/// <summary>A name that a query uses.</summary>
/// <param name="Kind">What it is the name of, as far as its place says: a column may turn out to be an output or a metric.</param>
/// <param name="Name">The name as it is written.</param>
/// <param name="IsInner">Whether it is about other rows than the query's own: inside a nested query, or about related rows.</param>
public readonly record struct QueryName(QueryNameKind Kind, string Name, bool IsInner);

/// <summary>What a name is the name of.</summary>
public enum QueryNameKind { Table, Column, Metric, Segment }

/// <summary>All names in a query: the one place that knows where names can stand.</summary>
public static class QueryNames
{
    /// <summary>The names in the query, nested queries and related rows included; names of its own outputs are left out.</summary>
    public static IEnumerable<QueryName> Of(SemanticQuery query) => Of(query, inner: false);

    private static IEnumerable<QueryName> Of(SemanticQuery query, bool inner)
    {
        var own = OwnNames(query);
        IEnumerable<QueryName> Columns(IEnumerable<string?> names) =>
            names.Where(n => n is { Length: > 0 } && !own.Contains(n)).Select(n => new QueryName(QueryNameKind.Column, n!, inner));

        var found = query.From is { } from ? [new QueryName(QueryNameKind.Table, from, inner)] : Enumerable.Empty<QueryName>();
        found = found
            .Concat(Columns(query.Dimensions.SelectMany(d => Named(d.Column, d.Expression))))
            .Concat(query.Metrics.SelectMany(m => Of(m, inner, own)))
            .Concat(Columns(query.Return.SelectMany(r => Named(r.Name, r.Expression))))
            .Concat(Of(query.Filters, inner))
            .Concat(Columns([query.Time?.Column]))
            .Concat(OfHaving(query.Having, inner, own))
            .Concat(query.Union.SelectMany(member => Of(member, inner: true)));
        // Groups and unions are ordered by what they return; lists by any column.
        return query.Union.Count > 0 || (query.Metrics.Count > 0 && query.Shape == QueryShape.Aggregate)
            ? found
            : found.Concat(Columns(query.OrderBy.SelectMany(o => Named(o.By, o.Expression))));
    }

    /// <summary>The names in a condition on rows.</summary>
    private static IEnumerable<QueryName> Of(QueryFilter? filter, bool inner)
    {
        QueryName Column(string name) => new(QueryNameKind.Column, name, inner);
        return filter switch
        {
            QueryFilter.AllOf all => all.Terms.SelectMany(t => Of(t, inner)),
            QueryFilter.AnyOf any => any.Terms.SelectMany(t => Of(t, inner)),
            QueryFilter.Not not => Of(not.Term, inner),
            QueryFilter.Compare compare => [Column(compare.Column)],
            QueryFilter.Segment segment => [new(QueryNameKind.Segment, segment.Name, inner)],
            QueryFilter.Relation relation => relation.Left.Names().Select(Column).Concat(Of(relation.Right, inner)),
            QueryFilter.Membership membership => [Column(membership.Column), .. Of(membership.Query, inner: true)],
            QueryFilter.Related related => [new(QueryNameKind.Table, related.Table, true), .. Of(related.Where, inner: true)],
            QueryFilter.RelatedNumber number => Of(number.Metric, inner, []),
            _ => [],
        };
    }

    private static IEnumerable<QueryName> Of(ComparedValue value, bool inner) => value switch
    {
        ComparedValue.Computed computed => computed.Expression.Names().Select(n => new QueryName(QueryNameKind.Column, n, inner)),
        ComparedValue.Scalar scalar => scalar.Within.Select(n => new QueryName(QueryNameKind.Column, n, inner)).Concat(Of(scalar.Query, inner: true)),
        _ => [],
    };

    private static IEnumerable<QueryName> Of(MetricReference metric, bool inner, HashSet<string> own)
    {
        if (metric.Name is { } name)
            yield return new(QueryNameKind.Metric, name, inner);
        if (metric.Of is { } of)
            yield return new(QueryNameKind.Table, of, true);
        var computed = metric.Expression?.Names() ?? [];
        foreach (var part in metric.Aggregate is null ? computed.Where(n => !own.Contains(n)) : [])
            yield return new(QueryNameKind.Metric, part, inner);
        foreach (var column in metric.Aggregate is null ? [] : computed.Append(metric.Column).OfType<string>())
            yield return new(QueryNameKind.Column, column, inner || metric.Of is not null);
        foreach (var inWhere in Of(metric.Where, inner || metric.Of is not null || metric.Name is not null))
            yield return inWhere;
    }

    // Conditions on groups compare metrics.
    private static IEnumerable<QueryName> OfHaving(QueryFilter? having, bool inner, HashSet<string> own) => Of(having, inner)
        .Where(n => n.IsInner != inner || !own.Contains(n.Name))
        .Select(n => n.IsInner == inner && n.Kind == QueryNameKind.Column ? n with { Kind = QueryNameKind.Metric } : n);

    private static IEnumerable<string> Named(string name, QueryExpression? expression) => expression?.Names() ?? [name];

    private static HashSet<string> OwnNames(SemanticQuery query) =>
        query.Metrics.SelectMany(m => new[] { m.As, m.Aggregate is { } aggregate ? AdHocName(aggregate, m.Column) : null })
            .Concat(query.Dimensions.Select(d => d.As))
            .Concat(query.Dimensions.Select(d => d.Grain is { } grain ? QueryWords.Of(grain) : null))
            .Concat(query.Return.Select(r => r.As))
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);

    private static string AdHocName(Definitions.AggregateFunction aggregate, string? column) =>
        column is null ? QueryWords.Of(aggregate) : $"{QueryWords.Of(aggregate)}_{column[(column.IndexOf('.', StringComparison.Ordinal) + 1)..]}";
}
