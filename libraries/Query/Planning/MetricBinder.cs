using NlSql.Query.Model;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>Metric names, ad-hoc aggregates and arithmetic over metrics → formulas.</summary>
internal sealed class MetricBinder(PlanContext context)
{
    private readonly HashSet<string> beingBound = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Binds a metric of the query.</summary>
    /// <param name="reference">The metric.</param>
    /// <param name="entity">The table that ad-hoc aggregates are over.</param>
    /// <param name="others">The metrics of the query that are bound already: arithmetic may use their names.</param>
    public BoundMetric? Bind(MetricReference reference, Func<MetricReference, TableDefinition?> entity, IReadOnlyList<BoundMetric> others) => reference switch
    {
        { Name: { } name } => BindNamed(reference, name),
        { Aggregate: null, Expression: { } expression } => BindArithmetic(reference, expression, others),
        _ => BindAdHoc(reference, entity),
    };

    private BoundMetric? BindNamed(MetricReference reference, string name)
    {
        if (context.Model.Metric(name) is not { } metric)
        {
            context.Issues.Add("plan.unknown-metric", $"There is no metric {name}.", NearestNames.Of(name, MetricNames()));
            return null;
        }

        if (Formula(metric) is not { } formula)
            return null;
        if (reference.Where is { } where)
            formula = formula.Map(leaf => leaf with { Where = where });
        return new BoundMetric(reference, formula, new OutputColumn
        {
            Name = reference.As ?? metric.Name,
            Label = reference.As is { } alias && reference.Where is not null ? $"{metric.Label} ({alias.Replace('_', ' ')})" : metric.Label,
            Type = formula is MetricFormula.Leaf { Counts: true } ? ColumnType.Integer : ColumnType.Decimal,
            Role = OutputRole.Metric,
            Unit = metric.Unit,
            Currency = Currency(metric.Unit),
            Format = metric.Format,
            Metric = metric.Name,
        });
    }

    private MetricFormula? Formula(MetricDefinition metric)
    {
        if (!context.Model.Expressions.IsSound(metric) || !beingBound.Add(metric.Name))
        {
            context.Issues.Add("plan.broken-metric", $"The definition of {metric.Name} is not usable.");
            return null;
        }

        try
        {
            return metric.Type switch
            {
                MetricType.Simple => Leaf(metric),
                MetricType.Ratio => Ratio(metric),
                MetricType.Derived => Derived(metric),
                _ => Cumulative(metric),
            };
        }
        finally
        {
            beingBound.Remove(metric.Name);
        }
    }

    private MetricFormula.Leaf? Leaf(MetricDefinition metric)
    {
        if (metric.Table is null || context.Model.Table(metric.Table) is not { } table || metric.Aggregate is not { } function)
        {
            context.Issues.Add("plan.broken-metric", $"The definition of {metric.Name} is not usable.");
            return null;
        }

        var argument = context.Model.Expressions.Argument(metric);
        if (argument is null && function != AggregateFunction.Count)
        {
            context.Issues.Add("plan.broken-metric", $"The metric {metric.Name} does not say what it aggregates.");
            return null;
        }

        var time = metric.TimeColumn ?? table.TimeColumn;
        return new(table.Name, time?[(time.IndexOf('.', StringComparison.Ordinal) + 1)..], function, argument, context.Model.Expressions.Filter(metric), metric.Percentile)
        {
            LastDayOnly = function == AggregateFunction.Sum && ExpressionColumns.Of(argument!)!.Any(c => IsLevel(table.FindColumn(c.Column))),
        };
    }

    // A level (a balance, a stock) may be summed over shops, not over days.
    private static bool IsLevel(ColumnDefinition? column) => column?.Additive == Additivity.Semi;

    private MetricFormula.Ratio? Ratio(MetricDefinition metric) =>
        Part(metric, metric.Numerator) is { } numerator && Part(metric, metric.Denominator) is { } denominator
            ? new(numerator, denominator)
            : null;

