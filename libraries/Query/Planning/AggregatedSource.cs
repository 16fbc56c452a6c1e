using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>The rows of one table, the dimensions found from it and the aggregates over it.</summary>
internal sealed class AggregatedSource
{
    private readonly SqlExpression? commonFilter;

    /// <param name="context">The compilation.</param>
    /// <param name="query">The query.</param>
    /// <param name="table">The table aggregated.</param>
    /// <param name="timeColumn">The column that its time is measured on.</param>
    /// <param name="leaves">The aggregates over it.</param>
    /// <param name="isMetric">Whether a name is that of a metric of the query.</param>
    /// <param name="first">The first source when there are several: its time column stands for the time of each.</param>
    public AggregatedSource(
        PlanContext context,
        SemanticQuery query,
        TableDefinition table,
        string? timeColumn,
        ValueList<MetricFormula.Leaf> leaves,
        Func<string, bool> isMetric,
        AggregatedSource? first)
    {
        Leaves = leaves;
        Rows = new RowSource(context, table, timeColumn);
        commonFilter = leaves.Select(l => l.Filter).Distinct().Count() == 1 ? leaves[0].Filter : null;

        if (query.Time is { } time && Rows.Within(time, first?.IsOwnTime(time.Column) ?? false) is { } filtered)
            Time = time with { Column = first is null ? filtered.QualifiedName : time.Column };
        if (query.Filters is { } filters)
            Rows.Matching(filters);
        if (commonFilter is not null)
            Rows.Matching(commonFilter);

        var references = query.Dimensions.Concat(ExtraKeys(query, isMetric)).ToList();
        var planned = references.Select(d => DimensionPlanner.Plan(context, Rows, d, d.Grain is not null && (first?.IsOwnTime(d.Column) ?? false))).ToList();
        Dimensions = [.. planned.OfType<PlannedDimension>()];
        IsSound = Dimensions.Count == references.Count && !context.Issues.Any;
        Expressions = IsSound ? leaves.ToDictionary(l => l, SqlExpression (l) => Aggregate(l)) : [];
    }

    /// <summary>Whether everything was found.</summary>
    public bool IsSound { get; }

    public RowSource Rows { get; }

    public ValueList<MetricFormula.Leaf> Leaves { get; }

    public IReadOnlyList<PlannedDimension> Dimensions { get; }

    /// <summary>The time filter with its column; null for none.</summary>
    public TimeFilter? Time { get; }

    private Dictionary<MetricFormula.Leaf, SqlExpression> Expressions { get; }

    /// <summary>
    /// Keeps only groups of enough rows, and of enough rows for each aggregate that counts some of them only; null where policy sets no
    /// size.
    /// </summary>
    public SqlExpression? LargeEnough(int? minGroupSize)
    {
        if (minGroupSize is not { } size)
            return null;
        var filters = commonFilter is not null ? [] : Leaves.Select(l => l.Filter).OfType<SqlExpression>().Distinct();
        var counts = filters
            .Select(f => CountAll() with { Filter = Rows.Scope.Bind(f, Rows.Table, []) })
            .Prepend(CountAll());
        return And([.. counts.Select(SqlExpression (c) => Binary(c, BinaryOperator.GreaterOrEqual, Literal(size)))]);
    }

    public SqlExpression LeafExpression(MetricFormula.Leaf leaf) => Expressions[leaf];

    private bool IsOwnTime(string? column) =>
        column is not null && Rows.Time is { } time && (column == time.QualifiedName || column == time.Column.Name);

    private FunctionCall Aggregate(MetricFormula.Leaf leaf)
    {
        var argument = leaf.Argument is null ? null : Rows.Scope.Bind(leaf.Argument, Rows.Table, []);
        var filter = leaf.Filter is null || commonFilter is not null ? null : Rows.Scope.Bind(leaf.Filter, Rows.Table, []);
        return MetricSql.Aggregate(leaf, argument, filter);
    }

    // "The customers with the most orders, by name": the name comes with the key that groups them.
    private static IEnumerable<DimensionReference> ExtraKeys(SemanticQuery query, Func<string, bool> isMetric)
    {
        bool IsDimension(string name) => query.Dimensions.Any(d =>
            d.As == name
            || d.Column == name
            || d.Column.EndsWith($".{name}", StringComparison.Ordinal)
            || (d.Grain is { } grain && QueryWords.Of(grain) == name));
        return query.Return.Select(r => r.Name).Where(name => !isMetric(name) && !IsDimension(name)).Select(name => new DimensionReference { Column = name });
    }
}
