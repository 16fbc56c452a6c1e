using System.Globalization;
using NlSql.Query.Sql.Guarding.Naming;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Printing;

/// <content>Queries and their clauses.</content>
internal sealed partial class SqlTreeWriter
{
    private void QueryPart(SqlNode node)
    {
        switch (node)
        {
            case SqlQuery q: Query(q); break;
            case CommonTable t: CommonTable(t); break;
            case Select s: SelectBody(s); break;
            case ValuesBody v:
                text.Append("VALUES ");
                List(v.Rows, row => { text.Append('('); Expressions(row.Items); text.Append(')'); });
                break;
            case SetOperation o: SetOperation(o); break;
            case NestedQuery n: Block(n.Query); break;
            case Distinct d: Distinct(d); break;
            case ExpressionItem i:
                Expression(i.Expression);
                if (AliasOf(i) is { } alias) text.Append(" AS ").Append(Name(alias));
                break;
            case StarItem i: text.Append(i.Table is null ? "*" : $"{Name(i.Table)}.*"); break;
            case OrderItem o: OrderItem(o); break;
            case RowLimit l: RowLimit(l); break;
            case GroupingExpression g: Expression(g.Expression); break;
            case GroupingSet g: text.Append('('); Expressions(g.Expressions); text.Append(')'); break;
            case Rollup r: text.Append("ROLLUP ("); List(r.Sets, GroupingUnit); text.Append(')'); break;
            case Cube c: text.Append("CUBE ("); List(c.Sets, GroupingUnit); text.Append(')'); break;
            case GroupingSets g: text.Append("GROUPING SETS ("); Nodes(g.Elements); text.Append(')'); break;
            default: throw Unknown(node);
        }
    }

    /// <summary><c>DATE '2024-01-31'</c> names its column <c>date</c>; the parameter in its place would not.</summary>
    private string? AliasOf(ExpressionItem item) =>
        item.Alias ?? (values.Executable && item.Expression is DateLiteral or TimestampLiteral or IntervalLiteral ? OutputName.Of(item.Expression) : null);

    private void Query(SqlQuery q)
    {
        int outer = query;
        query = ++queries;
        if (q.With.Count > 0)
        {
            text.Append("WITH ");
            List(q.With, table => Node(table), ", ");
            Line();
        }

        Node(q.Body);
        Clause("ORDER BY ", q.OrderBy);
        if (q.Limit is not null)
        {
            Line();
            Node(q.Limit);
        }

        query = outer;
    }

    private void CommonTable(CommonTable table)
    {
        text.Append(Name(table.Name));
        Columns(table.Columns);
        text.Append(table.Materialized switch { true => " AS MATERIALIZED ", false => " AS NOT MATERIALIZED ", null => " AS " });
        Block(table.Query);
    }

    private void Columns(ValueList<string> columns)
    {
        if (columns.Count == 0) return;
        text.Append(" (");
        List(columns, column => text.Append(Name(column)));
        text.Append(')');
    }

    private void SelectBody(Select select)
    {
        text.Append("SELECT");
        if (select.Distinct is not null)
        {
            text.Append(' ');
            Node(select.Distinct);
        }

        indent++;
        if (select.Items.Count == 1) text.Append(' ');
        else Line();
        for (int i = 0; i < select.Items.Count; i++)
        {
            if (i > 0)
            {
                text.Append(',');
                Line();
            }

            Node(select.Items[i]);
        }

        indent--;
        Clause("FROM ", select.From);
        Condition("WHERE ", select.Where);
        Clause("GROUP BY ", select.GroupBy);
        Condition("HAVING ", select.Having);
        Clause("WINDOW ", select.Windows);
    }

    private void Clause<T>(string keyword, ValueList<T> nodes)
        where T : SqlNode
    {
        if (nodes.Count == 0) return;
        Line();
        text.Append(keyword);
        Nodes(nodes);
    }

    private void Condition(string keyword, SqlExpression? condition)
    {
        if (condition is null) return;
        Line();
        text.Append(keyword);
        Expression(condition);
    }

    private void Distinct(Distinct distinct)
    {
        text.Append("DISTINCT");
        if (distinct.On.Count == 0) return;
        text.Append(" ON (");
        Expressions(distinct.On);
        text.Append(')');
    }

    /// <summary>UNION and EXCEPT from the left, INTERSECT before them; every arm is a query of its own for the parameters.</summary>
    private void SetOperation(SetOperation operation)
    {
        int binding = Binding(operation);
        Arm(operation.Left, binding);
        Line();
        text.Append(operation.Operator switch
        {
            SetOperator.Union => "UNION",
            SetOperator.Intersect => "INTERSECT",
            _ => "EXCEPT",
        });
        if (operation.All) text.Append(" ALL");
        Line();
        Arm(operation.Right, binding + 1);
    }

    private void Arm(QueryBody body, int binding)
    {
        int outer = query;
        if (body is Select) query = ++queries;
        if (body is SetOperation inner && Binding(inner) < binding) Block(body);
        else Node(body);
        query = outer;
    }

    private static int Binding(SetOperation operation) => operation.Operator == SetOperator.Intersect ? 2 : 1;

    private void OrderItem(OrderItem item)
    {
        Expression(item.Expression);
        if (item.Direction == SortDirection.Descending) text.Append(" DESC");
        if (item.Nulls is { } nulls) text.Append(nulls == NullsOrder.First ? " NULLS FIRST" : " NULLS LAST");
    }

    private void RowLimit(RowLimit limit)
    {
        if (limit.Count is null && limit.Offset is null) text.Append("LIMIT ALL");
        if (limit.Offset is not null && limit.WithTies) Offset(limit.Offset, " ");
        if (limit.Count is not null && limit.WithTies)
        {
            text.Append("FETCH FIRST ");
            Expression(limit.Count, Precedence.Primary);
            text.Append(" ROWS WITH TIES");
        }
        else if (limit.Count is not null)
        {
            text.Append("LIMIT ");
            Expression(limit.Count);
            if (limit.Offset is not null) text.Append(' ');
        }

        if (limit.Offset is not null && !limit.WithTies) Offset(limit.Offset, "");
    }

    private void Offset(SqlExpression offset, string behind)
    {
        text.Append("OFFSET ");
        Expression(offset);
        text.Append(behind);
    }

    private void GroupingUnit(GroupingSet set)
    {
        if (set.Expressions.Count == 1) Expression(set.Expressions[0]);
        else Node(set);
    }

    private void Ordinal(OutputOrdinal ordinal) => text.Append(ordinal.Position.ToString(CultureInfo.InvariantCulture));

    private static InvalidOperationException Unknown(SqlNode node) => new($"The printer does not know {node.GetType().Name}.");
}
