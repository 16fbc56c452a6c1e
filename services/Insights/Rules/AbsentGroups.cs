using NlSql.SemanticModel.Definitions;

namespace NlSql.Insights.Rules;

/// <summary>What a group without rows means.</summary>
internal static class AbsentGroups
{
    /// <summary>Whether a group without rows has the sum 0: sums and counts do, an average of nothing is nothing.</summary>
    public static bool AreZero(MetricDefinition? metric) =>
        metric is { Type: MetricType.Simple, Aggregate: AggregateFunction.Sum or AggregateFunction.Count or AggregateFunction.CountDistinct };
}
