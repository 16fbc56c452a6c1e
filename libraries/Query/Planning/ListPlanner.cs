using NlSql.Query.Model;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>Listed rows, distinct values, and whether anything exists: selects without groups.</summary>
internal sealed class ListPlanner(PlanContext context, SemanticQuery query)
{
    public PlannedQuery? Plan()
    {
        if (query.Shape != QueryShape.Rows && (query.Metrics.Count > 0 || query.Having is not null))
        {
            context.Issues.Add("plan.metric-in-list", $"A query of the shape {QueryWords.Of(query.Shape)} has no metrics and no having.");
            return null;
        }

        if (query is { Compare: not null } or { ShareOf: not null } or { Running: not null } or { PerGroupTop: not null } or { Fill: true })
            context.Issues.Add("plan.list-form", "compare, share_of, running, per_group_top and fill are about groups; a list has none.");
        if (new EntityChooser(context, query).Choose() is not { } table)
            return null;
        var source = new RowSource(context, table, table.TimeColumn);
        var ofEntity = IsTimeOfEntity(table) ? query.Time : null;
        var time = ofEntity is not null && source.Within(ofEntity, sharedTime: false) is { } filtered ? ofEntity with { Column = filtered.QualifiedName } : null;
        if (query.Filters is { } filters)
            source.Matching(filters);
        if (query.Shape == QueryShape.Exists)
            return context.Issues.Any ? null : new PlannedQuery(Exists(source), [ExistsColumn], time) { IsOneRow = true };

        var metrics = new ListMetrics(context, query, source, ofEntity is null ? query.Time : null);
        if (query.Having is not null && metrics.Condition(query.Having) is { } having)
            source.Keep(having);
        var outputs = new ListOutputs(context, query, source, metrics).All();
        var order = new ListOrder(context, query, source, metrics, outputs).Terms(out var asked);
        if (context.Issues.Any)
            return null;
        var tree = Tree(source, outputs, order, asked);
        if (query.Time is { } measured && ofEntity is null)
            time = measured with { Column = source.Totals.TimeColumns.FirstOrDefault() ?? measured.Column };
        return new PlannedQuery(tree, outputs.Select(o => o.Column).ToValueList(), time);
    }

    private static OutputColumn ExistsColumn { get; } =
        new() { Name = "exists", Label = "Exists", Type = ColumnType.Boolean, Role = OutputRole.Column };

    // A range of time is about what is measured, unless it names a column of the rows listed.
    private bool IsTimeOfEntity(TableDefinition table) => query.Time?.Column is { } column
        ? query.Metrics.Count == 0 || ColumnResolver.Resolve(context.Model, table, column).Column is not null
        : query.Metrics.Count == 0;

    private static SqlQuery Exists(RowSource source)
    {
        var any = new Select([Item(Literal(1), "one")]) { From = [source.Scope.Source()], Where = source.Where };
        return new SqlQuery(new Select([Item(new ExistsExpression(new SqlQuery(any)), ExistsColumn.Name)]));
    }

    private SqlQuery Tree(RowSource source, List<PlannedOutput> outputs, ValueList<OrderItem> order, int asked)
    {
        var select = new Select(outputs.Select(SelectItem (o) => Item(o.Expression, o.Column.Name)).ToValueList())
        {
            From = [source.Scope.Source()],
            Where = source.Where,
        };
        if (query.Shape == QueryShape.Distinct)
            select = Different(select, source, outputs.Count);
        return query is { WithTies: true, Limit: { } limit }
            ? TiedRows.Of(select, [.. outputs.Select(o => o.Column.Name)], order, asked, query.Offset, limit)
            : new SqlQuery(select) { OrderBy = order };
    }

    // Grouping instead of DISTINCT where a value of few rows must not show.
    private Select Different(Select select, RowSource source, int outputs) => context.MinGroupSize?.Condition(source.Scope, [], []) is not { } largeEnough
        ? select with { Distinct = new Distinct([]) }
        : select with
        {
            GroupBy = Enumerable.Range(1, outputs).Select(GroupingElement (i) => new GroupingExpression(new OutputOrdinal(i))).ToValueList(),
            Having = largeEnough,
        };
}
