using NlSql.Query.Policies;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>
/// Metrics of several tables: a common table of groups for each, stacked, and folded to one row per group. Unlike a full join this
/// keeps groups that only some tables have, groups without a value, and any number of tables.
/// </summary>
internal sealed class PartialAggregates
{
    private const string CombinedAlias = "combined";

    private readonly IReadOnlyList<AggregatedSource> sources;
    private readonly GroupSizes? minGroupSize;
    private readonly List<string> tableNames;
    private readonly List<string> dimensionNames;
    private readonly Dictionary<MetricFormula.Leaf, string> leafNames = [];

    public PartialAggregates(IReadOnlyList<AggregatedSource> sources, GroupSizes? minGroupSize)
    {
        (this.sources, this.minGroupSize) = (sources, minGroupSize);
        var tables = new NameAllocator();
        tableNames = [.. sources.Select(s => tables.Take($"{s.Rows.Table.Name}_groups"))];
        var names = new NameAllocator();
        dimensionNames = [.. sources[0].Dimensions.Select(d => names.Take(d.WantedName))];
        foreach (var leaf in sources.SelectMany(s => s.Leaves))
            leafNames.Add(leaf, names.Take($"value_{leafNames.Count + 1}"));
    }

    public ValueList<CommonTable> CommonTables() =>
        sources.Select((source, i) => new CommonTable(tableNames[i], new SqlQuery(Groups(source)))).ToValueList();

    public TableSource Combined()
    {
        QueryBody? body = null;
        for (var i = 0; i < sources.Count; i++)
        {
            var arm = Arm(i);
            body = body is null ? arm : new SetOperation(SetOperator.Union, All: true, body, arm);
        }

        return Derived(new SqlQuery(body!), CombinedAlias);
    }

    public IReadOnlyList<PlannedDimension> Dimensions() =>
        [.. sources[0].Dimensions.Select((d, i) => d with { Expression = Column(CombinedAlias, dimensionNames[i]) })];

    // Each group has at most one row of each table, so the largest value is the value.
    public SqlExpression LeafExpression(MetricFormula.Leaf leaf)
    {
        SqlExpression value = Call("max", Column(CombinedAlias, leafNames[leaf]));
        return leaf.Counts ? Call("coalesce", value, Literal(0)) : value;
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

    // A bare NULL would be text to Postgres.
    private static CastExpression Nothing(MetricFormula.Leaf leaf) =>
        Cast(Null, leaf.Counts ? "bigint" : leaf.Function is AggregateFunction.Median or AggregateFunction.Percentile ? "double precision" : "numeric");
}
