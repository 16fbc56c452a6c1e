using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Plugins;

/// <summary>An insight's rule → the semantic query that measures it.</summary>
public static class InsightQuery
{
    /// <summary>The metric in the rule's range, by its groups; of a rule that is no SQL.</summary>
    public static SemanticQuery Of(InsightDefinition rule) => new()
    {
        Metrics = [new MetricReference { Name = rule.Metric }],
        Dimensions = rule.By.Select(column => new DimensionReference { Column = column }).ToValueList(),
        Time = rule.Time,
    };
}
