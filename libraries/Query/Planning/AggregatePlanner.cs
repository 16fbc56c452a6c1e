using NlSql.Query.Model;
using NlSql.Query.Sql.Tree;
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
    private readonly NameAllocator tables;
    private IReadOnlyList<BoundMetric> metrics = [];

    public AggregatePlanner(PlanContext context, SemanticQuery query)
    {
        (this.context, this.query) = (context, query);
        time = new MeasuredTime(context, query);
        // A common table of the name of a table would hide it.
        tables = new NameAllocator(context.Model.Definition.Tables.Select(t => t.Name));
    }

    public PlannedQuery? Plan()
    {
        var bound = new MeasuredMetrics(context, query, time);
        metrics = bound.All;
        if (context.Issues.Any || Sources() is not { } sources || Groups(sources) is not { } groups || context.Issues.Any)
            return null;

        var leaves = metrics.SelectMany(m => m.Formula.Leaves()).ToList();
        var windowed = metrics.Any(m => HasTotal(m.Formula)) || (time.Series is not null && leaves.Exists(l => l.Accumulation is not null));
        var ranked = query.PerGroupTop is not null || query.WithTies;
        if (windowed || ranked)
            groups = Folded(groups, leaves, sources.Wholes);
        var leaf = groups.IsFolded ? new RunningWindow(context, time, groups).Of : groups.Leaf;
        var select = new GroupedSelect(context, query, groups, metrics, bound.Shown, leaf, tables);
        // SQL looks at windows after conditions on groups, and ranks may not look at windows of the same level.
        if (windowed && (ranked || query.Having is not null || time.FirstPeriod is not null))
            select.Level("measures");
        var where = Conditions(select, windowed, groups.IsFolded ? null : groups.Having);
        if (ranked && !context.Issues.Any)
        {
            select.Rank(where);
            where = null;
        }

        if (context.Issues.Any)
            return null;
        var tree = select.Build(where, out var columns);
        var filtered = query.Time is { } asked ? asked with { Column = sources.Counted[0].TimeColumn } : null;
        return context.Issues.Any ? null : new PlannedQuery(tree, columns, filtered) { IsOneRow = sources.Counted[0].Dimensions.Count == 0 };
    }

    private MeasuredSources? Sources()
    {
        var dimensions = new GroupKeys(context, query).Of(name => metrics.Any(m => m.IsCalled(name)));
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

    // Groups as a common table of their own, so that windows may look over them.
    private Grouped Folded(Grouped groups, IEnumerable<MetricFormula.Leaf> leaves, WholeAggregates? wholes)
    {
        var folded = groups.Fold(leaves.Where(l => !l.Whole), tables.Take("groups"));
        return wholes is null ? folded : folded with { Leaf = leaf => wholes.LeafExpression(leaf) ?? folded.Leaf(leaf) };
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
        var cumulative = metrics.Any(m => m.Reference.Name is not null && m.Formula.Leaves().Any(l => l.Accumulation is not null));
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

    private sealed record MeasuredSources(IReadOnlyList<AggregatedSource> Counted, WholeAggregates? Wholes);
}
