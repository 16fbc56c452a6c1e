using NlSql.Query.Policies;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>The rows of one table in one period, the dimensions found from it and the aggregates over it.</summary>
internal sealed class AggregatedSource
{
    private readonly PlanContext context;
    private readonly SemanticQuery query;
    private readonly MeasuredTime time;
    private readonly AggregatedSource? first;
    private readonly MetricFormula.Leaf kind;
    private readonly bool sameRows;

    /// <param name="context">The compilation.</param>
    /// <param name="query">The query.</param>
    /// <param name="time">Its time.</param>
    /// <param name="leaves">The aggregates, all over the same rows.</param>
    /// <param name="dimensions">What is grouped by.</param>
    /// <param name="first">The first source when there are several: its time column stands for the time of each.</param>
    public AggregatedSource(
        PlanContext context,
        SemanticQuery query,
        MeasuredTime time,
        ValueList<MetricFormula.Leaf> leaves,
        IReadOnlyList<DimensionReference> dimensions,
        AggregatedSource? first)
    {
        (this.context, this.query, this.time, this.first) = (context, query, time, first);
        (Leaves, kind) = (leaves, leaves[0]);
        sameRows = leaves.Select(l => (l.Filter, l.Where)).Distinct().Count() == 1;
        Rows = RowsMeasured(out var filteredTime);
        TimeColumn = first is null ? filteredTime : query.Time?.Column;

        var planned = dimensions.Select(d => DimensionPlanner.Plan(context, Rows, d, d.Grain is not null && IsSharedTime(d.Column), ShiftOf(d))).ToList();
        Dimensions = [.. planned.OfType<PlannedDimension>()];
        if (kind.LastDayOnly && Rows.Time is { } day)
            KeepLastDays(day);
        IsSound = Dimensions.Count == dimensions.Count && !context.Issues.Any;
        Expressions = IsSound ? leaves.ToDictionary(l => l, SqlExpression (l) => Aggregate(l)) : [];
    }

    /// <summary>What aggregates must agree in to be computed over the same rows.</summary>
    public static object KeyOf(MetricFormula.Leaf leaf) =>
        (leaf.Table, leaf.TimeColumn, leaf.Via, leaf.Previous, leaf.Whole, leaf.LastDayOnly, leaf.Accumulation);

    /// <summary>Whether everything was found.</summary>
    public bool IsSound { get; }

    public RowSource Rows { get; }

    public ValueList<MetricFormula.Leaf> Leaves { get; }

    public IReadOnlyList<PlannedDimension> Dimensions { get; }

    /// <summary>The column on which the query's time range is measured; null for none.</summary>
    public string? TimeColumn { get; }

    private Dictionary<MetricFormula.Leaf, SqlExpression> Expressions { get; }

    /// <summary>
    /// Keeps only groups of enough rows, and of enough rows for each aggregate that counts some of them only; null where policy sets no
    /// size.
    /// </summary>
    public SqlExpression? LargeEnough(GroupSizes? sizes) =>
        sizes?.Condition(Rows.Scope, Leaves, sameRows ? [] : Leaves.Select(FilterOf).OfType<SqlExpression>().Distinct());

    public SqlExpression LeafExpression(MetricFormula.Leaf leaf) => Expressions[leaf];

    private RowSource RowsMeasured(out string? filteredTime)
    {
        filteredTime = query.Time?.Column;
        var table = context.Model.Table(kind.Table)!;
        var entity = query.From is { } from && from != kind.Table ? context.Model.Table(from) : null;
        var rows = new RowSource(context, table, kind.TimeColumn, entity, entity is null ? null : WayVia(entity));
        // What belongs to nobody is not about the entity.
        if (rows.Scope.ToEntity.Count > 0)
            rows.Scope.Require(rows.Scope.ToEntity);
        if (time.FilterOf(kind) is { } range && rows.Within(range, IsSharedTime(range.Column)) is { } filtered)
            filteredTime = filtered.QualifiedName;
        if (query.Filters is { } filters)
            rows.Matching(filters);
        if (sameRows && kind.Filter is { } own)
            rows.Matching(own);
        if (sameRows && kind.Where is { } where)
            rows.Matching(where);
        return rows;
    }

    private ValueList<Model.JoinStep>? WayVia(TableDefinition entity) => kind.Via is not { } via
        ? null
        : context.Model.Joins.ShortestPaths(kind.Table, entity.Name, via) is [var byRole] ? byRole
        : context.Model.Joins.ShortestPaths(kind.Table, entity.Name).FirstOrDefault(p => p.Any(s => s.Relationship.Name == via));

    // Of a level only the last day that has rows counts, in each period of the series.
    private void KeepLastDays(Model.ResolvedColumn day)
    {
        var rows = RowsMeasured(out _);
        var inner = time.Series is { } series && DimensionPlanner.Plan(context, rows, series, IsSharedTime(series.Column), null) is { } period
            ? GroupBy([period.Expression])
            : [];
        var last = new Select([Item(Call("max", DayOf(rows, day)))])
        {
            From = [rows.Scope.Source()],
            Where = rows.Where,
            GroupBy = inner,
            Having = context.MinGroupSize?.Condition(rows.Scope, [], []),
        };
        Rows.Keep(new InQueryExpression(DayOf(Rows, day), new SqlQuery(last)));
    }

    private static SqlExpression DayOf(RowSource rows, Model.ResolvedColumn day) =>
        TimeBuckets.Bucket(rows.Scope.Column(day), day.Column.Type, TimeGrain.Day, new CalendarDefinition());

    private SqlInterval? ShiftOf(DimensionReference dimension) => dimension == time.Series ? time.ShiftOf(kind) : null;

    private bool IsSharedTime(string? column) => first?.IsOwnTime(column) ?? false;

    private bool IsOwnTime(string? column) =>
        column is not null && Rows.Time is { } own && (column == own.QualifiedName || column == own.Column.Name);

    private SqlExpression? FilterOf(MetricFormula.Leaf leaf)
    {
        List<SqlExpression> terms = [];
        if (leaf.Filter is { } own)
            terms.Add(Rows.Scope.Bind(own, Rows.Table, []));
        if (leaf.Where is { } where && Rows.Condition(where) is { } asked)
            terms.Add(asked);
        return terms.Count == 0 ? null : And([.. terms]);
    }

    private FunctionCall Aggregate(MetricFormula.Leaf leaf)
    {
        var argument = leaf.Argument is null ? null : Rows.Scope.Bind(leaf.Argument, Rows.Table, []);
        return MetricSql.Aggregate(leaf, argument, sameRows ? null : FilterOf(leaf));
    }
}
