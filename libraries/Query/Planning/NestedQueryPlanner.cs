using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>Queries inside conditions. They are planned on their own and see nothing of the query around them.</summary>
/// <param name="context">The compilation.</param>
/// <param name="aliases">The names taken in the select that the condition stands in.</param>
internal sealed class NestedQueryPlanner(PlanContext context, NameAllocator aliases)
{
    /// <summary>The one value that a query gives; null when an issue was noted.</summary>
    public FilterOperand? OneValue(SemanticQuery query)
    {
        if (OneColumn(query) is not var (tree, column, isOneRow))
            return null;
        if ((query.Limit == 1 && !query.WithTies) || isOneRow)
            return new(new ScalarSubquery(tree), column.Type, []) { Unit = column.Unit };
        context.Issues.Add(
            "plan.not-one-value",
            "A nested query that a value is compared with must give one row: an aggregate without dimensions, or limit 1.");
        return null;
    }

    /// <summary>Whether a value is among those that a query gives; null when an issue was noted.</summary>
    public SqlExpression? Membership(QueryFilter.Membership membership, FilterOperand member)
    {
        if (OneColumn(membership.Query) is not var (tree, column, _))
            return null;
        var plain = !membership.Negated && (member.Type, column.Type) is not (ColumnType.Date, ColumnType.Timestamp);
        // One missing value among the others would empty NOT IN.
        var others = plain ? "" : aliases.Take("others");
        var other = new FilterOperand(Column(others, column.Name), column.Type, []);
        if (ValueComparison.Aligned(context.Issues, membership.Column, member, "the nested query", other) is not var (left, right))
            return null;
        if (plain)
            return new InQueryExpression(left, tree);
        var same = new Select([Item(Literal(1), "one")]) { From = [Derived(tree, others)], Where = Equal(right, left) };
        var exists = new ExistsExpression(new SqlQuery(same));
        return membership.Negated ? And(IsNotNull(member.Expression), Not(exists)) : exists;
    }

    private (SqlQuery Tree, OutputColumn Column, bool IsOneRow)? OneColumn(SemanticQuery query)
    {
        if (QueryPlanner.Plan(context.Nested(), query) is not { } planned)
            return null;
        if (planned.Columns.Count == 1)
            return (planned.Limited(query), planned.Columns[0], planned.IsOneRow);
        context.Issues.Add(
            "plan.not-one-column",
            $"A nested query must give one column; this one gives {planned.Columns.Count}. Say which one with return.",
            planned.Columns.Select(c => c.Name));
        return null;
    }
}
