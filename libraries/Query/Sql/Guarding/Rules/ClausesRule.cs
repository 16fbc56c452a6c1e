using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Rules;

/// <summary>Shapes that the parser cannot produce, or that Postgres would read otherwise than the tree says.</summary>
internal sealed class ClausesRule : GuardRule
{
    public override void Check(GuardContext context)
    {
        foreach ((SqlNode node, SqlNode? parent) in context.Nodes)
        {
            string? complaint = node switch
            {
                SqlQuery { Body: NestedQuery } => "A query in parentheses cannot be a whole query.",
                SqlQuery { Limit.WithTies: true, OrderBy.Count: 0 } => "WITH TIES needs ORDER BY.",
                SqlQuery { Limit: { WithTies: true, Count: null } } => "WITH TIES needs a number of rows.",
                Select { Items.Count: 0 } => "A SELECT needs a column.",
                ValuesBody v when v.Rows.Count == 0 || v.Rows.Any(r => r.Items.Count != v.Rows[0].Items.Count) => "All rows of VALUES need the same length.",
                LogicalExpression { Terms.Count: < 2 } => "AND and OR need two conditions.",
                JoinedTable { Kind: not JoinKind.Cross, Condition: null } or JoinedTable { Kind: JoinKind.Cross, Condition: not null } =>
                    "A join needs a condition, and a cross join has none.",
                JoinUsing { Columns.Count: 0 } => "USING needs a column.",
                InListExpression { Values.Count: 0 } or CaseExpression { Arms.Count: 0 } or ArrayExpression { Items.Count: 0 } => "A list is empty.",
                FrameBound b when (b.Offset is not null) != (b.Kind is FrameBoundKind.Preceding or FrameBoundKind.Following) => "A frame's end is not complete.",
                OutputOrdinal when parent is not (OrderItem or GroupingElement or Distinct) => "A column's position can only stand in ORDER BY and GROUP BY.",
                QuantifiedArrayExpression q when !OperatorText.IsComparison(q.Operator) => "ANY and ALL need a comparison.",
                QuantifiedQueryExpression q when !OperatorText.IsComparison(q.Operator) => "ANY and ALL need a comparison.",
                OverlapsExpression o when o.Left.Items.Count != 2 || o.Right.Items.Count != 2 => "OVERLAPS needs two values on each side.",
                ScopedTable or CommonTableReference => "The statement is scoped already.",
                _ => null,
            };
            if (complaint is not null) context.Refuse(GuardIssues.Clause, complaint, node);
        }
    }
}
