using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>Rows of several queries together: each is planned on its own, names and labels are those of the first.</summary>
internal sealed class UnionPlanner(PlanContext context, SemanticQuery query)
{
    public PlannedQuery? Plan()
    {
        if (!SaysOnlyOrder())
        {
            context.Issues.Add("plan.union-form", "Beside the queries of a union there are only union_all, order_by and limit.");
            return null;
        }

        var members = query.Union.Select(member => (Query: member, Planned: QueryPlanner.Plan(context.Nested(), member))).ToList();
        if (members.Exists(m => m.Planned is null))
            return null;
        var columns = members[0].Planned!.Columns;
        for (var i = 1; i < members.Count; i++)
        {
            if (Combined(columns, members[i].Planned!.Columns, i + 1) is not { } combined)
                return null;
            columns = combined;
        }

        var body = members.Select(m => Arm(m.Planned!, m.Query)).Aggregate((left, right) => new SetOperation(SetOperator.Union, query.UnionAll, left, right));
        var order = Order(columns, out var asked);
        if (context.Issues.Any)
            return null;
        var tree = query is { WithTies: true, Limit: { } limit }
            ? TiedRows.Of(body, [.. columns.Select(c => c.Name)], order, asked, query.Offset, limit)
            : new SqlQuery(body) { OrderBy = order };
        return new PlannedQuery(tree, columns, null);
    }

    private bool SaysOnlyOrder() => query with { Union = [], UnionAll = false, OrderBy = [], Limit = null, Offset = 0, WithTies = false } == new SemanticQuery();

    private ValueList<OutputColumn>? Combined(ValueList<OutputColumn> first, ValueList<OutputColumn> other, int number)
    {
        if (first.Count == other.Count && first.Zip(other, (a, b) => Fits(a.Type, b.Type)).All(fits => fits))
        {
            return first.Zip(other, (a, b) => a with
            {
                Type = a.Type == b.Type ? a.Type : ColumnType.Decimal,
                Unit = a.Unit == b.Unit ? a.Unit : null,
                Currency = a.Unit == b.Unit ? a.Currency : null,
            }).ToValueList();
        }

        static string Words(ValueList<OutputColumn> columns) => string.Join(", ", columns.Select(c => $"{c.Name} ({TypeWords.Of(c.Type)})"));
        context.Issues.Add("plan.union-mismatch", $"The first query of the union gives {Words(first)}, query {number} gives {Words(other)}: number and types must be the same.");
        return null;
    }

    private static bool Fits(ColumnType one, ColumnType other) => one == other || (TypeWords.IsNumber(one) && TypeWords.IsNumber(other));

    private static QueryBody Arm(PlannedQuery planned, SemanticQuery member)
    {
        var tree = planned.Limited(member);
        return tree is { With.Count: 0, OrderBy.Count: 0, Limit: null, Body: Select } ? tree.Body : new NestedQuery(tree);
    }

    private ValueList<OrderItem> Order(ValueList<OutputColumn> columns, out int asked)
    {
        var order = new List<OrderItem>();
        foreach (var term in query.OrderBy)
        {
            if (columns.FirstOrDefault(c => c.Name == term.By) is { } column)
                order.Add(ListOrder.Direction(Column(column.Name), term.Descending));
            else
                context.Issues.Add("plan.unknown-order", $"A union is ordered by what it returns, and {(term.Expression is null ? term.By : "an expression")} is not among that.", columns.Select(c => c.Name));
        }

        asked = order.Count;
        order.AddRange(columns.Select(c => Column(c.Name)).Where(c => !order.Exists(o => o.Expression.Equals(c))).Select(c => new OrderItem(c)));
        return order.ToValueList();
    }
}
