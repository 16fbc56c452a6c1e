using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Planning;

/// <summary>
/// Measured groups. Metrics of one table are one grouped select. Metrics of several tables are aggregated each on its own table first,
/// and the groups put together afterwards: a join of the rows would multiply them.
/// </summary>
internal sealed class AggregatePlanner(PlanContext context, SemanticQuery query)
{
    private readonly MetricBinder binder = new(context);
    private readonly List<BoundMetric> metrics = [];

    public PlannedQuery? Plan()
    {
        foreach (var reference in query.Metrics)
        {
            if (binder.Bind(reference, EntityOf) is { } metric)
                metrics.Add(metric);
        }

        var shown = metrics.Count;
        BindHiddenMetrics();
        if (context.Issues.Any)
            return null;

        var sources = Sources();
        if (sources is null || context.Issues.Any)
            return null;
        var grouped = sources.Count == 1 ? SingleSource(sources[0]) : SeveralSources(sources);
        var having = Having(grouped);
        if (context.Issues.Any)
            return null;
        var tree = new GroupedSelect(context, query, grouped, metrics, shown).Build(having, out var columns);
        return context.Issues.Any ? null : new PlannedQuery(tree, columns, sources[0].Time);
    }

    // An ad-hoc aggregate without a table of its own is about the rows that the other metrics are about.
    private TableDefinition? EntityOf(MetricReference reference)
    {
        if (query.From is null && reference.Column is null && metrics.Count > 0)
            return context.Model.Table(metrics[0].Formula.Leaves().First().Table);
        return new EntityChooser(context, query).Choose();
    }

    // Metrics that only order or filter the groups.
    private void BindHiddenMetrics()
    {
        var names = query.OrderBy.Select(o => o.By).Concat(Names(query.Having));
        foreach (var name in names.Where(n => !metrics.Exists(m => m.IsCalled(n)) && context.Model.Metric(n) is not null))
        {
            if (binder.Bind(new MetricReference { Name = name }, EntityOf) is { } hidden)
                metrics.Add(hidden);
        }
    }

    private List<AggregatedSource>? Sources()
    {
        var leaves = metrics.SelectMany(m => m.Formula.Leaves()).Distinct().ToList();
        var groups = leaves.GroupBy(l => (l.Table, l.TimeColumn)).ToList();
        var sources = new List<AggregatedSource>();
        foreach (var group in groups)
        {
            var table = context.Model.Table(group.Key.Table)!;
            var source = new AggregatedSource(context, query, table, group.Key.TimeColumn, [.. group], name => metrics.Exists(m => m.IsCalled(name)), sources.FirstOrDefault());
            if (!source.IsSound)
                return null;
            sources.Add(source);
        }

        return sources;
    }

    private Grouped SingleSource(AggregatedSource source) => new(
        [source.Rows.Scope.Source()],
        source.Rows.Where,
        source.Dimensions,
        source.LeafExpression,
        [])
    {
        Having = source.LargeEnough(context.MinGroupSize),
    };

    private Grouped SeveralSources(List<AggregatedSource> sources)
    {
        var parts = new PartialAggregates(sources, context.MinGroupSize);
        return new Grouped([parts.Combined()], null, parts.Dimensions(), parts.LeafExpression, parts.CommonTables());
    }

    private SqlExpression? Having(Grouped grouped)
    {
        if (query.Having is null)
            return grouped.Having;
        var asked = new FilterPlanner(context, Operand, Segment).Plan(query.Having);
        return grouped.Having is { } always && asked is not null ? SqlFactory.And(asked, always) : asked;

        FilterOperand? Operand(string name, bool _)
        {
            if (metrics.Find(m => m.IsCalled(name)) is { } metric)
                return new(MetricSql.Of(metric.Formula, grouped.Leaf), metric.Type, []);
            context.Issues.Add(
                "plan.unknown-metric",
                $"There is no metric {name} to compare groups by.",
                Model.NearestNames.Of(name, context.Model.Definition.Metrics.Select(m => m.Name)));
            return null;
        }

        SqlExpression? Segment(string name)
        {
            context.Issues.Add("plan.segment-unusable", $"The segment {name} is about rows; use it in filters.");
            return null;
        }
    }

    private static IEnumerable<string> Names(QueryFilter? filter) => filter switch
    {
        QueryFilter.AllOf all => all.Terms.SelectMany(Names),
        QueryFilter.AnyOf any => any.Terms.SelectMany(Names),
        QueryFilter.Not not => Names(not.Term),
        QueryFilter.Compare compare => [compare.Column],
        _ => [],
    };
}

/// <summary>What the final grouped select reads.</summary>
/// <param name="From">Its sources.</param>
/// <param name="Where">Condition on its rows.</param>
/// <param name="Dimensions">What it groups by.</param>
/// <param name="Leaf">The expression of each aggregate.</param>
/// <param name="With">The common tables that it needs.</param>
internal sealed record Grouped(
    ValueList<TableSource> From,
    SqlExpression? Where,
    IReadOnlyList<PlannedDimension> Dimensions,
    Func<MetricFormula.Leaf, SqlExpression> Leaf,
    ValueList<CommonTable> With)
{
    /// <summary>Condition on its groups that the query did not ask for; null for none.</summary>
    public SqlExpression? Having { get; init; }
}
