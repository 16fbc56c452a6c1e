using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>Listed rows, distinct values, and whether anything exists: selects without aggregates.</summary>
internal sealed class ListPlanner(PlanContext context, SemanticQuery query)
{
    public PlannedQuery? Plan()
    {
        if (query.Metrics.Count > 0 || query.Having is not null)
        {
            context.Issues.Add("plan.metric-in-list", $"A query of the shape {QueryWords.Of(query.Shape)} has no metrics and no having.");
            return null;
        }

        if (new EntityChooser(context, query).Choose(query.OrderBy.Select(o => o.By)) is not { } table)
            return null;
        var source = new RowSource(context, table, table.TimeColumn);
        var time = query.Time is { } filter && source.Within(filter, sharedTime: false) is { } filtered
            ? filter with { Column = filtered.QualifiedName }
            : null;
        if (query.Filters is { } filters)
            source.Matching(filters);
        if (query.Shape == QueryShape.Exists)
            return context.Issues.Any ? null : new PlannedQuery(Exists(source), [ExistsColumn], time) { IsOneRow = true };

        var outputs = Outputs(source);
        var order = Order(source, outputs);
        if (context.Issues.Any)
            return null;
        var select = new Select(outputs.Select(SelectItem (o) => Item(o.Expression, o.Column.Name)).ToValueList())
        {
            From = [source.Scope.Source()],
            Where = source.Where,
        };
        if (query.Shape == QueryShape.Distinct)
            select = Different(select, source, outputs.Count);
        return new PlannedQuery(new SqlQuery(select) { OrderBy = order }, outputs.Select(o => o.Column).ToValueList(), time);
    }

    // Grouping instead of DISTINCT where a value of few rows must not show.
    private Select Different(Select select, RowSource source, int outputs) => context.MinGroupSize?.Condition(source.Scope, [], []) is not { } largeEnough
        ? select with { Distinct = new Distinct([]) }
        : select with
        {
            GroupBy = Enumerable.Range(1, outputs).Select(GroupingElement (i) => new GroupingExpression(new OutputOrdinal(i))).ToValueList(),
            Having = largeEnough,
        };

    private static OutputColumn ExistsColumn { get; } =
        new() { Name = "exists", Label = "Exists", Type = ColumnType.Boolean, Role = OutputRole.Column };

    private static SqlQuery Exists(RowSource source)
    {
        var any = new Select([Item(Literal(1), "one")]) { From = [source.Scope.Source()], Where = source.Where };
        return new SqlQuery(new Select([Item(new ExistsExpression(new SqlQuery(any)), ExistsColumn.Name)]));
    }

    private List<PlannedOutput> Outputs(RowSource source)
    {
        var wanted = query.Dimensions
            .Concat(query.Return.Select(r => r.Name).Where(r => !query.Dimensions.Any(d => d.As == r || d.Column == r)).Select(r => new DimensionReference { Column = r }))
            .ToList();
        if (query.Return.Count > 0)
            wanted = [.. query.Return.Select(r => wanted.Find(d => d.As == r.Name) ?? wanted.Find(d => d.Column == r.Name)!).Distinct()];
        if (wanted.Count == 0)
            wanted = [.. VisibleColumns(source.Table).Select(c => new DimensionReference { Column = $"{source.Table.Name}.{c.Name}" })];

        var names = new NameAllocator();
        var role = query.Shape == QueryShape.Rows ? OutputRole.Column : OutputRole.Dimension;
        var outputs = new List<PlannedOutput>();
        foreach (var reference in wanted)
        {
            if (DimensionPlanner.Plan(context, source, reference, ownTime: false) is { } column)
            {
                var output = column.Output(names.Take(column.WantedName), context.Model.Definition.Plugin.Currency) with { Role = role };
                outputs.Add(new(output, column.Expression, column.IsCalled));
            }
        }

        return outputs;
    }

    private static IEnumerable<ColumnDefinition> VisibleColumns(TableDefinition table) =>
        table.Columns.Where(c => c.Visibility == ColumnVisibility.Public);

    private ValueList<OrderItem> Order(RowSource source, List<PlannedOutput> outputs)
    {
        var order = new List<OrderItem>();
        foreach (var term in query.OrderBy)
        {
            var output = outputs.Find(o => o.Column.Name == term.By) ?? outputs.Find(o => o.IsCalled(term.By));
            if (output is null && query.Shape != QueryShape.Rows)
                context.Issues.Add("plan.unknown-order", $"Distinct values cannot be ordered by {term.By}, which is not among them.", outputs.Select(o => o.Column.Name));
            else if (output is not null)
                order.Add(Term(Column(output.Column.Name), term.Descending));
            else if (source.Scope.Resolve(term.By) is { } column)
                order.Add(Term(source.Scope.Column(column), term.Descending));
        }

        var rest = query.Shape == QueryShape.Rows
            ? RowKey(source)
            : outputs.Select(SqlExpression (o) => Column(o.Column.Name));
        order.AddRange(rest.Where(e => !order.Exists(o => o.Expression.Equals(e))).Select(e => new OrderItem(e)));
        return order.ToValueList();
    }

    // What tells rows apart, so that equal rows come in the same order each time: the key, else everything that is listed.
    private static IEnumerable<SqlExpression> RowKey(RowSource source)
    {
        var key = source.Table.PrimaryKey.Count > 0 ? source.Table.PrimaryKey : source.Table.UniqueKeys is [var unique, ..] ? unique : [];
        var columns = key.Count > 0
            ? key.Select(source.Table.FindColumn).OfType<ColumnDefinition>()
            : VisibleColumns(source.Table);
        return columns.Select(SqlExpression (c) => source.Scope.Column(new(source.Table, c, [])));
    }

    private static OrderItem Term(SqlExpression expression, bool descending) =>
        descending ? new OrderItem(expression, SortDirection.Descending, NullsOrder.Last) : new OrderItem(expression);
}
