using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Planning;

/// <summary>What a query measures: its metrics with what it wants to see of them, then those that only order, rank or filter the groups.</summary>
internal sealed class MeasuredMetrics
{
    private readonly PlanContext context;
    private readonly SemanticQuery query;
    private readonly MetricBinder binder;
    private readonly List<BoundMetric> metrics = [];

    /// <summary>Binds the metrics; what cannot be bound is noted.</summary>
    public MeasuredMetrics(PlanContext context, SemanticQuery query, MeasuredTime time)
    {
        (this.context, this.query) = (context, query);
        binder = new MetricBinder(context);
        Bind(time);
        Shown = metrics.Count;
        BindHidden();
    }

    /// <summary>All of them, those that are outputs first.</summary>
    public IReadOnlyList<BoundMetric> All => metrics;

    /// <summary>How many are outputs.</summary>
    public int Shown { get; }

    private void Bind(MeasuredTime time)
    {
        var variants = new MetricVariants(context, query);
        if (query.Compare is PeriodComparison.Range && time.Series is not null)
            context.Issues.Add("plan.compare-series", "A series of periods is compared with previous_period or previous_year.", "previous_period", "previous_year");
        var returned = query.Return.Where(r => r is { Expression: not null }).Select((r, i) => new MetricReference { Expression = r.Expression, As = r.As ?? $"value_{i + 1}" });
        foreach (var reference in query.Metrics.Concat(returned))
        {
            if (binder.Bind(reference, EntityOf, metrics) is { } metric)
                metrics.AddRange(variants.Of(metric));
        }
    }

    // An ad-hoc aggregate without a table of its own is about the rows that the other metrics are about.
    private TableDefinition? EntityOf(MetricReference reference)
    {
        if (query.From is null && reference is { Column: null, Expression: null } && metrics.Count > 0)
            return context.Model.Table(metrics[0].Formula.Leaves().First().Table);
        return new EntityChooser(context, query).Choose();
    }

    // Metrics that only order or filter the groups.
    private void BindHidden()
    {
        var names = query.OrderBy.Select(o => o.By).Concat(Names(query.Having)).Append(query.PerGroupTop?.By ?? "");
        foreach (var name in names.Where(n => !metrics.Exists(m => m.IsCalled(n)) && context.Model.Metric(n) is not null))
        {
            if (binder.Bind(new MetricReference { Name = name }, EntityOf, metrics) is { } hidden)
                metrics.Add(hidden);
        }

        foreach (var term in query.OrderBy.Where(o => o.Expression is not null))
        {
            var reference = new MetricReference { Expression = term.Expression, As = OrderNames.Of(query.OrderBy, term) };
            if (binder.Bind(reference, EntityOf, metrics) is { } computed)
                metrics.Add(computed);
        }
    }

    private static IEnumerable<string> Names(QueryFilter? filter) => filter switch
    {
        QueryFilter.AllOf all => all.Terms.SelectMany(Names),
        QueryFilter.AnyOf any => any.Terms.SelectMany(Names),
        QueryFilter.Not not => Names(not.Term),
        QueryFilter.Compare compare => [compare.Column],
        QueryFilter.Relation relation => relation.Left.Names().Concat(relation.Right is ComparedValue.Computed computed ? computed.Expression.Names() : []),
        _ => [],
    };
}
