using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>SELECT, GROUP BY, HAVING and ORDER BY of measured groups.</summary>
internal sealed class GroupedSelect
{
    private readonly PlanContext context;
    private readonly SemanticQuery query;
    private readonly Grouped grouped;
    private readonly List<PlannedOutput> dimensions = [];
    private readonly List<PlannedOutput> metrics = [];
    private readonly int shownMetrics;

    /// <param name="context">The compilation.</param>
    /// <param name="query">The query.</param>
    /// <param name="grouped">What is read.</param>
    /// <param name="bound">The metrics, those that are only used for order and conditions last.</param>
    /// <param name="shownMetrics">How many of them are outputs.</param>
    public GroupedSelect(PlanContext context, SemanticQuery query, Grouped grouped, IReadOnlyList<BoundMetric> bound, int shownMetrics)
    {
        (this.context, this.query, this.grouped, this.shownMetrics) = (context, query, grouped, shownMetrics);
        var names = new NameAllocator();
        var currency = context.Model.Definition.Plugin.Currency;
        foreach (var dimension in grouped.Dimensions)
            dimensions.Add(new(dimension.Output(names.Take(dimension.WantedName), currency), dimension.Expression, dimension.IsCalled));
        foreach (var metric in bound)
        {
            var output = metric.Output with { Name = names.Take(metric.Output.Name) };
            metrics.Add(new(output, MetricSql.Of(metric.Formula, grouped.Leaf), metric.IsCalled));
        }
    }

    public SqlQuery Build(SqlExpression? having, out ValueList<OutputColumn> columns)
    {
        var shown = Shown();
        columns = shown.Select(o => o.Column).ToValueList();
        var select = new Select(shown.Select(SelectItem (o) => Item(o.Expression, o.Column.Name)).ToValueList())
        {
            From = grouped.From,
            Where = grouped.Where,
            GroupBy = dimensions.Select(GroupingElement (d) => new GroupingExpression(Key(d, shown))).ToValueList(),
            Having = having,
        };
        return new SqlQuery(select) { With = grouped.With, OrderBy = Order(shown) };
    }

    // Without "return": dimensions, then metrics. With it: what it names, in its order; the rest only groups.
    private List<PlannedOutput> Shown()
    {
        var all = dimensions.Concat(metrics.Take(shownMetrics)).ToList();
        if (query.Return.Count == 0)
            return all;
        var shown = new List<PlannedOutput>();
        foreach (var name in query.Return.Select(r => r.Name))
        {
            if ((all.Find(o => o.Column.Name == name) ?? all.Find(o => o.IsCalled(name))) is { } output && !shown.Contains(output))
                shown.Add(output);
            else
                context.Issues.Add("plan.unknown-output", $"The query has no single output {name}.", all.Select(o => o.Column.Name));
        }

        return shown;
    }

    // By position: the same expression with a literal in it would be two parameters, which Postgres takes for two expressions.
    private static SqlExpression Key(PlannedOutput dimension, List<PlannedOutput> shown)
    {
        var position = shown.IndexOf(dimension);
        return position < 0 ? dimension.Expression : new OutputOrdinal(position + 1);
    }

    // What the query says; then whatever makes the order of equal rows the same each time.
    private ValueList<OrderItem> Order(List<PlannedOutput> shown)
    {
        if (dimensions.Count == 0)
            return [];
        var order = new List<(PlannedOutput Output, bool Descending)>();
        foreach (var term in query.OrderBy)
        {
            var all = dimensions.Concat(metrics).ToList();
            if ((all.Find(o => o.Column.Name == term.By) ?? all.Find(o => o.IsCalled(term.By))) is { } output)
                order.Add((output, term.Descending));
            else
                context.Issues.Add("plan.unknown-order", $"The query has no {term.By} to order by.", all.Select(o => o.Column.Name));
        }

        if (order.Count == 0)
        {
            var time = dimensions.Where(d => d.Column.Grain is not null).Select(d => (d, false)).ToList();
            order.AddRange(time.Count > 0 || metrics.Count == 0 ? time : [(metrics[0], true)]);
        }

        order.AddRange(dimensions.Where(d => !order.Exists(o => o.Output == d)).Select(d => (d, false)));
        return order.DistinctBy(o => o.Output).Select(o => Term(o.Output, o.Descending, shown)).ToValueList();
    }

    // Rows without a value come last either way: nobody asks for "the top 5" to see what is missing.
    private static OrderItem Term(PlannedOutput output, bool descending, List<PlannedOutput> shown)
    {
        var expression = shown.Contains(output) ? Column(output.Column.Name) : output.Expression;
        return descending ? new OrderItem(expression, SortDirection.Descending, NullsOrder.Last) : new OrderItem(expression);
    }
}
