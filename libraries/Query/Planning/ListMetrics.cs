using NlSql.Query.Model;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Planning;

/// <summary>
/// Metrics as values of listed rows: over the rows of other tables that belong to each. Rows without any stay, with 0 or nothing.
/// </summary>
internal sealed class ListMetrics
{
    private readonly PlanContext context;
    private readonly RowSource source;
    private readonly TimeFilter? time;
    private readonly List<PlannedOutput> shown = [];
    private readonly Dictionary<string, PlannedOutput?> hidden = new(StringComparer.Ordinal);

    /// <param name="context">The compilation.</param>
    /// <param name="query">The query.</param>
    /// <param name="source">The rows listed.</param>
    /// <param name="time">The days that the metrics are about; null for all.</param>
    public ListMetrics(PlanContext context, SemanticQuery query, RowSource source, TimeFilter? time)
    {
        (this.context, this.source, this.time) = (context, source, time);
        foreach (var reference in query.Metrics)
        {
            if (Bind(reference) is { } metric)
                shown.Add(metric);
        }
    }

    /// <summary>The metrics that the query names, in its order.</summary>
    public IReadOnlyList<PlannedOutput> Shown => shown;

    /// <summary>A metric of the query, or of the model; null when the name is that of neither.</summary>
    public PlannedOutput? Find(string name)
    {
        if (shown.Find(m => m.IsCalled(name)) is { } known)
            return known;
        if (!hidden.TryGetValue(name, out var metric))
            hidden.Add(name, metric = context.Model.Metric(name) is null || source.Table.FindColumn(name) is not null ? null : Bind(new MetricReference { Name = name }));
        return metric;
    }

    public static FilterOperand Value(PlannedOutput metric) => new(metric.Expression, metric.Column.Type, []) { Unit = metric.Column.Unit };

    /// <summary>A condition on the metrics; null when an issue was noted.</summary>
    public SqlExpression? Condition(QueryFilter having) => new FilterPlanner(context, (name, _) => Known(name), Segment).Plan(having);

    private FilterOperand? Known(string name)
    {
        if (Find(name) is { } metric)
            return Value(metric);
        context.Issues.Add("plan.unknown-metric", $"There is no metric {name} here.", NearestNames.Of(name, context.Model.Definition.Metrics.Select(m => m.Name)));
        return null;
    }

    private SqlExpression? Segment(string name)
    {
        context.Issues.Add("plan.segment-unusable", $"The segment {name} is about rows; use it in filters.");
        return null;
    }

    private PlannedOutput? Bind(MetricReference reference) => reference switch
    {
        { Name: { } name } => Named(reference, name),
        { Aggregate: not null, Of: not null } => AdHoc(reference),
        { Aggregate: null, Expression: { } expression } => Computed(reference, expression),
        _ => Misplaced("An aggregate"),
    };

    private PlannedOutput? Named(MetricReference reference, string name)
    {
        if (new MetricBinder(context).Bind(new MetricReference { Name = name, As = reference.As }, _ => null, []) is not { } metric)
            return null;
        var leaves = metric.Formula.Leaves().Distinct().ToList();
        if (leaves.Exists(l => l.Accumulation is not null || l.LastDayOnly))
        {
            context.Issues.Add("plan.metric-in-list", $"{metric.Output.Label} depends on the period, so it is no number of a listed row; group by it instead.");
            return null;
        }

        if (leaves.Exists(l => l.Table == source.Table.Name))
            return Misplaced($"The metric {name}");
        var values = leaves.ToDictionary(l => l, l => source.Totals.Of(l, reference.Where, time));
        return values.ContainsValue(null) ? null : new(metric.Output, MetricSql.Of(metric.Formula, l => values[l]!, _ => []), metric.IsCalled);
    }

    private PlannedOutput? AdHoc(MetricReference reference)
    {
        if (source.Totals.Of(reference, time) is not { } value)
            return null;
        var table = context.Model.Table(reference.Of!)!;
        var column = reference.Column is { } name ? ColumnResolver.Resolve(context.Model, table, name).Column?.Column : null;
        var word = QueryWords.Of(reference.Aggregate!.Value);
        var output = ComputedColumn.Of(context, reference.As ?? (column is null ? word : $"{word}_{column.Name}"), value) with
        {
            Role = OutputRole.Metric,
            Format = column is null || value.Unit == "count" ? null : column.Format,
        };
        if (reference.As is null)
            output = output with { Label = column is null ? $"Number of {table.Label.ToLowerInvariant()}" : MetricBinder.Label(reference.Aggregate.Value, column) };
        return new(output, value.Expression, n => n == output.Name);
    }

    private PlannedOutput? Computed(MetricReference reference, QueryExpression expression)
    {
        if (new ExpressionPlanner(context, Known).Plan(expression) is not { } value)
            return null;
        var output = ComputedColumn.Of(context, reference.As ?? "value", value) with { Role = OutputRole.Metric };
        return new(output, value.Expression, n => n == output.Name);
    }

    private PlannedOutput? Misplaced(string what)
    {
        context.Issues.Add(
            "plan.metric-in-list",
            $"{what} is about {source.Table.Name} itself; a list of its rows takes metrics of the rows of other tables (of).");
        return null;
    }
}
