using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Queries;
using static NlSql.Query.Sql.Tree.SqlFactory;

namespace NlSql.Query.Planning;

/// <summary>
/// Numbers over the rows that have the same values as a row in some columns: the average price of its category. Each is computed once for
/// every group and joined to the rows; a row that lacks one of the values belongs to no group, so that it compares with nothing.
/// </summary>
/// <param name="context">The compilation.</param>
/// <param name="outer">The select whose rows are compared.</param>
internal sealed class GroupNumbers(PlanContext context, SelectScope outer)
{
    private readonly List<(ComparedValue.Scalar Number, FilterOperand Value)> known = [];

    /// <summary>The number, as a value of the select's rows; null when an issue was noted.</summary>
    public FilterOperand? Of(ComparedValue.Scalar number)
    {
        if (known.Find(k => k.Number == number).Value is { } same)
            return same;
        if (number.Query is not { Metrics.Count: 1, Dimensions: [], Return: [], Union: [], Limit: null, PerGroupTop: null, Shape: QueryShape.Aggregate })
        {
            context.Issues.Add("plan.not-one-value", "A number within groups is a query of one metric, without dimensions and limit.");
            return null;
        }

        var columns = number.Within.Select(outer.Resolve).ToList();
        var grouped = number.Query with { Dimensions = number.Within.Select((n, i) => new DimensionReference { Column = n, As = $"group_{i + 1}" }).ToValueList() };
        if (columns.Contains(null) || QueryPlanner.Plan(context.Nested(), grouped) is not { } planned)
            return null;
        var alias = outer.Aliases.Take("same_group");
        var on = columns.Select(SqlExpression (c, i) => Equal(outer.Column(c!), Column(alias, planned.Columns[i].Name)));
        outer.Attach(() => planned.Limited(grouped), alias, And([.. on]));
        var value = planned.Columns[^1];
        var operand = new FilterOperand(Column(alias, value.Name), value.Type, []) { Unit = value.Unit };
        known.Add((number, operand));
        return operand;
    }
}
