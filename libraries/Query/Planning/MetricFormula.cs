using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Planning;

/// <summary>How a metric is computed: aggregates at the leaves, arithmetic above them.</summary>
internal abstract record MetricFormula
{
    private MetricFormula()
    {
    }

    /// <summary>The aggregates that the formula is made of.</summary>
    public IEnumerable<Leaf> Leaves() => this switch
    {
        Leaf leaf => [leaf],
        Ratio ratio => ratio.Numerator.Leaves().Concat(ratio.Denominator.Leaves()),
        Derived derived => derived.Parts.SelectMany(p => p.Formula.Leaves()),
        _ => [],
    };

    /// <summary>An aggregate over the rows of one table.</summary>
    /// <param name="Table">The table aggregated.</param>
    /// <param name="TimeColumn">The column that its time is measured on; null for none.</param>
    /// <param name="Function">The aggregate.</param>
    /// <param name="Argument">What is aggregated; null counts rows. Unqualified columns are the table's own.</param>
    /// <param name="Filter">Condition on the rows that count; null for all.</param>
    /// <param name="Percentile">Which percentile, for that aggregate.</param>
    public sealed record Leaf(
        string Table,
        string? TimeColumn,
        AggregateFunction Function,
        SqlExpression? Argument,
        SqlExpression? Filter,
        decimal? Percentile) : MetricFormula
    {
        /// <summary>Whether it counts: then no rows are 0, not nothing.</summary>
        public bool Counts => Function is AggregateFunction.Count or AggregateFunction.CountDistinct;
    }

    /// <summary>One metric divided by another; nothing when the divisor is 0.</summary>
    public sealed record Ratio(MetricFormula Numerator, MetricFormula Denominator) : MetricFormula;

    /// <summary>Arithmetic over other metrics, which stand in the expression as columns.</summary>
    public sealed record Derived(SqlExpression Expression, ValueList<NamedFormula> Parts) : MetricFormula;
}

/// <summary>A metric inside a derived one.</summary>
internal sealed record NamedFormula(string Name, MetricFormula Formula);
