using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Rules;

/// <summary>Rows stand in comparisons, IN, OVERLAPS and VALUES only: as values of their own they would be records.</summary>
internal sealed class RowValuesRule : GuardRule
{
    public override void Check(GuardContext context)
    {
        foreach ((SqlNode node, SqlNode? parent) in context.Nodes)
        {
            bool accepted = node is not RowExpression || parent switch
            {
                BinaryExpression b => OperatorText.IsComparison(b.Operator),
                InListExpression or InQueryExpression or QuantifiedQueryExpression or DistinctFromExpression or OverlapsExpression or ValuesBody => true,
                _ => false,
            };
            if (!accepted) context.Refuse(GuardIssues.WholeRow, "Several values in parentheses can only be compared.", node);
        }
    }
}
