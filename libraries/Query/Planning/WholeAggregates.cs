using NlSql.Query.Policies;
using NlSql.Query.Sql.Tree;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>Aggregates over all groups together, each source a common table of one row: what shares are shares of when groups overlap.</summary>
internal sealed class WholeAggregates
{
    private readonly List<CommonTable> tables = [];
    private readonly Dictionary<MetricFormula.Leaf, SqlExpression> values = [];

    public WholeAggregates(IEnumerable<AggregatedSource> sources, NameAllocator names, GroupSizes? minGroupSize)
    {
        foreach (var source in sources)
        {
            var name = names.Take($"{source.Rows.Table.Name}_total");
            var items = source.Leaves.Select((leaf, i) => (leaf, column: $"value_{i + 1}")).ToList();
            tables.Add(new CommonTable(name, new SqlQuery(new Select(items.Select(SelectItem (i) => Item(source.LeafExpression(i.leaf), i.column)).ToValueList())
            {
                From = [source.Rows.Scope.Source()],
                Where = source.Rows.Where,
                Having = source.LargeEnough(minGroupSize),
            })));
            foreach (var (leaf, column) in items)
                values.Add(leaf, new ScalarSubquery(new SqlQuery(new Select([Item(Column(name, column))]) { From = [Table(name)] })));
        }
    }

    public IEnumerable<CommonTable> CommonTables => tables;

    public SqlExpression? LeafExpression(MetricFormula.Leaf leaf) => values.GetValueOrDefault(leaf);
}
