using NlSql.Query.Model;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Planning;

/// <summary>Metrics of the model → formulas, down to the aggregates that they are made of.</summary>
internal sealed class MetricFormulas(PlanContext context)
{
    private readonly HashSet<string> beingBound = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How a metric of the model is computed; null when an issue was noted.</summary>
    public MetricFormula? Of(MetricDefinition metric)
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

    /// <summary>Whether a column is a level (a balance, a stock): it may be summed over shops, not over days.</summary>
    public static bool IsLevel(ColumnDefinition? column) => column?.Additive == Additivity.Semi;

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
            return Of(part);
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
}
