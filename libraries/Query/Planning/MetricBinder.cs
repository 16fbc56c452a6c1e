using NlSql.Query.Model;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>Metric names and ad-hoc aggregates → formulas.</summary>
internal sealed class MetricBinder(PlanContext context)
{
    private readonly HashSet<string> beingBound = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Binds a metric of the query. <paramref name="entity"/> is the table that ad-hoc aggregates are over.</summary>
    public BoundMetric? Bind(MetricReference reference, Func<MetricReference, TableDefinition?> entity) =>
        reference.Name is { } name ? BindNamed(reference, name) : BindAdHoc(reference, entity);

    private BoundMetric? BindNamed(MetricReference reference, string name)
    {
        if (context.Model.Metric(name) is not { } metric)
        {
            context.Issues.Add("plan.unknown-metric", $"There is no metric {name}.", NearestNames.Of(name, MetricNames()));
            return null;
        }

        if (Formula(metric) is not { } formula)
            return null;
        return new BoundMetric(reference, formula, new OutputColumn
        {
            Name = reference.As ?? metric.Name,
            Label = metric.Label,
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
                _ => Unsupported(metric),
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
        return new(table.Name, time?[(time.IndexOf('.', StringComparison.Ordinal) + 1)..], function, argument, context.Model.Expressions.Filter(metric), metric.Percentile);
    }

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

    private MetricFormula? Unsupported(MetricDefinition metric)
    {
        context.Issues.Add("plan.metric-type-unsupported", $"Metrics of the type {metric.Type.ToString().ToLowerInvariant()} cannot be computed yet.");
        return null;
    }

    private BoundMetric? BindAdHoc(MetricReference reference, Func<MetricReference, TableDefinition?> entity)
    {
        if (entity(reference) is not { } table || reference.Aggregate is not { } function)
            return null;
        if (reference.Column is null)
        {
            if (function == AggregateFunction.Count)
                return AdHoc(reference, new(table.Name, table.TimeColumn, function, null, null, null), null, "count", $"Number of {table.Label.ToLowerInvariant()}");
            context.Issues.Add("plan.missing-column", $"{QueryWords.Of(function)} needs a column.");
            return null;
        }

        var (column, issue) = ColumnResolver.Resolve(context.Model, table, reference.Column);
        if (column is null)
        {
            context.Issues.Add(issue!);
            return null;
        }

        if (function is AggregateFunction.Sum or AggregateFunction.Avg or AggregateFunction.Median or AggregateFunction.Percentile
            && column.Column.Type is not (ColumnType.Integer or ColumnType.Decimal))
        {
            context.Issues.Add("plan.wrong-type", $"{QueryWords.Of(function)} needs numbers; {reference.Column} holds none.");
            return null;
        }

        var argument = column.Path.Count == 0 ? Column(column.Column.Name) : Column(QualifierOf(column), column.Column.Name);
        var word = QueryWords.Of(function);
        return AdHoc(reference, new(table.Name, table.TimeColumn, function, argument, null, null), column.Column, $"{word}_{column.Column.Name}", Label(function, column.Column));
    }

    private static string QualifierOf(ResolvedColumn column) => column.Path[^1].Role ?? column.Table.Name;

    private BoundMetric AdHoc(MetricReference reference, MetricFormula.Leaf leaf, ColumnDefinition? column, string name, string label)
    {
        var unit = leaf.Counts ? "count" : column!.Unit;
        return new BoundMetric(reference, leaf, new OutputColumn
        {
            Name = reference.As ?? name,
            Label = label,
            Type = leaf.Counts ? ColumnType.Integer
                : leaf.Function is AggregateFunction.Min or AggregateFunction.Max ? column!.Type
                : ColumnType.Decimal,
            Role = OutputRole.Metric,
            Unit = unit,
            Currency = Currency(unit),
            Format = leaf.Counts ? null : column!.Format,
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
