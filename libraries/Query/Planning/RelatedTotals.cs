using NlSql.Query.Model;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Planning;

/// <summary>
/// Numbers about the rows of other tables that belong to a row. Each table is aggregated by the key that links it, once, and joined to
/// the rows one to one; numbers over the same rows share a select.
/// </summary>
/// <param name="context">The compilation.</param>
/// <param name="outer">The select whose rows the others belong to.</param>
internal sealed class RelatedTotals(PlanContext context, SelectScope outer)
{
    private readonly List<(ValueList<JoinStep> Path, QueryFilter? Where, TimeFilter? Time, RelatedTotal Total)> totals = [];

    /// <summary>The columns of time that the numbers are measured on.</summary>
    public IEnumerable<string> TimeColumns => totals.Select(t => t.Total.TimeColumn).OfType<string>().Distinct();

    /// <summary>An aggregate made for this query; null when an issue was noted.</summary>
    /// <param name="metric">The aggregate, with the table that it is of.</param>
    /// <param name="time">The days that count; null for all.</param>
    public FilterOperand? Of(MetricReference metric, TimeFilter? time = null)
    {
        var function = metric.Aggregate ?? AggregateFunction.Count;
        if (metric.Column is null && metric.Expression is null && function != AggregateFunction.Count)
        {
            context.Issues.Add("plan.missing-column", $"{QueryWords.Of(function)} needs a column.");
            return null;
        }

        if (function == AggregateFunction.Percentile && metric.Percentile is null)
        {
            context.Issues.Add("plan.missing-percentile", "A percentile needs p, a number between 0 and 1.");
            return null;
        }

        if (Total(metric.Of!, metric.Via, metric.Where, time, null) is not { } total)
            return null;
        var argument = Argument(metric, total.Rows);
        if (argument is null && (metric.Column ?? (object?)metric.Expression) is not null)
            return null;
        if (argument is not null && AggregateFunctions.NeedsNumbers(function) && !TypeWords.IsNumber(argument.Type))
        {
            context.Issues.Add("plan.wrong-type", $"{QueryWords.Of(function)} needs numbers; {metric.Column ?? ExpressionPlanner.Named(metric.Expression!)} holds none.");
            return null;
        }

        var leaf = new MetricFormula.Leaf(total.Rows.Scope.Entity.Name, null, function, argument?.Expression, null, metric.Percentile);
        return total.Value(leaf, argument?.Expression, null, metric.Distinct) with
        {
            Type = AggregateFunctions.TypeOf(function, argument?.Type),
            Unit = leaf.Counts ? "count" : argument?.Unit,
        };
    }

    /// <summary>An aggregate of the model's; null when an issue was noted.</summary>
    public SqlExpression? Of(MetricFormula.Leaf leaf, QueryFilter? where, TimeFilter? time)
    {
        if (Total(leaf.Table, null, where, time, leaf.TimeColumn) is not { } total)
            return null;
        var scope = total.Rows.Scope;
        var argument = leaf.Argument is null ? null : scope.Bind(leaf.Argument, scope.Entity, scope.ToEntity);
        var filter = leaf.Filter is null ? null : scope.Bind(leaf.Filter, scope.Entity, scope.ToEntity);
        return total.Value(leaf, argument, filter, distinct: false).Expression;
    }

    private FilterOperand? Argument(MetricReference metric, RowSource rows) => metric switch
    {
        { Column: { } column } => rows.Value(column),
        { Expression: { } expression } => new ExpressionPlanner(context, rows.Value).Plan(expression),
        _ => null,
    };

    private RelatedTotal? Total(string table, string? via, QueryFilter? where, TimeFilter? time, string? timeColumn)
    {
        var (path, issue) = RelatedPaths.Resolve(context.Model, outer.Entity, table, via);
        if (path is null)
        {
            context.Issues.Add(issue!);
            return null;
        }

        timeColumn ??= context.Model.Table(table)!.TimeColumn;
        var measured = time is { Column: null } && timeColumn is not null ? time with { Column = $"{context.Model.Table(table)!.Name}.{timeColumn}" } : time;
        if (totals.Find(t => t.Path.Equals(path) && Equals(t.Where, where) && t.Time == measured) is { Total: { } same })
            return same;
        var way = RelatedWay.Of(path);
        if (way.Rest.Count > 0)
        {
            context.Issues.Add("plan.no-path", $"The way from {outer.Entity.Name} to {table} is too indirect for a number; count the rows of a table between.", path.Select(s => s.ToTable));
            return null;
        }

        var total = new RelatedTotal(context.Nested(), way, where, measured);
        totals.Add((path, where, measured, total));
        total.JoinTo(outer);
        return total;
    }
}
