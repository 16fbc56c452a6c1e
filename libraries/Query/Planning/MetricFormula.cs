using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

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
        Total total => total.Part.Leaves(),
        _ => [],
    };

    /// <summary>The same formula over other leaves.</summary>
    public MetricFormula Map(Func<Leaf, MetricFormula> map) => this switch
    {
        Leaf leaf => map(leaf),
        Ratio ratio => new Ratio(ratio.Numerator.Map(map), ratio.Denominator.Map(map)),
        Derived derived => derived with { Parts = derived.Parts.Select(p => p with { Formula = p.Formula.Map(map) }).ToValueList() },
        Total total => total with { Part = total.Part.Map(map) },
        _ => this,
    };

    /// <summary>Whether the values of groups add up to the value of all of them.</summary>
    public bool IsAdditive => this switch
    {
        Leaf leaf => leaf is { Function: AggregateFunction.Sum or AggregateFunction.Count, Distinct: false, Accumulation: null, LastDayOnly: false },
        Derived derived => IsLinear(derived.Expression) && derived.Parts.All(p => p.Formula.IsAdditive),
        _ => false,
    };

    private static bool IsLinear(SqlExpression expression) => expression switch
    {
        ColumnReference => true,
        UnaryExpression unary => IsLinear(unary.Operand),
        BinaryExpression { Operator: BinaryOperator.Add or BinaryOperator.Subtract } sum => IsLinear(sum.Left) && IsLinear(sum.Right),
        BinaryExpression { Operator: BinaryOperator.Multiply, Left: Literal } scaled => IsLinear(scaled.Right),
        BinaryExpression { Operator: BinaryOperator.Multiply or BinaryOperator.Divide, Right: Literal } scaled => IsLinear(scaled.Left),
        _ => false,
    };

    /// <summary>An aggregate over the rows of one table.</summary>
    /// <param name="Table">The table aggregated.</param>
    /// <param name="TimeColumn">The column that its time is measured on; null for none.</param>
    /// <param name="Function">The aggregate.</param>
    /// <param name="Argument">What is aggregated; null counts rows. Unqualified columns are the table's own.</param>
    /// <param name="Filter">Condition of the model on the rows that count; null for all.</param>
    /// <param name="Percentile">Which percentile, for that aggregate.</param>
    public sealed record Leaf(
        string Table,
        string? TimeColumn,
        AggregateFunction Function,
        SqlExpression? Argument,
        SqlExpression? Filter,
        decimal? Percentile) : MetricFormula
    {
        /// <summary>Condition of the query on the rows that count; null for all.</summary>
        public QueryFilter? Where { get; init; }

        /// <summary>Whether each value counts once.</summary>
        public bool Distinct { get; init; }

        /// <summary>Role or relationship that leads to the query's entity; null when there is one way only.</summary>
        public string? Via { get; init; }

        /// <summary>Whether it is measured in the period compared with.</summary>
        public bool Previous { get; init; }

        /// <summary>Whether it is measured over all groups together.</summary>
        public bool Whole { get; init; }

        /// <summary>Over which periods it is summed; null for each period on its own.</summary>
        public Accumulation? Accumulation { get; init; }

        /// <summary>Whether of each period only the last day that has rows counts: a balance, a stock level.</summary>
        public bool LastDayOnly { get; init; }

        /// <summary>Whether it counts: then no rows are 0, not nothing.</summary>
        public bool Counts => Function is AggregateFunction.Count or AggregateFunction.CountDistinct;
    }

    /// <summary>One metric divided by another; nothing when the divisor is 0.</summary>
    public sealed record Ratio(MetricFormula Numerator, MetricFormula Denominator) : MetricFormula;

    /// <summary>Arithmetic over other metrics, which stand in the expression as columns.</summary>
    public sealed record Derived(SqlExpression Expression, ValueList<NamedFormula> Parts) : MetricFormula;

    /// <summary>The sum over all groups that agree in some dimensions.</summary>
    /// <param name="Part">What is summed.</param>
    /// <param name="Within">The dimensions; empty for all groups.</param>
    public sealed record Total(MetricFormula Part, ValueList<string> Within) : MetricFormula;
}

/// <summary>A metric inside a derived one.</summary>
internal sealed record NamedFormula(string Name, MetricFormula Formula);