    private MetricFormula.Derived? Derived(MetricDefinition metric)
    {
        if (context.Model.Expressions.Argument(metric) is not { } expression)
        {
            context.Issues.Add("plan.broken-metric", $"The metric {metric.Name} has no expression.");
            return null;
        }

        var names = ExpressionColumns.Of(expression)!.Select(c => c.Column).Distinct(StringComparer.Ordinal);
        var parts = names.Select(n => (n, formula: Part(metric, n))).ToList();
        return parts.Any(p => p.formula is null)
            ? null
            : new(expression, parts.Select(p => new NamedFormula(p.n, p.formula!)).ToValueList());
    }

    private MetricFormula? Part(MetricDefinition metric, string? name)
    {
        if (name is not null && context.Model.Metric(name) is { } part)
            return Formula(part);
        context.Issues.Add("plan.broken-metric", $"The metric {metric.Name} is made of {name ?? "nothing"}, which is no metric.");
        return null;
    }

    private MetricFormula? Cumulative(MetricDefinition metric)
    {
        if (Part(metric, metric.Metric) is not { } part)
            return null;
        if (Accumulation.Of(metric) is { } accumulation)
            return MetricVariants.Accumulated(context, part, accumulation, metric.Label);
        context.Issues.Add("plan.broken-metric", $"The window of {metric.Name} is not usable.");
        return null;
    }

    private BoundMetric? BindArithmetic(MetricReference reference, QueryExpression expression, IReadOnlyList<BoundMetric> others)
    {
        var parts = new List<NamedFormula>();
        foreach (var name in expression.Names().Distinct(StringComparer.Ordinal))
        {
            if ((others.FirstOrDefault(m => m.IsCalled(name)) ?? BindNamed(new MetricReference { Name = name }, name)) is not { } part)
                return null;
            parts.Add(new(name, part.Formula));
        }

        if (MetricArithmetic.Of(expression) is not { } tree)
        {
            context.Issues.Add("plan.wrong-type", "Metrics are added, subtracted, multiplied and divided; dates have no place there.");
            return null;
        }

        return new BoundMetric(reference, new MetricFormula.Derived(tree, parts.ToValueList()), new OutputColumn
        {
            Name = reference.As ?? "value",
            Label = reference.As is { } alias ? NameWords.Label(alias) : "Value",
            Type = ColumnType.Decimal,
            Role = OutputRole.Metric,
        });
    }

    private BoundMetric? BindAdHoc(MetricReference reference, Func<MetricReference, TableDefinition?> entity)
    {
        if (Measured(reference, entity) is not { } table || reference.Aggregate is not { } function)
            return null;
        if (function == AggregateFunction.Percentile && reference.Percentile is null)
        {
            context.Issues.Add("plan.missing-percentile", "A percentile needs p, a number between 0 and 1.");
            return null;
        }

        if (reference.Column is null && reference.Expression is null)
        {
            if (function == AggregateFunction.Count)
                return AdHoc(reference, Leaf(reference, table, null), null, "count", $"Number of {table.Label.ToLowerInvariant()}");
            context.Issues.Add("plan.missing-column", $"{QueryWords.Of(function)} needs a column.");
            return null;
        }

        if (reference.Column is null)
            return BindComputed(reference, table, function);
        var (column, issue) = ColumnResolver.Resolve(context.Model, table, reference.Column);
        if (column is null)
        {
            context.Issues.Add(issue!);
            return null;
        }

        if (NeedsNumbers(function) && column.Column.Type is not (ColumnType.Integer or ColumnType.Decimal))
        {
            context.Issues.Add("plan.wrong-type", $"{QueryWords.Of(function)} needs numbers; {reference.Column} holds none.");
            return null;
        }

        var argument = Argument(column);
        var leaf = Leaf(reference, table, argument) with { LastDayOnly = function == AggregateFunction.Sum && column.Path.Count == 0 && IsLevel(column.Column) };
        return AdHoc(reference, leaf, column.Column, $"{QueryWords.Of(function)}_{column.Column.Name}", Label(function, column.Column));
    }

