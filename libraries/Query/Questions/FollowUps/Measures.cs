using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>What the measures of a query are made of, whether the model names them or the query says it.</summary>
internal static class Measures
{
    /// <summary>The column that a measure aggregates; null when it counts rows or computes something.</summary>
    public static string? ColumnOf(Revision revision, MetricReference metric) => metric switch
    {
        { Name: { } name } => revision.Model.FindMetric(name) is { Type: MetricType.Simple, Filter: null, Expression: { } column, Table: { } table } && revision.Model.FindTable(table)?.FindColumn(column) is not null ? $"{table}.{column}" : null,
        { Column: { } column, Where: null, Of: null, Distinct: false } => revision.Full(column),
        _ => null,
    };

    /// <summary>Whether two measures are the same number.</summary>
    public static bool AreSame(Revision revision, MetricReference left, MetricReference right) => left == right
        || (MetricNames.Function(revision.Model, left) is { } function && function == MetricNames.Function(revision.Model, right) && (CountsRows(revision, left) || ColumnOf(revision, left) is not null) && ColumnOf(revision, left) == ColumnOf(revision, right)
            && CountsRows(revision, left) == CountsRows(revision, right));

    /// <summary>Whether a measure counts the rows of the query's table, all of them.</summary>
    public static bool CountsRows(Revision revision, MetricReference metric) => metric switch
    {
        { Name: { } name } => revision.Model.FindMetric(name) is { Type: MetricType.Simple, Aggregate: AggregateFunction.Count, Expression: null, Filter: null } definition && definition.Table == revision.Table,
        _ => metric is { Aggregate: AggregateFunction.Count, Column: null, Expression: null, Where: null, Of: null },
    };
}
