using NlSql.Query.Model;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>
/// Measured groups. Metrics of one table are one grouped select. Metrics of several tables or periods are aggregated each on its own
/// first, and the groups put together afterwards: a join of the rows would multiply them. Shares and running totals look over the groups.
/// </summary>
internal sealed class AggregatePlanner
{
    private readonly PlanContext context;
    private readonly SemanticQuery query;
    private readonly MeasuredTime time;
    private readonly MetricBinder binder;
    private readonly NameAllocator tables;
    private readonly List<BoundMetric> metrics = [];

    public AggregatePlanner(PlanContext context, SemanticQuery query)
    {
        (this.context, this.query) = (context, query);
        time = new MeasuredTime(context, query);
        binder = new MetricBinder(context);
        // A common table of the name of a table would hide it.
        tables = new NameAllocator(context.Model.Definition.Tables.Select(t => t.Name));
    }

    public PlannedQuery? Plan()
    {
        Bind();
        var shown = metrics.Count;
        BindHidden();
        if (context.Issues.Any || Sources() is not { } sources || Groups(sources) is not { } groups || context.Issues.Any)
            return null;

        var leaves = metrics.SelectMany(m => m.Formula.Leaves()).ToList();
        var windowed = metrics.Exists(m => HasTotal(m.Formula)) || (time.Series is not null && leaves.Exists(l => l.Accumulation is not null));
        var ranked = query.PerGroupTop is not null || query.WithTies;
        if (windowed || ranked)
            groups = groups.Fold(leaves.Where(l => !l.Whole), tables.Take("groups")) is var folded && sources.Wholes is { } wholes
                ? folded with { Leaf = leaf => wholes.LeafExpression(leaf) ?? folded.Leaf(leaf) }
                : folded;
        var leaf = groups.IsFolded ? new RunningWindow(context, time, groups).Of : groups.Leaf;
        var select = new GroupedSelect(context, query, groups, metrics, shown, leaf, tables);
        if (windowed && (ranked || query.Having is not null || time.FirstPeriod is not null))
            select.Level("measures");
        var where = Conditions(select, windowed, groups.IsFolded ? null : groups.Having);
        if (ranked && !context.Issues.Any)
        {
            select.Rank(where);
            where = null;
        }

        var tree = context.Issues.Any ? null : select.Build(where, out var columns) is var built ? (built, columns) : default((SqlQuery, ValueList<OutputColumn>)?);
        if (tree is not var (sql, outputs) || context.Issues.Any)
            return null;
        var filtered = query.Time is { } asked ? asked with { Column = sources.Counted[0].TimeColumn } : null;
        return new PlannedQuery(sql, outputs, filtered) { IsOneRow = sources.Counted[0].Dimensions.Count == 0 };
    }

    private void Bind()
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

    private MeasuredSources? Sources()
    {
        var dimensions = new GroupKeys(context, query).Of(name => metrics.Exists(m => m.IsCalled(name)));
        var counted = new List<AggregatedSource>();
        var wholes = new List<AggregatedSource>();
        foreach (var group in metrics.SelectMany(m => m.Formula.Leaves()).Distinct().GroupBy(AggregatedSource.KeyOf))
        {
            var leaves = group.ToValueList();
            var source = new AggregatedSource(context, query, time, leaves, leaves[0].Whole ? [] : dimensions, counted.FirstOrDefault());
            if (!source.IsSound)
                return null;
            (leaves[0].Whole ? wholes : counted).Add(source);
        }

        return new(counted, wholes.Count == 0 ? null : new WholeAggregates(wholes, tables, context.MinGroupSize));
    }

    private Grouped? Groups(MeasuredSources sources)
    {
        var filled = Filled(sources.Counted[0]);
        if (context.Issues.Any)
            return null;
        var groups = sources.Counted.Count == 1 && filled is null ? Alone(sources.Counted[0]) : Together(sources.Counted, filled);
        return sources.Wholes is not { } wholes ? groups : groups with
        {
            Leaf = leaf => wholes.LeafExpression(leaf) ?? groups.Leaf(leaf),
            With = [.. groups.With, .. wholes.CommonTables],
        };
    }

