using NlSql.Query.Policies;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>
/// Aggregates over several tables or periods: a common table of groups for each, stacked, and folded to one row per group. Unlike a full
/// join this keeps groups that only some of them have, groups without a value, and any number of them.
/// </summary>
internal sealed class PartialAggregates
{
    private const string CombinedAlias = "combined";

    private readonly IReadOnlyList<AggregatedSource> sources;
    private readonly FilledPeriods? filled;
    private readonly GroupSizes? minGroupSize;
    private readonly List<string> tableNames;
    private readonly List<string> dimensionNames;
    private readonly Dictionary<MetricFormula.Leaf, string> leafNames = [];

    /// <param name="sources">The sources, at least one.</param>
    /// <param name="tables">Hands out names of common tables.</param>
    /// <param name="filled">Periods that appear without rows too; null for none.</param>
    /// <param name="minGroupSize">Groups of fewer rows are left out; null for none.</param>
    public PartialAggregates(IReadOnlyList<AggregatedSource> sources, NameAllocator tables, FilledPeriods? filled, GroupSizes? minGroupSize)
    {
        (this.sources, this.filled, this.minGroupSize) = (sources, filled, minGroupSize);
        tableNames = [.. sources.Select(s => tables.Take($"{s.Rows.Table.Name}_{(s.Leaves[0].Previous ? "before" : "groups")}"))];
        var names = new NameAllocator();
        dimensionNames = [.. sources[0].Dimensions.Select(d => names.Take(d.WantedName))];
        foreach (var leaf in sources.SelectMany(s => s.Leaves))
            leafNames.Add(leaf, names.Take($"value_{leafNames.Count + 1}"));
    }

    public ValueList<CommonTable> CommonTables() =>
    [
        .. sources.Select((source, i) => new CommonTable(tableNames[i], new SqlQuery(Groups(source)))),
        .. filled?.CommonTables(dimensionNames, tableNames) ?? [],
    ];

    public TableSource Combined()
    {
        QueryBody? body = null;
        foreach (var arm in sources.Select((_, i) => Arm(i)).Concat(filled is null ? [] : [FilledArm()]))
            body = body is null ? arm : new SetOperation(SetOperator.Union, All: true, body, arm);
        return Derived(new SqlQuery(body!), CombinedAlias);
    }

    /// <summary>Keeps out periods that only the time before has: those after the last one. Null where there is no series without an end.</summary>
    public SqlExpression? NothingBeyond(DimensionReference? series)
    {
        var at = series is null ? -1 : sources[0].Dimensions.ToList().FindIndex(d => d.Reference == series);
        var now = sources.ToList().FindIndex(s => !s.Leaves[0].Previous);
        if (at < 0 || now < 0 || !sources.Any(s => s.Leaves[0].Previous))
            return null;
        var last = new Select([Item(Call("max", Column(tableNames[now], dimensionNames[at])))]) { From = [Table(tableNames[now])] };
        return Binary(Column(CombinedAlias, dimensionNames[at]), BinaryOperator.LessOrEqual, new ScalarSubquery(new SqlQuery(last)));
    }

    public IReadOnlyList<PlannedDimension> Dimensions() =>
        [.. sources[0].Dimensions.Select((d, i) => d with { Expression = Column(CombinedAlias, dimensionNames[i]) })];

    /// <summary>The value of an aggregate. Each group has at most one row of each source, so the largest value is the value.</summary>
    /// <param name="leaf">The aggregate.</param>
    /// <param name="absentIsZero">Whether a group without rows has the sum 0.</param>
    public SqlExpression LeafExpression(MetricFormula.Leaf leaf, bool absentIsZero)
    {
        SqlExpression value = Call("max", Column(CombinedAlias, leafNames[leaf]));
        return leaf.Counts || (absentIsZero && leaf is { Function: AggregateFunction.Sum, LastDayOnly: false })
            ? Call("coalesce", value, Literal(0))
            : value;
    }

    private Select Groups(AggregatedSource source)
    {
        var keys = source.Dimensions.Select((d, i) => Item(d.Expression, dimensionNames[i]));
        var values = source.Leaves.Select(l => Item(source.LeafExpression(l), leafNames[l]));
        return new Select(keys.Concat(values).Cast<SelectItem>().ToValueList())
        {
            From = [source.Rows.Scope.Source()],
            Where = source.Rows.Where,
            GroupBy = source.Dimensions.Select(GroupingElement (_, i) => new GroupingExpression(new OutputOrdinal(i + 1))).ToValueList(),
            Having = source.LargeEnough(minGroupSize),
        };
    }

    private Select Arm(int index)
    {
        var name = tableNames[index];
        var keys = dimensionNames.Select(d => Item(Column(name, d), d));
        var values = leafNames.Select(pair =>
            Item(sources[index].Leaves.Contains(pair.Key) ? Column(name, pair.Value) : Nothing(pair.Key), pair.Value));
        return new Select(keys.Concat(values).Cast<SelectItem>().ToValueList()) { From = [Table(name)] };
    }

    private Select FilledArm()
    {
        var keys = dimensionNames.Select((d, i) => Item(filled!.Key(i, d), d));
        var values = leafNames.Select(pair => Item(Nothing(pair.Key), pair.Value));
        return new Select(keys.Concat(values).Cast<SelectItem>().ToValueList()) { From = [filled!.Source()] };
    }

    // A bare NULL would be text to Postgres.
    private static CastExpression Nothing(MetricFormula.Leaf leaf) =>
        Cast(Null, leaf.Counts ? "bigint" : leaf.Function is AggregateFunction.Median or AggregateFunction.Percentile ? "double precision" : "numeric");
}
