using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>
/// The final select of measured groups: outputs, conditions on groups, rank and order. Conditions and ranks over windows need a level of
/// their own: SQL applies HAVING before it looks at windows.
/// </summary>
internal sealed class GroupedSelect
{
    private const string Place = "place";

    private readonly PlanContext context;
    private readonly SemanticQuery query;
    private readonly NameAllocator tables;
    private readonly List<PlannedOutput> dimensions = [];
    private readonly List<PlannedOutput> metrics = [];
    private readonly int shownMetrics;
    private Grouped grouped;

    /// <param name="context">The compilation.</param>
    /// <param name="query">The query.</param>
    /// <param name="grouped">What is read.</param>
    /// <param name="bound">The metrics, those that are only used for order and conditions last.</param>
    /// <param name="shownMetrics">How many of them are outputs.</param>
    /// <param name="leaf">The expression of each aggregate.</param>
    /// <param name="tables">Hands out names of common tables.</param>
    public GroupedSelect(
        PlanContext context,
        SemanticQuery query,
        Grouped grouped,
        IReadOnlyList<BoundMetric> bound,
        int shownMetrics,
        Func<MetricFormula.Leaf, SqlExpression> leaf,
        NameAllocator tables)
    {
        (this.context, this.query, this.grouped, this.shownMetrics, this.tables) = (context, query, grouped, shownMetrics, tables);
        var names = new NameAllocator();
        var currency = context.Model.Definition.Plugin.Currency;
        foreach (var dimension in grouped.Dimensions)
            dimensions.Add(new(dimension.Output(names.Take(dimension.WantedName), currency), dimension.Expression, dimension.IsCalled));
        foreach (var metric in bound)
        {
            var output = metric.Output with { Name = names.Take(metric.Output.Name) };
            metrics.Add(new(output, MetricSql.Of(metric.Formula, leaf, Keys), metric.IsCalled));
        }
    }

    /// <summary>Puts everything computed so far into a common table, so that conditions and ranks may look at it.</summary>
    public void Level(string name, SqlExpression? where = null, SelectItem? extra = null)
    {
        var table = tables.Take(name);
        var outputs = dimensions.Concat(metrics).ToList();
        var select = new Select([.. outputs.Select(o => Item(o.Expression, o.Column.Name)), .. extra is null ? [] : (ReadOnlySpan<SelectItem>)[extra]])
        {
            From = grouped.From,
            Where = (grouped.Where, where) is ({ } own, { } asked) ? And(own, asked) : where ?? grouped.Where,
        };
        grouped = grouped with { From = [Table(table)], Where = null, With = [.. grouped.With, new CommonTable(table, new SqlQuery(select))] };
        for (var i = 0; i < dimensions.Count; i++)
            dimensions[i] = dimensions[i] with { Expression = Column(table, dimensions[i].Column.Name) };
        for (var i = 0; i < metrics.Count; i++)
            metrics[i] = metrics[i] with { Expression = Column(table, metrics[i].Column.Name) };
    }

    /// <summary>The metric of that name as it stands in the select; null when there is none.</summary>
    public PlannedOutput? Metric(string name) => metrics.Find(m => m.Column.Name == name) ?? metrics.Find(m => m.IsCalled(name));

    /// <summary>The dimension of that name as it stands in the select; null when there is none.</summary>
    public PlannedOutput? Dimension(string name) => dimensions.Find(d => d.Column.Name == name) ?? dimensions.Find(d => d.IsCalled(name));

    /// <summary>Keeps the first groups within each value of some dimensions, or all that tie with the last of the limit.</summary>
    /// <param name="where">Condition on groups, which holds before they are ranked.</param>
    public void Rank(SqlExpression? where)
    {
        if (query.PerGroupTop is { } top)
        {
            var by = (top.By is null ? metrics.FirstOrDefault() : Metric(top.By)) ?? Unknown("plan.unknown-metric", "metric", top.By);
            var within = Keys(top.Within);
            if (by is null || context.Issues.Any)
                return;
            var order = dimensions.Where(d => !within.Contains(d.Expression)).Select(d => new OrderItem(d.Expression)).Prepend(Term(by.Expression, !top.Ascending));
            Ranked(Call("row_number") with { Over = new WindowSpecification { PartitionBy = within, OrderBy = order.ToValueList() } }, where, 0, top.Count);
            return;
        }

        var asked = Asked(Shown()).Select(o => Term(o.Output.Expression, o.Descending)).ToValueList();
        Ranked(Call("rank") with { Over = new WindowSpecification { OrderBy = asked } }, where, query.Offset, query.Offset + query.Limit!.Value);
    }