    private BoundMetric? BindComputed(MetricReference reference, TableDefinition table, AggregateFunction function)
    {
        if (new ExpressionPlanner(context, name => Unbound(table, name)).Plan(reference.Expression!) is not { } value)
            return null;
        if (NeedsNumbers(function) && value.Type is not (ColumnType.Integer or ColumnType.Decimal))
        {
            context.Issues.Add("plan.wrong-type", $"{QueryWords.Of(function)} needs numbers; the expression gives none.");
            return null;
        }

        var name = $"{QueryWords.Of(function)}_value";
        var metric = AdHoc(reference, Leaf(reference, table, value.Expression), null, name, NameWords.Label(reference.As ?? name));
        if (metric.Formula is MetricFormula.Leaf { Counts: true })
            return metric;
        var keepsType = function is AggregateFunction.Min or AggregateFunction.Max;
        return metric with { Output = metric.Output with { Unit = value.Unit, Currency = Currency(value.Unit), Type = keepsType ? value.Type : ColumnType.Decimal } };
    }

    // A column as a metric's expression names it: bound where the rows are known.
    private FilterOperand? Unbound(TableDefinition table, string name)
    {
        var (column, issue) = ColumnResolver.Resolve(context.Model, table, name);
        if (column is not null)
            return new(Argument(column), column.Column.Type, column.Column.Values) { Unit = column.Column.Unit };
        context.Issues.Add(issue!);
        return null;
    }

    private static ColumnReference Argument(ResolvedColumn column) =>
        column.Path.Count == 0 ? Column(column.Column.Name) : Column(QualifierOf(column), column.Column.Name);

    private TableDefinition? Measured(MetricReference reference, Func<MetricReference, TableDefinition?> entity)
    {
        if (reference.Of is not { } of)
            return entity(reference);
        if (context.Model.Table(of) is { } table)
            return table;
        context.Issues.Add("plan.unknown-table", $"There is no table {of}.", NearestNames.Of(of, context.Model.Definition.Tables.Select(t => t.Name)));
        return null;
    }

    private static MetricFormula.Leaf Leaf(MetricReference reference, TableDefinition table, SqlExpression? argument) =>
        new(table.Name, table.TimeColumn, reference.Aggregate!.Value, argument, null, reference.Percentile)
        {
            Where = reference.Where,
            Distinct = reference.Distinct,
            Via = reference.Via,
        };

    private static bool NeedsNumbers(AggregateFunction function) =>
        function is AggregateFunction.Sum or AggregateFunction.Avg or AggregateFunction.Median or AggregateFunction.Percentile;

    private static string QualifierOf(ResolvedColumn column) => column.Path[^1].Role ?? column.Table.Name;

    private BoundMetric AdHoc(MetricReference reference, MetricFormula.Leaf leaf, ColumnDefinition? column, string name, string label)
    {
        var unit = leaf.Counts ? "count" : column?.Unit;
        return new BoundMetric(reference, leaf, new OutputColumn
        {
            Name = reference.As ?? name,
            Label = label,
            Type = leaf.Counts ? ColumnType.Integer
                : leaf.Function is AggregateFunction.Min or AggregateFunction.Max ? column?.Type ?? ColumnType.Decimal
                : ColumnType.Decimal,
            Role = OutputRole.Metric,
            Unit = unit,
            Currency = Currency(unit),
            Format = leaf.Counts ? null : column?.Format,
            Column = column is null ? null : $"{leaf.Table}.{column.Name}",
        });
    }

    internal static string Label(AggregateFunction function, ColumnDefinition column)
    {
        var words = column.Label.ToLowerInvariant();
        return function switch
        {
            AggregateFunction.Count => $"Number of {words} values",
            AggregateFunction.CountDistinct => $"Number of different {words} values",
            AggregateFunction.Sum => $"Total {words}",
            AggregateFunction.Avg => $"Average {words}",
            AggregateFunction.Min => $"Lowest {words}",
            AggregateFunction.Max => $"Highest {words}",
            AggregateFunction.Median => $"Median {words}",
            _ => $"Percentile of {words}",
        };
    }

    private string? Currency(string? unit) => unit == "currency" ? context.Model.Definition.Plugin.Currency : null;

    private IEnumerable<string> MetricNames() => context.Model.Definition.Metrics.Select(m => m.Name);
}
