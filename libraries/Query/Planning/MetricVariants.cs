using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>What a query wants to see of a metric besides its value: the value before and the change, its share, its running total.</summary>
internal sealed class MetricVariants(PlanContext context, SemanticQuery query)
{
    /// <summary>The metric and what goes with it, in the order of the outputs.</summary>
    public IEnumerable<BoundMetric> Of(BoundMetric metric)
    {
        yield return metric;
        if (query.Compare is not null)
        {
            foreach (var variant in Compared(metric))
                yield return variant;
        }

        if (query.ShareOf is { } of && Share(metric, of) is { } share)
            yield return share;
        if (query.Running is { } running && Running(metric, running) is { } total)
            yield return total;
    }

    /// <summary>The formula summed over periods; null when it cannot be, which is noted.</summary>
    public static MetricFormula? Accumulated(PlanContext context, MetricFormula formula, Accumulation accumulation, string name)
    {
        var refused = formula.Leaves().FirstOrDefault(l => l.LastDayOnly || l.Accumulation is not null || l.Distinct
            || l.Function is AggregateFunction.CountDistinct or AggregateFunction.Median or AggregateFunction.Percentile);
        if (refused is not null)
        {
            context.Issues.Add("plan.not-summable", $"{name} cannot be summed over periods: it is made of {Words(refused)}.");
            return null;
        }

        // An average over several periods is the sum by the count, not an average of averages.
        return formula.Map(leaf => leaf.Function == AggregateFunction.Avg
            ? new MetricFormula.Ratio(
                leaf with { Function = AggregateFunction.Sum, Accumulation = accumulation },
                leaf with { Function = AggregateFunction.Count, Accumulation = accumulation })
            : leaf with { Accumulation = accumulation });
    }

    private static string Words(MetricFormula.Leaf leaf) => leaf switch
    {
        { LastDayOnly: true } => "a level, of which only the last counts",
        { Accumulation: not null } => "a running total",
        { Function: AggregateFunction.Median or AggregateFunction.Percentile } => "a percentile",
        _ => "different values, which may occur in several periods",
    };

    private static IEnumerable<BoundMetric> Compared(BoundMetric metric)
    {
        var previous = metric.Formula.Map(leaf => leaf with { Previous = true });
        var change = new MetricFormula.Derived(
            Binary(Column("now"), BinaryOperator.Subtract, Column("before")), [new("now", metric.Formula), new("before", previous)]);
        yield return Variant(metric, OutputAspect.Previous, "previous", "before", previous);
        yield return Variant(metric, OutputAspect.Change, "change", "change", change);
        yield return Ratio(metric, OutputAspect.Growth, "change_pct", "change in percent", new MetricFormula.Ratio(change, previous));
    }

    private BoundMetric? Share(BoundMetric metric, string of)
    {
        var total = of == SemanticQuery.Total;
        // Levels and sums up to a day add up over places, only not over periods.
        var overPlaces = query.Dimensions.Any(d => d.Grain is not null)
            ? metric.Formula
            : metric.Formula.Map(leaf => leaf with { Accumulation = null, LastDayOnly = false });
        MetricFormula? whole =
            overPlaces.IsAdditive ? new MetricFormula.Total(metric.Formula, total ? [] : [of])
            : total && metric.Formula is MetricFormula.Leaf { Function: AggregateFunction.CountDistinct, Accumulation: null } leaf ? leaf with { Whole = true }
            : null;
        if (whole is not null)
            return Ratio(metric, OutputAspect.Share, "share", "share", new MetricFormula.Ratio(metric.Formula, whole));
        context.Issues.Add("plan.share-not-additive", $"{metric.Output.Label} has no shares: the values of its groups do not add up to a whole.");
        return null;
    }

    private BoundMetric? Running(BoundMetric metric, RunningTotal running)
    {
        if (!query.Dimensions.Any(d => d.Grain is not null))
        {
            context.Issues.Add("plan.running-needs-time", "A running total needs a time dimension with a grain, such as {\"column\": …, \"grain\": \"month\"}.");
            return null;
        }

        return Accumulated(context, metric.Formula, Accumulation.Of(running), metric.Output.Label) is { } formula
            ? Variant(metric, OutputAspect.Running, "running", "running total", formula)
            : null;
    }

    private static BoundMetric Variant(BoundMetric metric, OutputAspect aspect, string suffix, string words, MetricFormula formula) => new(
        new MetricReference { As = $"{metric.Output.Name}_{suffix}" },
        formula,
        metric.Output with { Name = $"{metric.Output.Name}_{suffix}", Label = $"{metric.Output.Label}, {words}", Aspect = aspect });

    private static BoundMetric Ratio(BoundMetric metric, OutputAspect aspect, string suffix, string words, MetricFormula formula)
    {
        // What is almost nothing divided by something has more digits than a reader's number can hold.
        SqlExpression ratio = Column("ratio");
        // Percentiles are floating point, which Postgres does not round to places.
        if (formula.Leaves().Any(l => l.Function is AggregateFunction.Median or AggregateFunction.Percentile))
            ratio = Cast(ratio, "numeric");
        var rounded = new MetricFormula.Derived(Call("round", ratio, Literal(MetricSql.Places)), [new("ratio", formula)]);
        var variant = Variant(metric, aspect, suffix, words, rounded);
        return variant with { Output = variant.Output with { Type = ColumnType.Decimal, Unit = "percent", Currency = null, Format = null } };
    }
}
