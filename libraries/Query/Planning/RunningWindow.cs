using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>Running totals over folded groups: windows along the series, one for each combination of the other dimensions.</summary>
internal sealed class RunningWindow(PlanContext context, MeasuredTime time, Grouped groups)
{
    /// <summary>The value of an aggregate, summed as it asks; not at all when it is one of each period.</summary>
    public SqlExpression Of(MetricFormula.Leaf leaf)
    {
        var value = groups.Leaf(leaf);
        if (leaf.Accumulation is not { } accumulation || time.Series is not { } series)
            return value;
        var period = groups.Dimensions.First(d => d.Reference == series);
        List<SqlExpression> partition = [.. groups.Dimensions.Where(d => d != period).Select(d => d.Expression)];
        if (accumulation is Accumulation.ToDate toDate)
            partition.Add(TimeBuckets.Bucket(period.Expression, TimeBuckets.TypeOf(series.Grain!.Value), toDate.Unit, context.Calendar));
        var window = new WindowSpecification
        {
            PartitionBy = partition.ToValueList(),
            OrderBy = [new OrderItem(period.Expression)],
            Frame = accumulation is Accumulation.Window last && time.ReachOf(last) is { } reach
                ? new WindowFrame(FrameUnit.Range, new FrameBound(FrameBoundKind.Preceding, Literal(reach)), new FrameBound(FrameBoundKind.CurrentRow))
                : null,
        };
        var function = leaf.Function switch { AggregateFunction.Min => "min", AggregateFunction.Max => "max", _ => "sum" };
        var sum = Call(function, value) with { Over = window };
        return leaf.Counts ? Cast(sum, "bigint") : sum;
    }
}
