using NlSql.Query.Sql.Tree;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>Groups with the values of their aggregates: what the final select reads.</summary>
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

    /// <summary>Whether its rows are groups already, so that windows may look over them and nothing is left to aggregate.</summary>
    public bool IsFolded { get; init; }

    /// <summary>The same groups as a common table of their own.</summary>
    /// <param name="leaves">The aggregates that are read.</param>
    /// <param name="name">Name of the common table.</param>
    public Grouped Fold(IEnumerable<MetricFormula.Leaf> leaves, string name)
    {
        var names = new NameAllocator();
        var keys = Dimensions.Select(d => (Dimension: d, Name: names.Take(d.WantedName))).ToList();
        var values = leaves.Distinct().Select((leaf, i) => (Leaf: leaf, Name: names.Take($"value_{i + 1}"))).ToDictionary(v => v.Leaf, v => v.Name);
        var select = new Select([.. keys.Select(k => Item(k.Dimension.Expression, k.Name)), .. values.Select(v => Item(Leaf(v.Key), v.Value))])
        {
            From = From,
            Where = Where,
            GroupBy = keys.Select(GroupingElement (_, i) => new GroupingExpression(new OutputOrdinal(i + 1))).ToValueList(),
            Having = Having,
        };
        return new Grouped(
            [Table(name)],
            null,
            [.. keys.Select(k => k.Dimension with { Expression = Column(name, k.Name) })],
            leaf => Column(name, values[leaf]),
            [.. With, new CommonTable(name, new SqlQuery(select))])
        { IsFolded = true };
    }
}
