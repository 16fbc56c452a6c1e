using NlSql.Query.Issues;
using NlSql.Query.Sql.Parsing;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>
/// The SQL of a model's metrics and segments, parsed once: what remains is value expressions over known columns (for derived metrics:
/// over known metrics).
/// </summary>
internal sealed class MetricExpressions
{
    private readonly Dictionary<string, SqlExpression> arguments = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SqlExpression> metricFilters = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SqlExpression> segmentFilters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ModelExpressionProblem> problems = [];

    public MetricExpressions(ModelIndex model)
    {
        foreach (var metric in model.Definition.Metrics)
        {
            if (metric.Expression is not null && Parse($"metrics.{metric.Name}.expr", metric.Expression, Known(model, metric)) is { } argument)
                arguments[metric.Name] = argument;
            if (metric.Filter is not null && Parse($"metrics.{metric.Name}.filter", metric.Filter, Known(model, metric)) is { } filter)
                metricFilters[metric.Name] = filter;
        }

        foreach (var segment in model.Definition.Segments)
        {
            if (Parse($"segments.{segment.Name}.filter", segment.Filter, ColumnsOf(model, segment.Table)) is { } filter)
                segmentFilters[segment.Name] = filter;
        }
    }

    /// <summary>What could not be parsed or names something unknown.</summary>
    public IReadOnlyList<ModelExpressionProblem> Problems => problems;

    /// <summary>A metric's parsed expression; null when it has none (or none that is right).</summary>
    public SqlExpression? Argument(MetricDefinition metric) => arguments.GetValueOrDefault(metric.Name);

    /// <summary>A metric's parsed filter; null when it has none (or none that is right).</summary>
    public SqlExpression? Filter(MetricDefinition metric) => metricFilters.GetValueOrDefault(metric.Name);

    /// <summary>A segment's parsed filter; null when it is not right.</summary>
    public SqlExpression? Filter(SegmentDefinition segment) => segmentFilters.GetValueOrDefault(segment.Name);

    /// <summary>Whether everything that the metric says could be parsed.</summary>
    public bool IsSound(MetricDefinition metric) =>
        (metric.Expression is null || arguments.ContainsKey(metric.Name)) && (metric.Filter is null || metricFilters.ContainsKey(metric.Name));

    private static Func<ColumnReference, bool> Known(ModelIndex model, MetricDefinition metric)
    {
        if (metric.Type == MetricType.Derived)
            return column => column.Table is null && model.Metric(column.Column) is not null;
        return metric.Table is null ? _ => false : ColumnsOf(model, metric.Table);
    }

    private static Func<ColumnReference, bool> ColumnsOf(ModelIndex model, string table) =>
        column => (column.Table is null || column.Table == table) && model.Column(table, column.Column) is not null;

    private SqlExpression? Parse(string place, string text, Func<ColumnReference, bool> known)
    {
        var parsed = SqlParser.ParseExpression(text);
        if (parsed.Tree is null)
        {
            problems.AddRange(parsed.Issues.Select(issue => new ModelExpressionProblem(place, issue)));
            return null;
        }

        if (ExpressionColumns.Of(parsed.Tree) is not { } columns)
        {
            problems.Add(new(place, new Issue("model.expression-unsupported", "Sub-selects, aggregates and windows have no place here.", TextSpan.None)));
            return null;
        }

        var unknown = columns.Where(c => !known(c)).ToList();
        problems.AddRange(unknown.Select(c => new ModelExpressionProblem(place, new("model.unknown-name", $"There is no {c.Column} here.", c.Span))));
        // A table's own name before a column says nothing more; without it the column can be bound under any alias.
        return unknown.Count > 0 ? null : ExpressionColumns.Replace(parsed.Tree, c => new ColumnReference(null, c.Column));
    }
}

/// <summary>An expression of the model that is not right.</summary>
/// <param name="Place">Where: <c>metrics.margin.expr</c>.</param>
/// <param name="Issue">What is wrong; its span is within the expression's text.</param>
public sealed record ModelExpressionProblem(string Place, Issue Issue);
