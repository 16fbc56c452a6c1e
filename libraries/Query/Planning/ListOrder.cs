using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>ORDER BY of a list: what the query says, then whatever makes the order of equal rows the same each time.</summary>
internal sealed class ListOrder(PlanContext context, SemanticQuery query, RowSource source, ListMetrics metrics, List<PlannedOutput> outputs)
{
    /// <summary>The terms; those that the query asked for come first.</summary>
    public ValueList<OrderItem> Terms(out int asked)
    {
        var order = new List<OrderItem>();
        foreach (var term in query.OrderBy)
        {
            if (Value(term) is { } value && !order.Exists(o => o.Expression.Equals(value)))
                order.Add(Direction(value, term.Descending));
        }

        asked = order.Count;
        var rest = query.Shape == QueryShape.Rows ? RowKey() : outputs.Select(SqlExpression (o) => Column(o.Column.Name));
        order.AddRange(rest.Where(e => !order.Exists(o => o.Expression.Equals(e))).Select(e => new OrderItem(e)));
        return order.ToValueList();
    }

    /// <summary>A term in a direction. Rows without a value come last either way: nobody asks for "the top 5" to see what is missing.</summary>
    public static OrderItem Direction(SqlExpression value, bool descending) =>
        descending ? new OrderItem(value, SortDirection.Descending, NullsOrder.Last) : new OrderItem(value);

    private SqlExpression? Value(OrderTerm term)
    {
        if (term.Expression is { } expression)
            return new ExpressionPlanner(context, Operand).Plan(expression) is { } computed ? Shown(computed.Expression, "an expression") : null;
        if ((outputs.Find(o => o.Column.Name == term.By) ?? outputs.Find(o => o.IsCalled(term.By))) is { } output)
            return Column(output.Column.Name);
        if (query.Shape != QueryShape.Rows)
            return Unknown(term.By);
        return metrics.Find(term.By) is { } metric ? metric.Expression : source.Value(term.By)?.Expression;
    }

    private FilterOperand? Operand(string name)
    {
        if (metrics.Find(name) is { } metric)
            return ListMetrics.Value(metric);
        return outputs.Find(o => o.Column.Name == name && o.Column.Column is null) is { } output
            ? new(output.Expression, output.Column.Type, [])
            : source.Value(name);
    }

    // Distinct values can only be ordered by what is among them.
    private SqlExpression? Shown(SqlExpression value, string name) =>
        query.Shape == QueryShape.Rows ? value
        : outputs.Find(o => o.Expression == value) is { } output ? Column(output.Column.Name)
        : Unknown(name);

    private SqlExpression? Unknown(string name)
    {
        context.Issues.Add("plan.unknown-order", $"Distinct values cannot be ordered by {name}, which is not among them.", outputs.Select(o => o.Column.Name));
        return null;
    }

    // What tells rows apart: the key, else everything that can be listed.
    private IEnumerable<SqlExpression> RowKey()
    {
        var key = source.Table.PrimaryKey.Count > 0 ? source.Table.PrimaryKey : source.Table.UniqueKeys is [var unique, ..] ? unique : [];
        var columns = key.Count > 0 ? key.Select(source.Table.FindColumn).OfType<ColumnDefinition>() : ListOutputs.VisibleColumns(source.Table);
        return columns.Select(SqlExpression (c) => source.Scope.Column(new(source.Table, c, [])));
    }
}