    /// <summary>The whole query.</summary>
    /// <param name="where">Condition on groups.</param>
    /// <param name="columns">Its outputs.</param>
    public SqlQuery Build(SqlExpression? where, out ValueList<OutputColumn> columns)
    {
        var shown = Shown();
        columns = shown.Select(o => o.Column).ToValueList();
        var folded = grouped.IsFolded;
        var select = new Select(shown.Select(SelectItem (o) => Item(o.Expression, o.Column.Name)).ToValueList())
        {
            From = grouped.From,
            Where = !folded ? grouped.Where : (grouped.Where, where) is ({ } own, { } asked) ? And(own, asked) : where ?? grouped.Where,
            GroupBy = folded ? [] : dimensions.Select(GroupingElement (d) => new GroupingExpression(Key(d, shown))).ToValueList(),
            Having = folded ? null : where,
        };
        return new SqlQuery(select) { With = grouped.With, OrderBy = Order(shown) };
    }

    private void Ranked(SqlExpression rank, SqlExpression? where, int after, int upTo)
    {
        Level("ranked", where, Item(rank, Place));
        var place = Column(((NamedTable)grouped.From[0]).Name, Place);
        var within = Binary(place, BinaryOperator.LessOrEqual, Literal(upTo));
        grouped = grouped with { Where = after > 0 ? And(Binary(place, BinaryOperator.Greater, Literal(after)), within) : within };
    }

    private ValueList<SqlExpression> Keys(ValueList<string> names) =>
        names.Select(n => Dimension(n)?.Expression ?? Unknown("plan.unknown-dimension", "dimension", n)?.Expression).OfType<SqlExpression>().ToValueList();

    private PlannedOutput? Unknown(string code, string what, string? name)
    {
        context.Issues.Add(code, $"The query has no {what} {name}.", dimensions.Concat(metrics).Select(o => o.Column.Name));
        return null;
    }

    // Without "return": dimensions, then metrics. With it: what it names, in its order; the rest only groups.
    private List<PlannedOutput> Shown()
    {
        var all = dimensions.Concat(metrics.Take(shownMetrics)).ToList();
        if (query.Return.Count == 0)
            return all;
        var shown = new List<PlannedOutput>();
        foreach (var reference in query.Return)
        {
            var name = reference.Expression is null ? reference.Name : reference.As ?? "";
            if ((all.Find(o => o.Column.Name == name) ?? all.Find(o => o.IsCalled(name))) is not { } output || shown.Contains(output))
                context.Issues.Add("plan.unknown-output", $"The query has no single output {name}.", all.Select(o => o.Column.Name));
            else
                shown.Add(reference.As is { } alias ? output with { Column = output.Column with { Name = alias } } : output);
        }

        return shown;
    }

    // By position: the same expression with a literal in it would be two parameters, which Postgres takes for two expressions.
    private static SqlExpression Key(PlannedOutput dimension, List<PlannedOutput> shown)
    {
        var position = shown.FindIndex(o => o.Expression == dimension.Expression);
        return position < 0 ? dimension.Expression : new OutputOrdinal(position + 1);
    }

    // What the query says; else time, or the first metric that is shown.
    private List<(PlannedOutput Output, bool Descending)> Asked(List<PlannedOutput> shown)
    {
        var order = new List<(PlannedOutput Output, bool Descending)>();
        foreach (var term in query.OrderBy)
        {
            var name = term.Expression is null ? term.By : OrderNames.Of(query.OrderBy, term);
            if ((Dimension(name) is { } dimension && dimension.Column.Name == name ? dimension : Metric(name) ?? Dimension(name)) is { } output)
                order.Add((output, term.Descending));
            else
                context.Issues.Add("plan.unknown-order", $"The query has no {name} to order by.", dimensions.Concat(metrics).Select(o => o.Column.Name));
        }

        if (order.Count == 0)
        {
            var time = dimensions.Where(d => d.Column.Grain is not null).Select(d => (d, false)).ToList();
            order.AddRange(time.Count > 0 || metrics.Count == 0 ? time : [(metrics.Find(m => shown.Exists(s => s.Expression == m.Expression)) ?? metrics[0], true)]);
        }

        return order;
    }

    // What the query says; then whatever makes the order of equal rows the same each time.
    private ValueList<OrderItem> Order(List<PlannedOutput> shown)
    {
        if (dimensions.Count == 0)
            return [];
        var order = Asked(shown);
        order.AddRange(dimensions.Where(d => !order.Exists(o => o.Output == d)).Select(d => (d, false)));
        return order.DistinctBy(o => o.Output).Select(o => Term(Shown(o.Output, shown), o.Descending)).ToValueList();
    }

    private static SqlExpression Shown(PlannedOutput output, List<PlannedOutput> shown) =>
        shown.Find(o => o.Expression == output.Expression) is { } visible ? Column(visible.Column.Name) : output.Expression;

    // Rows without a value come last either way: nobody asks for "the top 5" to see what is missing.
    private static OrderItem Term(SqlExpression expression, bool descending) =>
        descending ? new OrderItem(expression, SortDirection.Descending, NullsOrder.Last) : new OrderItem(expression);
}
