using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>What measures are called. What the model defines is said by its name: people recognise it, and it carries unit and description.</summary>
internal static class MetricNames
{
    /// <summary>The model's number of rows of a table; null when it has none.</summary>
    public static string? OfRows(ModelDefinition model, string table) =>
        model.Metrics.FirstOrDefault(m => m is { Type: MetricType.Simple, Aggregate: AggregateFunction.Count, Expression: null, Filter: null, TimeColumn: null } && m.Table == table)?.Name;

    /// <summary>The model's aggregate of a column; null when it has none.</summary>
    public static string? OfColumn(ModelDefinition model, AggregateFunction? function, string table, string column) =>
        model.Metrics.FirstOrDefault(m => m is { Type: MetricType.Simple, Filter: null, TimeColumn: null } && m.Aggregate == function && m.Table == table && m.Expression == column)?.Name;

    /// <summary>The function that a measure aggregates with; null when it computes something.</summary>
    public static AggregateFunction? Function(ModelDefinition model, MetricReference metric) => metric.Name is { } name ? model.FindMetric(name)?.Aggregate : metric.Aggregate;

    /// <summary>Whether a measure is a number of rows or of different values.</summary>
    public static bool Counts(ModelDefinition model, MetricReference metric) => Function(model, metric) is AggregateFunction.Count or AggregateFunction.CountDistinct;

    /// <summary>How the name of an aggregate begins that the model does not define: <c>average</c>, before the column's.</summary>
    public static string Prefix(AggregateFunction function) => function switch
    {
        AggregateFunction.Avg => "average",
        AggregateFunction.Sum => "total",
        AggregateFunction.Max => "maximum",
        AggregateFunction.Min => "minimum",
        var other => QueryWords.Of(other),
    };
}