    private Grouped Alone(AggregatedSource source) => new(
        [source.Rows.Scope.Source()],
        source.Rows.Where,
        source.Dimensions,
        source.LeafExpression,
        [])
    {
        Having = source.LargeEnough(context.MinGroupSize),
    };

    private Grouped Together(IReadOnlyList<AggregatedSource> sources, FilledPeriods? filled)
    {
        var parts = new PartialAggregates(sources, tables, filled, context.MinGroupSize);
        // A region that a period lacks has sold nothing: zero. A period that the data lacks is not known: nothing.
        var absentIsZero = filled is not null || (query.Compare is not null && sources[0].Dimensions.Any(d => d.Reference != time.Series));
        var beyond = time.Range?.To is null ? parts.NothingBeyond(time.Series) : null;
        var common = parts.CommonTables();
        return new Grouped([parts.Combined()], beyond, parts.Dimensions(), leaf => parts.LeafExpression(leaf, absentIsZero), common);
    }

    // Cumulative metrics have a value in every period, so all are shown when their ends are known.
    private FilledPeriods? Filled(AggregatedSource source)
    {
        var cumulative = metrics.Exists(m => m.Reference.Name is not null && m.Formula.Leaves().Any(l => l.Accumulation is not null));
        if (!query.Fill && !(cumulative && time.Series is not null))
            return null;
        if (time.Series is not { } series)
        {
            context.Issues.Add("plan.fill-needs-time", "Only the periods of a time dimension with a grain can be filled.");
            return null;
        }

        var periods = time.Periods(source.Rows.Table.Name);
        if (periods is null || periods.Count is 0 or > MeasuredTime.MostPeriods)
        {
            if (query.Fill)
                context.Issues.Add("plan.fill-needs-range", $"To fill periods, name a time range of at most {MeasuredTime.MostPeriods} of them, not hours.");
            return null;
        }

        var position = source.Dimensions.ToList().FindIndex(d => d.Reference == series);
        return new FilledPeriods(tables.Take("periods"), tables.Take("keys"), position, periods);
    }

    private SqlExpression? Conditions(GroupedSelect select, bool windowed, SqlExpression? always)
    {
        List<SqlExpression> terms = [];
        if (query.Having is { } having && new FilterPlanner(context, Operand, Segment).Plan(having) is { } asked)
            terms.Add(asked);
        if (always is not null)
            terms.Add(always);
        // Periods before the range were read for the running totals of the first one.
        if (windowed && time is { Series: { } series, FirstPeriod: { } first } && select.Dimension(series.As ?? series.Column) is { } period)
            terms.Add(Binary(period.Expression, BinaryOperator.GreaterOrEqual, TimePredicates.StartOf(first, period.Column.Type)));
        return terms.Count == 0 ? null : And([.. terms]);

        FilterOperand? Operand(string name, bool _)
        {
            if (select.Metric(name) is { } metric)
                return new(metric.Expression, metric.Column.Type, []);
            context.Issues.Add(
                "plan.unknown-metric",
                $"There is no metric {name} to compare groups by.",
                NearestNames.Of(name, context.Model.Definition.Metrics.Select(m => m.Name)));
            return null;
        }

        SqlExpression? Segment(string name)
        {
            context.Issues.Add("plan.segment-unusable", $"The segment {name} is about rows; use it in filters.");
            return null;
        }
    }

    private static bool HasTotal(MetricFormula formula) => formula switch
    {
        MetricFormula.Total => true,
        MetricFormula.Ratio ratio => HasTotal(ratio.Numerator) || HasTotal(ratio.Denominator),
        MetricFormula.Derived derived => derived.Parts.Any(p => HasTotal(p.Formula)),
        _ => false,
    };

    private static IEnumerable<string> Names(QueryFilter? filter) => filter switch
    {
        QueryFilter.AllOf all => all.Terms.SelectMany(Names),
        QueryFilter.AnyOf any => any.Terms.SelectMany(Names),
        QueryFilter.Not not => Names(not.Term),
        QueryFilter.Compare compare => [compare.Column],
        QueryFilter.Relation relation => relation.Left.Names().Concat(relation.Right is ComparedValue.Computed computed ? computed.Expression.Names() : []),
        _ => [],
    };

    private sealed record MeasuredSources(IReadOnlyList<AggregatedSource> Counted, WholeAggregates? Wholes);
}
